"""The certificate: an in-toto statement with a predicate of our own, shaped like SLSA's verification summary (VSA).

SLSA's own type would be wrong: passed or failed cannot say held, needs evidence or waived.
"""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from makegood.engine import ENGINE_VERSION, acceptance, playbook
from makegood.engine.acceptance import Acceptance, Ground, stands_on
from makegood.engine.certificate.said import to_json
from makegood.engine.check import Outcome
from makegood.engine.facts import FactSheet
from makegood.engine.inspection import Inspection, Rules
from makegood.engine.people import NOBODY, People, Way, way_of
from makegood.engine.redaction import redact
from makegood.engine.reports.document import limit_to_json
from makegood.engine.stored import engine_source
from makegood.engine.verdict import Verdict
from makegood.engine.waiver import Waiver, is_waived
from makegood.engine.weaker import weaker_than
from makegood.rules.calendars.business import zone
from makegood.rules.signing.kinds import ACCEPTANCE, STATEMENT

WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """What a certificate says beside the inspection.

    `verifier`: the signing key's name, in an engagement the name of its ledger. `differences`: how the submission
    differs from what was agreed; `unproven`: why it would not be open although all that was seen is met. `not_linked`:
    addresses that were looked at and never shown to serve the delivered code. `files`: name in the zip -> sha256.
    `zone`: whose days a waiver counts, an IANA name.
    """

    verifier: str
    at: datetime
    engagement: str | None = None
    waivers: Sequence[Waiver] = ()
    differences: Sequence[str] = ()
    unproven: Sequence[str] = ()
    not_linked: Sequence[str] = ()
    people: People = NOBODY
    acceptance: Acceptance | None = None
    zone: str = "UTC"
    files: Mapping[str, str]
    tools: Sequence[Mapping[str, object]] = ()
    inspected: datetime

    @property
    def local(self) -> datetime:
        """The same moment in the zone whose days a waiver counts. Raises Refused, a ValueError, for no zone."""
        return self.at.astimezone(zone(self.zone))


def statement_of(decided: Inspection, rules: Rules, said: Circumstances) -> dict[str, object]:
    """The statement about a decision (`Reproduced.decided`), as JSON values for RFC 8785."""
    below = [one.to_json() for one in weaker_than(playbook.load("standard", rules.catalogue), rules.playbook)]
    return {
        "_type": STATEMENT,
        "subject": [_subject(sheet) for sheet in decided.sheets],
        "predicateType": ACCEPTANCE,
        "predicate": {
            "verifier": {
                "id": said.verifier,
                "version": {"makegood": ENGINE_VERSION},
                "digest": {"sha256": engine_source()},
            },
            "engagement": said.engagement,
            "timeVerified": _time(said.at),
            "timeZone": said.zone if said.zone != "UTC" else None,
            "timeInspected": _time(said.inspected),
            "policy": {
                "name": rules.playbook.name,
                "version": rules.playbook.version,
                "title": rules.playbook.title,
                "digest": {"sha256": rules.playbook.digest.removeprefix("sha256:")},
            },
            "belowStandard": below,
            "inputAttestations": [
                {"name": name, "digest": {"sha256": digest}} for name, digest in sorted(said.files.items())
            ],
            "verificationResult": decided.gate.state.value,
            "because": redact(decided.gate.because),
            "acceptance": acceptance.to_json(said.acceptance),
            "standsOn": stands_on(_ground(decided, said, len(below))),
            "verdicts": [_verdict(one, decided.sheets, said) for one in decided.verdicts],
            "waivers": [_waiver(one) for one in said.waivers],
            "people": to_json(said.people),
            "notSeen": [
                {"subject": sheet.deliverable.name, "fact": gap.name, "cause": gap.cause.value, "side": gap.side.value}
                for sheet in decided.sheets
                for gap in sheet.gaps
            ],
            "differences": list(said.differences),
            "unproven": list(said.unproven),
            "notLinked": list(said.not_linked),
            "environment": {
                "python": platform.python_version(),
                "system": f"{platform.system()} {platform.machine()}",
                "tools": [{key: tool.get(key) for key in ("name", "version", "status")} for tool in said.tools],
            },
        },
    }


def _ground(decided: Inspection, said: Circumstances, below: int) -> Ground:
    return Ground(
        acceptance=said.acceptance,
        at=said.local,
        gate=decided.gate,
        verdicts=decided.verdicts,
        digests={sheet.deliverable.name: sheet.deliverable.digest for sheet in decided.sheets},
        people=said.people,
        waivers=said.waivers,
        differences=said.differences,
        unproven=said.unproven,
        below_standard=below,
        not_seen=sum(len(sheet.gaps) for sheet in decided.sheets),
        not_linked=said.not_linked,
    )


def _subject(sheet: FactSheet) -> dict[str, object]:
    it = sheet.deliverable
    digests = {"gitCommit": it.revision, "sha256": (it.digest or "").removeprefix("sha256:")}
    return {"name": it.name, "digest": {name: value for name, value in digests.items() if value}}


def _verdict(verdict: Verdict, sheets: Sequence[FactSheet], said: Circumstances) -> dict[str, object]:
    """A waived verdict is printed as waived, and what people changed as how they did: never as pass (H12)."""
    changed = way_of(verdict, said.people, said.at)
    digest = next((s.deliverable.digest for s in sheets if s.deliverable.name == verdict.subject), None)
    counts = verdict.outcome in (Outcome.FAIL, Outcome.UNKNOWN)
    waived = changed is None and counts and is_waived(verdict, digest, said.waivers, said.local.date())
    row: dict[str, object] = {
        "check": verdict.check,
        "version": verdict.version,
        "subject": verdict.subject,
        "outcome": WAIVED if waived else verdict.outcome.value,
        "priority": verdict.priority.value if verdict.priority else None,
        "limits": {name: limit_to_json(value) for name, value in verdict.limits.items()},
        "because": redact(verdict.because),
    }
    if waived:
        row["was"] = "not looked at" if verdict.outcome is Outcome.UNKNOWN else verdict.outcome.value
    if changed is not None:
        way, word = changed
        row |= {"outcome": way.value, "was": verdict.outcome.value}
        if way is Way.SIGNED and word is not None:
            row["says"] = "kept" if word.holds else "not kept"
    return row


def _waiver(waiver: Waiver) -> dict[str, object]:
    return {
        "check": waiver.check,
        "fingerprint": waiver.fingerprint,
        "contentDigest": waiver.content_digest,
        "reason": waiver.reason_class,
        "compensation": redact(waiver.compensation),
        "requestedBy": waiver.requested_by,
        "approvedBy": waiver.approved_by,
        "until": waiver.until.isoformat(),
        "event": waiver.event,
    }


def waiver_from(row: Mapping[str, object]) -> Waiver:
    """Raises KeyError or ValueError when the row is no waiver of a statement."""
    fingerprint, event = row["fingerprint"], row.get("event")
    if event is not None and type(event) is not int:
        raise ValueError("an event without its place")
    return Waiver(
        check=str(row["check"]),
        fingerprint=str(fingerprint) if fingerprint is not None else None,
        content_digest=str(row["contentDigest"]),
        reason_class=str(row["reason"]),
        compensation=str(row["compensation"]),
        requested_by=str(row["requestedBy"]),
        approved_by=str(row["approvedBy"]),
        until=date.fromisoformat(str(row["until"])),
        event=event,
    )


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat()
