"""Checking a certificate as somebody who trusts neither side: its signature, its parts, and every verdict again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from makegood.engine.bundle import Bundle, BundleRefused
from makegood.engine.certificate.anchoring import ANCHOR, Anchored, check_anchor
from makegood.engine.certificate.exact import NotExact, read_json, sha256_of
from makegood.engine.certificate.issuing import CERTIFICATE, KEY, REPORT, NotIssued, decided_by, read_report, said_again
from makegood.engine.certificate.readme import README, readme_text
from makegood.engine.certificate.reproducing import CannotReproduce, reproduce
from makegood.engine.certificate.spoken import Heard, against_the_ledger
from makegood.engine.certificate.statement import statement_of
from makegood.engine.people import sentences
from makegood.engine.stored import engine_source
from makegood.rules.ledger.verifying import Receipt
from makegood.rules.signing import Envelope, EnvelopeRefused, KeyRefused, VerifyingKey, read_envelope, verified_by
from makegood.rules.signing.kinds import ACCEPTANCE, IN_TOTO, STATEMENT

UNSIGNED = frozenset({CERTIFICATE, KEY, ANCHOR, README})
KEPT_APART = ("verifier", "environment")
"""What another machine says differently of itself; everything else of a predicate must come out again."""


@dataclass(slots=True)
class CertificateAnswers:
    """`faults` and `remarks` are sentences. `reproduced` is None when this engine could not judge again at all.

    `verifier`: the name under which it was signed. `keys`: the given keys that signed it. `parts`: the digests of
    what it names. `people`: what people changed, a sentence each; `stands_on`: on what it was accepted, sentences.
    `predicate`: what is signed, with its `subject`. `anchored`: what a ledger says of it, None where
    none is shown or its key was not agreed on.
    """

    signed_by: str = ""
    agreed: bool = False
    decision: str = ""
    because: str = ""
    engagement: str | None = None
    claimed: datetime | None = None
    verdicts: int = 0
    reproduced: bool | None = None
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    stands_on: list[str] = field(default_factory=list)
    predicate: Mapping[str, object] = field(default_factory=dict)
    envelope: Envelope | None = None
    verifier: str = ""
    keys: list[VerifyingKey] = field(default_factory=list)
    parts: set[str] = field(default_factory=set)
    anchored: Anchored | None = None

    @property
    def intact(self) -> bool:
        return not self.faults

    @property
    def holds(self) -> bool:
        """Intact, signed by an agreed key, and every verdict came out again."""
        return self.intact and self.agreed and self.reproduced is True

    def is_intact(self) -> str:
        if self.faults:
            return f"Not intact. {' '.join(self.faults)}"
        if not self.agreed:
            return f"Intact, signed by a key nobody agreed on ({self.signed_by})."
        return f"Intact, signed by {self.signed_by}."

    def is_anchored(self) -> str:
        if self.anchored is None or self.anchored.faults:
            return "By nobody else than its signer: it stands in no ledger that is shown here."
        return self.anchored.is_anchored()

    def is_timed(self) -> str:
        proved = "By nobody." if self.anchored is None or self.anchored.faults else self.anchored.is_timed()
        return f"{proved} The signer says {self.claimed:%Y-%m-%d %H:%M:%S} UTC." if self.claimed else proved

    def is_reproduced(self) -> str:
        if self.reproduced:
            return f"All {self.verdicts} verdicts came out the same when this engine judged the facts again."
        return "The verdicts did not come out the same." if self.reproduced is False else "Not judged again."


class Parts(Protocol):
    """Where the parts lie that a certificate names: beside it, or by digest in a dispute file."""

    def there(self, name: str, digest: str, /) -> str | None:
        """The digest of what is there; None when nothing is."""
        ...

    def read(self, name: str, digest: str, /) -> bytes: ...

    def unnamed(self, named: Mapping[str, str]) -> list[str]:
        """What is there and was not named."""
        ...


@dataclass(frozen=True, slots=True)
class _Beside:
    bundle: Bundle

    def there(self, name: str, _: str) -> str | None:
        return self.bundle.digest(name) if name in self.bundle.names and name not in UNSIGNED else None

    def read(self, name: str, _: str) -> bytes:
        return self.bundle.read(name)

    def unnamed(self, named: Mapping[str, str]) -> list[str]:
        return sorted(set(self.bundle.names) - UNSIGNED - set(named))


def check_certificate(
    bundle: Bundle, keys: Sequence[VerifyingKey], receipts: Sequence[Receipt] = ()
) -> CertificateAnswers:
    """The certificate of a zip that `gate` wrote. Never raises for what it reads: whatever is wrong is a fault."""
    try:
        content = bundle.read(CERTIFICATE)
        found = check_envelope(content, _Beside(bundle), keys, _own_keys(bundle))
        if found.agreed and ANCHOR in bundle.names:
            digests = {sha256_of(content), sha256_of(found.envelope.payload if found.envelope else b"")}
            found.anchored = check_anchor(bundle.read(ANCHOR), digests, found.verifier, keys, receipts)
            found.faults += found.anchored.faults
            found.remarks += found.anchored.remarks
            if found.anchored.words:
                hear(found, against_the_ledger(found.predicate, found.anchored.words.get))
        if README in bundle.names and bundle.read(README) != readme_text(found.predicate).encode():
            found.remarks.append(f"{README} is not what this engine writes of {CERTIFICATE}, which alone is signed.")
    except BundleRefused as refused:
        return CertificateAnswers(faults=[str(refused)])
    if receipts and found.anchored is None:
        found.faults.append("It stands in no ledger that is shown here, so no receipt can be held against it.")
    return found


def hear(found: CertificateAnswers, heard: Heard) -> None:
    """Takes over what a comparison with the ledger's events gave."""
    found.faults += heard.faults
    found.remarks += heard.remarks


