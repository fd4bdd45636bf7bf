"""Verifying a dispute file: the ledger's three answers, each certificate, and the verdicts of each inspection again."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from makegood.engine.bundle import Bundle, BundleRefused
from makegood.engine.certificate.checking import CertificateAnswers, check_envelope, hear
from makegood.engine.certificate.exact import NotExact, read_json, sha256_of
from makegood.engine.certificate.issuing import NotIssued, parts_of, read_report
from makegood.engine.certificate.reproducing import CannotReproduce, reproduce
from makegood.engine.certificate.spoken import SPOKEN, Heard, against_the_ledger, left_out
from makegood.engine.dispute import papers, parts
from makegood.engine.stored import engine_source
from makegood.rules.ledger.answers import LedgerAnswers
from makegood.rules.ledger.record import LINE_LIMIT, EventRecord, RecordRefused, read_records
from makegood.rules.ledger.stamps import KeptStamp
from makegood.rules.ledger.verifying import Receipt, verify_ledger
from makegood.rules.ledger.witnesses import NOTHING, Trusted
from makegood.rules.signing import EnvelopeRefused, KeyRefused, VerifyingKey, read_envelope

NOTE_LIMIT = 100_000
SHOWN = 10
_DIGEST = re.compile(rb"[0-9a-f]{64}")


@dataclass(slots=True, kw_only=True)
class DisputeAnswers:
    """What the file says. `differences`: verdicts that did not come out again, which a newer engine may explain."""

    engagement: str
    ledger: LedgerAnswers
    faults: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    reports: int = 0
    verdicts: int = 0
    certificates: list[CertificateAnswers] = field(default_factory=list)
    same_engine: bool = True

    @property
    def holds(self) -> bool:
        """What makes the exit status 0."""
        certified = all(one.holds for one in self.certificates)
        return self.ledger.holds and not self.faults and not self.differences and certified

    def is_intact(self) -> str:
        if not self.faults:
            return self.ledger.is_intact()
        more = "" if self.ledger.intact else f" {self.ledger.is_intact().removeprefix('Not intact. ')}"
        return f"Not intact. {' '.join(self.faults[:SHOWN])}{more}"

    def is_reproduced(self) -> str:
        if self.differences:
            why = "" if self.same_engine else " They were made by another version of the engine; judge with that one."
            return f"Not the same again. {' '.join(self.differences[:SHOWN])}{why}"
        if not self.reports:
            return "There is no inspection in the file."
        return (
            f"All {self.verdicts} verdicts of {self.reports} inspection{'s' if self.reports > 1 else ''} came out the "
            "same when this engine judged their facts again."
        )


def check_dispute(
    bundle: Bundle,
    keys: Sequence[VerifyingKey],
    receipts: Sequence[Receipt] = (),
    trusted: Trusted = NOTHING,
) -> DisputeAnswers:
    """`receipts` and `trusted` are what whoever verifies brings along. Raises BundleRefused for no dispute file."""
    manifest = _manifest(bundle)
    found: dict[str, int] = {}
    changes: list[dict[str, object]] = []
    spoken: dict[int, EventRecord] = {}
    wanted = _wanted(bundle) | papers.names_of_told(bundle)
    faults: list[str] = []
    ledger = verify_ledger(
        events=noticed(_events(bundle), wanted, found, changes, spoken),
        checkpoints=[_text(bundle, name) for name in _in(bundle, parts.CHECKPOINTS)],
        receipts=[*receipts, *_packed(bundle, faults)],
        keys=keys,
        stamps=list(_stamps(bundle, faults)),
        trusted=trusted,
    )
    answers = DisputeAnswers(engagement=str(manifest.get("engagement")), ledger=ledger, faults=faults)
    if ledger.origin is not None and manifest.get("ledger") != ledger.origin:
        faults.append(f"The file says that it is of {manifest.get('ledger')}, and its ledger is {ledger.origin}.")
    engine = manifest.get("engine")
    answers.same_engine = isinstance(engine, dict) and engine.get("sha256") == engine_source()
    named, reports = _evidence(bundle, answers, _reports(manifest), found)
    faults += papers.differences(bundle, manifest, changes, reports, same_engine=answers.same_engine)
    answers.remarks += papers.only_told(bundle, found)
    _certificates(bundle, answers, found, named, spoken)
    strange = [name for name in _in(bundle, parts.EVIDENCE) if name.removeprefix(parts.EVIDENCE) not in named]
    faults += [f"{name} is in the file, and no event, report or certificate names it." for name in strange[:SHOWN]]
    return answers


def _manifest(bundle: Bundle) -> dict[str, object]:
    try:
        manifest = read_json(bundle.read(parts.MANIFEST, 10_000_000))
    except NotExact as refused:
        raise BundleRefused(f"{parts.MANIFEST} cannot be read: {refused}") from None
    if not isinstance(manifest, dict) or manifest.get("schema") != parts.SCHEMA:
        raise BundleRefused(f"This is no dispute file (it does not say schema {parts.SCHEMA!r}).")
    return manifest


def _reports(manifest: Mapping[str, object]) -> list[str]:
    rows = manifest.get("reports")
    return [str(row) for row in rows] if isinstance(rows, list) else []


def _in(bundle: Bundle, folder: str) -> list[str]:
    return sorted(name for name in bundle.names if name.startswith(folder))


def _text(bundle: Bundle, name: str) -> str:
    return bundle.read(name, NOTE_LIMIT).decode("utf-8", "replace")


def _wanted(bundle: Bundle) -> set[str]:
    """The digests that an event may name: of evidence, and of certificates (the envelope or what it signs)."""
    wanted = {name.removeprefix(parts.EVIDENCE) for name in _in(bundle, parts.EVIDENCE)}
    for name in _in(bundle, parts.CERTIFICATES):
        wanted |= _names_of(bundle.read(name))
    return wanted


def _names_of(envelope: bytes) -> set[str]:
    try:
        return {sha256_of(envelope), sha256_of(read_envelope(envelope).payload)}
    except EnvelopeRefused:
        return {sha256_of(envelope)}


def _events(bundle: Bundle) -> Iterator[EventRecord]:
    try:
        yield from read_records(bundle.lines(parts.LEDGER, LINE_LIMIT))
    except BundleRefused as refused:
        raise RecordRefused(str(refused)) from None


def noticed(
    events: Iterable[EventRecord],
    digests: set[str],
    found: dict[str, int],
    changes: list[dict[str, object]],
    spoken: dict[int, EventRecord],
) -> Iterator[EventRecord]:
    """Passes the events on; notes which of them names which of the digests first, which changed the keys, and keeps
    those by which people said something of a hand-in."""
    for event in events:
        if event.kind in SPOKEN:
            spoken[event.index] = event
        if (change := papers.change_of_keys(event)) is not None:
            changes.append(change)
        for match in _DIGEST.findall(event.payload or b""):
            digest = match.decode()
            if digest in digests:
                found.setdefault(digest, event.index)
        yield event


def _packed(bundle: Bundle, faults: list[str]) -> Iterator[Receipt]:
    for name in _in(bundle, parts.RECEIPTS):
        try:
            row = read_json(bundle.read(name, NOTE_LIMIT))
            assert isinstance(row, dict)
            yield Receipt(str(row["note"]), str(row["holder"])[:100], outside=False)
        except (NotExact, AssertionError, KeyError):
            faults.append(f"{name} cannot be read.")


def _stamps(bundle: Bundle, faults: list[str]) -> Iterator[KeptStamp]:
    for name in _in(bundle, parts.STAMPS):
        try:
            row = read_json(bundle.read(name, NOTE_LIMIT))
            assert isinstance(row, dict)
            answer = base64.b64decode(str(row["answer"]), validate=True)
            yield KeptStamp(str(row["note"]), answer, str(row["authority"]))
        except (NotExact, AssertionError, KeyError, ValueError):
            faults.append(f"{name} cannot be read.")


def _evidence(
    bundle: Bundle, answers: DisputeAnswers, reports: Sequence[str], found: Mapping[str, int]
) -> tuple[set[str], list[tuple[str, dict[str, object]]]]:
    """Holds everything to its digest and judges each report again. Gives back what something names, and the reports."""
    read: list[tuple[str, dict[str, object]]] = []
    for name in _in(bundle, parts.EVIDENCE):
        if bundle.digest(name) != name.removeprefix(parts.EVIDENCE):
            answers.faults.append(f"{name} is not what its name says.")
    named = set(found)
    for digest in reports:
        if digest not in found:
            answers.faults.append(f"No event names the report {digest[:12]}, so nothing shows that it is of then.")
        try:
            content = bundle.read(parts.EVIDENCE + digest)
            named |= {sha256_of(part) for part in parts_of(content).values()}
            read.append((digest, read_report(content)))
            made = reproduce(read[-1][1])
        except (BundleRefused, NotIssued, CannotReproduce) as refused:
            answers.faults.append(f"The report {digest[:12]} cannot be judged again: {refused}")
            continue
        answers.reports += 1
        answers.verdicts += len(made.inspection.verdicts)
        answers.differences += [f"Report {digest[:12]}: {one}" for one in made.differences]
    if answers.same_engine:
        answers.faults += answers.differences
    return named, read


@dataclass(frozen=True, slots=True)
class _Stored:
    """The parts of a certificate, by digest."""

    bundle: Bundle

    def there(self, _: str, digest: str) -> str | None:
        name = parts.EVIDENCE + digest
        return self.bundle.digest(name) if name in self.bundle.names else None

    def read(self, _: str, digest: str) -> bytes:
        return self.bundle.read(parts.EVIDENCE + digest)

    def unnamed(self, _: Mapping[str, str]) -> list[str]:
        return []


def _certificates(
    bundle: Bundle,
    answers: DisputeAnswers,
    found: Mapping[str, int],
    named: set[str],
    spoken: Mapping[int, EventRecord],
) -> None:
    """Each certificate by the keys that counted when an event named it (H16)."""
    history, origin, brought = answers.ledger.keys, answers.ledger.origin, _brought(bundle)
    for name in _in(bundle, parts.CERTIFICATES):
        content = bundle.read(name)
        one = check_envelope(content, _Stored(bundle), history.all(), brought)
        answers.certificates.append(one)
        named |= one.parts
        # What was signed anew after a revocation says the same as before: the envelope tells the two apart.
        at = found.get(
            sha256_of(content), min((found[one] for one in _names_of(content) if one in found), default=None)
        )
        if at is None:
            one.faults.append("No event names it, so nothing shows that it was issued in this engagement.")
        elif origin is not None and one.verifier != origin:
            one.faults.append(
                f"It is of {one.verifier}, and this ledger is {origin}: it belongs to another engagement."
            )
        elif one.agreed and not any(history.counts(key, at + 1) for key in one.keys):
            one.agreed = False
            one.faults.append(f"Event {at} names it, and its key no longer counted then.")
        hear(one, against_the_ledger(one.predicate, spoken.get))
        hear(one, Heard(faults=left_out(one.predicate, spoken)))
        answers.faults += [f"{name}: {fault}" for fault in one.faults[:SHOWN]]
        answers.remarks += [f"{name}: {remark}" for remark in one.remarks[:SHOWN]]


def _brought(bundle: Bundle) -> list[VerifyingKey]:
    """The keys that the file brings along: enough to say that nothing was changed since, and no more."""
    try:
        document = read_json(bundle.read(parts.KEYS, 1_000_000))
        assert isinstance(document, dict)
        changes = [row.get("new") for row in document["changes"] if row.get("new")]
        return [VerifyingKey.parse(str(text)) for text in (*document["agreed"], *changes)]
    except (BundleRefused, NotExact, KeyRefused, AssertionError, KeyError, TypeError, AttributeError):
        return []
