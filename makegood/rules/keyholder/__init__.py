"""The keyholder: a small process that alone opens the private keys, and signs only what a keeper of a ledger signs."""

from makegood.rules.keyholder.asking import (
    Held,
    KeyholderGone,
    KeyholderRefuses,
    LedgerSigner,
    RemoteSigner,
    held,
    last_signed,
    new_key,
    start,
    successor,
)

__all__ = [
    "Held",
    "KeyholderGone",
    "KeyholderRefuses",
    "LedgerSigner",
    "RemoteSigner",
    "held",
    "last_signed",
    "new_key",
    "start",
    "successor",
]