def check_envelope(
    content: bytes, parts: Parts, keys: Sequence[VerifyingKey], own: Sequence[VerifyingKey] = ()
) -> CertificateAnswers:
    """`own`: keys that came along, enough to say that nothing was changed since, and no more."""
    found = CertificateAnswers()
    try:
        found.envelope = read_envelope(content)
        found.predicate = predicate = _predicate(found.envelope)
        _signed(found, predicate, keys, own)
        named = _named(predicate)
        found.parts = set(named.values())
        if found.intact:
            _parts(found, parts, named)
        if found.intact:
            _verdicts(found, parts.read(REPORT, named.get(REPORT, "")), predicate)
    except (BundleRefused, EnvelopeRefused, NotExact) as refused:
        found.faults.append(str(refused))
    return found


def _predicate(envelope: Envelope) -> dict[str, object]:
    statement = read_json(envelope.payload)
    if (
        envelope.payload_type != IN_TOTO
        or not isinstance(statement, dict)
        or statement.get("_type") != STATEMENT
        or statement.get("predicateType") != ACCEPTANCE
        or not isinstance(statement.get("predicate"), dict)
    ):
        raise NotExact("What is signed is no certificate of Makegood.")
    return {**statement["predicate"], "subject": statement.get("subject")}


def _signed(
    found: CertificateAnswers,
    predicate: Mapping[str, object],
    keys: Sequence[VerifyingKey],
    own: Sequence[VerifyingKey],
) -> None:
    assert found.envelope is not None
    verifier = predicate.get("verifier")
    name = str(verifier.get("id")) if isinstance(verifier, dict) else ""
    engagement = predicate.get("engagement")
    found.engagement = str(engagement) if engagement is not None else None
    found.decision, found.because = str(predicate.get("verificationResult")), str(predicate.get("because"))
    fitting = verified_by(found.envelope, keys)
    agreed = [key for key in fitting if key.name == name]
    found.verifier = name
    if fitting and not agreed:
        found.faults.append(
            f"The certificate is of {name}, and the key that was agreed on is of {fitting[0].name}: "
            "it belongs to another engagement."
        )
    if agreed:
        found.agreed, found.signed_by, found.keys = True, agreed[0].id_text, agreed
        return
    brought = verified_by(found.envelope, own)
    if not brought:
        found.faults.append("No signature of the certificate fits any key that was given.")
    else:
        found.signed_by = brought[0].text()


def _own_keys(bundle: Bundle) -> list[VerifyingKey]:
    try:
        return [VerifyingKey.parse(bundle.read(KEY, 1000).decode())]
    except (BundleRefused, KeyRefused, UnicodeDecodeError):
        return []


def _named(predicate: Mapping[str, object]) -> dict[str, str]:
    rows = predicate.get("inputAttestations")
    try:
        assert isinstance(rows, list)
        return {str(row["name"]): str(row["digest"]["sha256"]) for row in rows}
    except (AssertionError, KeyError, TypeError):
        raise NotExact("The certificate does not name its parts.") from None


def _parts(found: CertificateAnswers, parts: Parts, named: Mapping[str, str]) -> None:
    there = {name: parts.there(name, digest) for name, digest in sorted(named.items())}
    missing = [f"{name} is missing." for name, digest in there.items() if digest is None]
    changed = [f"{name} is not what was signed." for name, digest in there.items() if digest not in (None, named[name])]
    unnamed = [f"{name} is in the file, and nobody signed it." for name in parts.unnamed(named)]
    for wrong in (unnamed, missing, changed):
        found.faults += wrong[:5]


def _verdicts(found: CertificateAnswers, content: bytes, predicate: Mapping[str, object]) -> None:
    try:
        report = read_report(content)
        made = reproduce(report)
        said = said_again(predicate, report, made)
        again = statement_of(decided_by(made, said), made.rules, said)
    except (NotIssued, CannotReproduce, KeyError, TypeError, ValueError, AssertionError) as refused:
        found.remarks.append(f"The verdicts cannot be judged again: {refused}")
        return
    found.claimed, found.verdicts = said.at, len(made.inspection.verdicts)
    found.people = sentences(made.inspection.verdicts, said.people, said.at)
    found.stands_on = stands_on_of(again)
    other = [*made.differences, *_differences(predicate, again)]
    found.reproduced = not other
    if not other:
        return
    verifier = predicate.get("verifier")
    engine = verifier.get("digest") if isinstance(verifier, dict) else None
    if engine == {"sha256": engine_source()}:
        found.faults += other[:5]
    else:
        found.remarks += other[:5]
        found.remarks.append("The certificate was made by another version of the engine; judge again with that one.")


def stands_on_of(statement: Mapping[str, object]) -> list[str]:
    predicate = statement["predicate"]
    assert isinstance(predicate, dict)
    return [str(sentence) for sentence in predicate["standsOn"]]


def _differences(predicate: Mapping[str, object], again: Mapping[str, object]) -> list[str]:
    made = again["predicate"]
    assert isinstance(made, dict)
    made = {**made, "subject": again["subject"]}
    return [
        f"What the certificate says of {name} does not follow from its report."
        for name in sorted({*made, *predicate} - set(KEPT_APART))
        if predicate.get(name) != made.get(name)
    ]
