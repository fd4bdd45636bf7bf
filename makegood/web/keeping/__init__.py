"""Keeping an installation: backups that only an offline key or a passphrase opens, and bringing one back."""

FORMAT = "makegood.backup/1"
DATABASE = "database"
WORK = "work.sqlite3"
LEFT_OUT = frozenset({"runs", "static", "reports", "sample", "tmp", "worker.alive", "worker.moved", "ledger.signed"})
"""What lies in MAKEGOOD_HOME and can be made again, and what the keyholder remembers, which no backup may take back."""


class KeepingRefused(Exception):
    """Why there is no backup, or nothing was brought back: one sentence."""
