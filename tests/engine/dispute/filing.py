"""A whole engagement in small: a ledger, an inspection that holds, one that opens, and a certificate of the latter."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from makegood.engine.bundle import Bundle, write_bundle
from makegood.engine.certificate.exact import sha256_of
from makegood.engine.certificate.issuing import Asked, issue
from makegood.engine.dispute.checking import DisputeAnswers, check_dispute
from makegood.engine.dispute.parts import Dispute, KeptReceipt
from makegood.engine.dispute.writing import write_dispute
from makegood.rules.ledger.checkpoint import cosign
from makegood.rules.ledger.record import CERTIFIED
from makegood.rules.ledger.verifying import Receipt
from makegood.rules.signing import SigningKey, VerifyingKey
from tests.engine.certificate.reports import as_bytes, report
from tests.rules.ledger.keeping import KEY, NAME, PAT, Kept

MADE = datetime(2026, 11, 25, 8, tzinfo=UTC)
AGREED = (KEY.verifying_key, PAT.verifying_key)
HELD, OPEN = as_bytes(report(secrets=1, signer=None)), as_bytes(report(secrets=0, signer=None))

Parts = dict[str, bytes]


@dataclass
class Engagement:
    """`kept` is the ledger; `certificates` are envelopes; `receipt` is the note that Pat keeps."""

    kept: Kept = field(default_factory=Kept)
    certificates: list[bytes] = field(default_factory=list)
    receipt: str = ""

    def certify(self, signer: SigningKey = KEY, *, named: bool = True) -> Engagement:
        at = MADE + timedelta(seconds=len(self.certificates))
        issued = issue(OPEN, signer, Asked(at=at, engagement="shop"))
        self.certificates.append(issued.envelope.to_bytes())
        if named:
            self.kept.add(CERTIFIED, {"certificate": sha256_of(self.certificates[-1])})
        return self

    def dispute(self, **more: object) -> Dispute:
        given: dict[str, object] = {
            "engagement": "Web shop",
            "ledger": NAME,
            "made": MADE,
            "parties": ["Olivia's Bakery", "Pat & Partners"],
            "events": self.kept.events,
            "checkpoints": self.kept.checkpoints,
            "keys": AGREED,
            "receipts": [KeptReceipt(holder="Pat", note=self.receipt, kept=MADE)] if self.receipt else [],
            "certificates": self.certificates,
            "reports": [HELD, OPEN],
            "access": [{"who": "u2", "what": "report", "at": "2026-11-20"}],
        }
        return Dispute(**{**given, **more})  # type: ignore[arg-type]

    def checked(
        self,
        folder: Path,
        *receipts: Receipt,
        keys: tuple[VerifyingKey, ...] = AGREED,
        change: Callable[[Parts], None] = lambda parts: None,
        **more: object,
    ) -> DisputeAnswers:
        written = io.BytesIO()
        write_dispute(written, self.dispute(**more))
        path = folder / "dispute.zip"
        path.write_bytes(written.getvalue())
        with Bundle(path) as bundle:
            parts = {name: bundle.read(name) for name in bundle.names}
        change(parts)
        write_bundle(path, parts)
        with Bundle(path) as bundle:
            return check_dispute(bundle, keys, receipts)


def engagement() -> Engagement:
    """Two inspections and a certificate, each named by an event; Pat cosigned after them; one event more."""
    made = Engagement()
    made.kept.grow(2)
    for content in (HELD, OPEN):
        made.kept.add("inspection.done", {"report": "sha256:" + sha256_of(content)})
    made.certify()
    made.receipt = cosign(made.kept.sign(), PAT, MADE + timedelta(minutes=1))
    made.kept.grow(1).sign()
    return made
