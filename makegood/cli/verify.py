"""`makegood verify FILE`: three answers apart about evidence, for somebody who trusts neither side."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused

if TYPE_CHECKING:
    from makegood.engine.bundle import Bundle
    from makegood.rules.ledger.verifying import Receipt
    from makegood.rules.ledger.witnesses import Trusted
    from makegood.rules.signing import VerifyingKey

TEXT_LIMIT = 100_000
SAID = {"open": "OK to pay", "held": "Don't pay yet", "needs_evidence": "Can't tell yet"}


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "verify",
        help="say whether a certificate, receipt or dispute file is intact, who anchors it, who proves its time",
        description="Says three things apart: is it intact, who else than its keeper anchors it, and who proves its "
        "time. Every verdict is judged again from its facts. Keys come from the signed agreement only.",
    )
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a certificate's zip, a hand-in's receipt, or a dispute file"
    )
    parser.add_argument(
        "--key", type=Path, action="append", default=[], metavar="FILE", help="a key of the agreement; repeatable"
    )
    parser.add_argument(
        "--receipt",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="a checkpoint that you kept; repeatable",
    )
    parser.add_argument(
        "--authority",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="the root certificate (PEM) of a time stamp authority that you trust; repeatable",
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    from makegood.engine.bundle import Bundle, BundleRefused

    keys = [key for path in given.key for key in _keys(path)]
    receipts = [_receipt(path) for path in given.receipt]
    if given.file.is_file() and not _is_zip(given.file):
        return _hand_in(given.file, keys)
    try:
        with Bundle(given.file) as bundle:
            names = set(bundle.names)
            if "manifest.json" in names:
                return _dispute(bundle, keys, receipts, _trusted(given))
            if "certificate.json" in names:
                return _certificate(bundle, keys, receipts)
            raise Refused(f"{given.file} is neither a certificate nor a dispute file.")
    except BundleRefused as refused:
        raise Refused(str(refused)) from None


def _certificate(bundle: Bundle, keys: list[VerifyingKey], receipts: list[Receipt]) -> int:
    from makegood.engine.certificate.checking import check_certificate

    found = check_certificate(bundle, keys, receipts)
    if found.decision:
        _say("It says", f"{SAID.get(found.decision, found.decision)}. {found.because}")
    _say("Intact?", found.is_intact())
    _say("Anchored by whom?", found.is_anchored())
    _say("Time proved by whom?", found.is_timed())
    _say("Verdicts", found.is_reproduced())
    for sentence in found.stands_on:
        _say("It stands on", sentence)
    for sentence in found.people:
        _say("People", sentence)
    for remark in found.remarks:
        _say("Note", remark)
    return 0 if found.holds and found.decision == "open" else 1


def _dispute(bundle: Bundle, keys: list[VerifyingKey], receipts: list[Receipt], trusted: Trusted) -> int:
    from makegood.engine.dispute.checking import check_dispute

    found = check_dispute(bundle, keys, receipts, trusted)
    _say("It is of", f"{found.engagement} (ledger {found.ledger.origin or 'unknown'})")
    _say("Intact?", found.is_intact())
    _say("Anchored by whom?", found.ledger.is_anchored())
    _say("Time proved by whom?", found.ledger.is_timed())
    _say("Verdicts", found.is_reproduced())
    if found.certificates:
        holding = sum(one.holds for one in found.certificates)
        _say(
            "Certificates", f"{holding} of {len(found.certificates)} hold, by keys that counted when they were issued."
        )
    for number, one in enumerate(found.certificates, 1):
        for sentence in one.stands_on:
            _say(f"Certificate {number}", sentence)
    for remark in (*found.ledger.remarks, *found.remarks):
        _say("Note", remark)
    return 0 if found.holds else 1


def _hand_in(path: Path, keys: list[VerifyingKey]) -> int:
    from makegood.rules.ledger.handed_in import NoReceipt, check_hand_in

    try:
        found = check_hand_in(_text(path).encode(), keys)
    except NoReceipt:
        raise Refused(f"{path.name} is no zip file, and no receipt of a hand-in either.") from None
    _say("It says", found.says())
    _say("Intact?", found.is_intact())
    _say("Anchored by whom?", found.is_anchored())
    _say("Time proved by whom?", "By nobody: the time is what the keeper claimed when the receipt was signed.")
    return 0 if found.holds else 1


def _is_zip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4).startswith(b"PK")


def _say(what: str, answer: str) -> None:
    print(f"{what + ':' if what[-1] != '?' else what:<21} {answer}")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(TEXT_LIMIT + 1)
    except OSError as broken:
        raise Refused(f"{path} cannot be read: {broken.strerror or broken}.") from None
    if len(content) > TEXT_LIMIT:
        raise Refused(f"{path} is larger than a key or a receipt can be.")
    return content.decode("utf-8", "replace")


def _lines(path: Path) -> list[str]:
    """One key a line; empty lines and those that begin with # are passed over. Raises Refused for none at all."""
    found = [line.strip() for line in _text(path).splitlines() if line.strip() and not line.startswith("#")]
    if not found:
        raise Refused(f"{path} holds no key.")
    return found


def _keys(path: Path) -> list[VerifyingKey]:
    from makegood.rules.ledger.witnesses import PASSKEY
    from makegood.rules.signing import KeyRefused, VerifyingKey

    try:
        return [VerifyingKey.parse(line) for line in _lines(path) if not line.startswith(PASSKEY)]
    except KeyRefused as refused:
        raise Refused(f"{path} holds no key: {refused}") from None


def _trusted(given: argparse.Namespace) -> Trusted:
    """Passkeys named with --key, and the roots of authorities."""
    from makegood.rules.ledger.stamps import StampRefused, read_roots
    from makegood.rules.ledger.witnesses import PASSKEY, Trusted

    named = [line.removeprefix(PASSKEY) for path in given.key for line in _lines(path) if line.startswith(PASSKEY)]
    try:
        roots = [root for path in given.authority for root in read_roots(_text(path).encode())]
    except StampRefused as refused:
        raise Refused(f"--authority: {refused}") from None
    return Trusted(passkeys=frozenset(named), roots=roots)


def _receipt(path: Path) -> Receipt:
    from makegood.rules.ledger.verifying import Receipt

    return Receipt(_text(path), f"whoever kept {path.name}", outside=True)
