"""What a dispute file holds, and under which names (docs/evidence.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from makegood.rules.ledger.record import EventRecord
from makegood.rules.ledger.stamps import KeptStamp
from makegood.rules.signing import VerifyingKey

SCHEMA = "makegood.dispute/1"
MANIFEST, README, LEDGER, KEYS = "manifest.json", "README.txt", "ledger.jsonl", "keys.json"
CHECKPOINTS, RECEIPTS, CERTIFICATES, EVIDENCE = "checkpoints/", "receipts/", "certificates/", "evidence/"
METHOD, CERTIFICATION, NOT_SEEN, ACCESS = "method.txt", "certification.txt", "not-seen.json", "access.jsonl"
REPOSITORY, STAMPS = "repository.bundle", "stamps/"
STORY = "what-happened.txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReceipt:
    """A checkpoint (signed note) that `holder` was given or cosigned; `kept` is when the keeper says so."""

    holder: str
    note: str
    kept: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """Plain data, as the web side has it.

    `ledger`: the name under which its checkpoints are signed. `keys`: those of the signed agreement, cosigners too.
    `certificates`: envelopes' exact bytes. `reports`: inspections' exact bytes, which an event must name by SHA-256.
    `files`: further evidence by SHA-256 (hex), which an event must name, too. `access`: who looked at what, as JSON
    rows. `repository`: a git bundle of the delivered code. `story`: the events in words, with who the actors are.
    """

    engagement: str
    ledger: str
    made: datetime
    parties: Sequence[str]
    events: Iterable[EventRecord]
    checkpoints: Sequence[str]
    keys: Sequence[VerifyingKey]
    receipts: Sequence[KeptReceipt] = ()
    stamps: Sequence[KeptStamp] = ()
    certificates: Sequence[bytes] = ()
    reports: Sequence[bytes] = ()
    files: Mapping[str, bytes | Path] = field(default_factory=dict)
    access: Sequence[Mapping[str, object]] = ()
    repository: Path | None = None
    story: str = ""
