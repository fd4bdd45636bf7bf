"""The certificate of what was accepted: signed by the key process, and named by an event of the ledger."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace

from django.db import transaction

from makegood import durable
from makegood.engagements.events import record
from makegood.engagements.models import Checkpoint, Engagement, Event
from makegood.engagements.record.anchoring import leaves_of, record_of, signer_of
from makegood.engagements.record.keys import history_of
from makegood.engine.acceptance import ACCEPTED as BY_A_PERSON
from makegood.engine.acceptance import SILENT, Acceptance
from makegood.engine.certificate.anchoring import ANCHOR, anchor_part
from makegood.engine.certificate.exact import read_json
from makegood.engine.certificate.issuing import CERTIFICATE, KEY, Asked, NotIssued, issue, parts_of, readme_of
from makegood.engine.certificate.readme import README
from makegood.engine.certificate.spoken import events_named
from makegood.engine.waiver import Waiver
from makegood.inspections.filing import REPORT_LIMIT, FilingRefused, read_kept
from makegood.phases.acceptance.models import Certificate, Decision, Verb
from makegood.phases.acceptance.queries.deciding.decided import people_of, waivers_of
from makegood.phases.acceptance.queries.handing_in.addresses import not_linked
from makegood.phases.acceptance.queries.handing_in.submissions import ACCEPTED
from makegood.phases.agreement.queries import terms_of
from makegood.rules.keyholder import KeyholderGone
from makegood.rules.ledger.record import CERTIFIED, EventRecord
from makegood.rules.signing import read_envelope, verified_by

AT_ONCE = 20

log = logging.getLogger("makegood.acceptance")


@durable.tick("acceptance.certify", every=30)
def certify() -> None:
    """While the key process is away the certificate waits; a report that is damaged is told to the log each time."""
    rows = Decision.objects.filter(verb__in=ACCEPTED, submission__certificate=None).exclude(
        submission__inspection__report_digest=""
    )
    for decision in rows.select_related(
        "event", "submission__milestone__agreement__engagement", "submission__inspection"
    )[:AT_ONCE]:
        try:
            make_certificate(decision=decision)
        except KeyholderGone as gone:
            log.warning("certificates wait to be signed: %s", gone)
            return
        except (NotIssued, FilingRefused) as refused:
            log.error("no certificate for %s: %s", decision.submission, refused)


def make_certificate(*, decision: Decision) -> Certificate | None:
    """None where there is one. Raises KeyholderGone, NotIssued, FilingRefused.

    It says what the engine judged, with the waivers of that moment and what people added under their names: waived is
    printed waived, signed as signed, withdrawn as withdrawn, and what is agreed below standard stands there. It says on
    what the acceptance stood, too: who said yes, or that nobody did, and what the gate said at that moment.
    """
    submission = decision.submission
    engagement, inspection = submission.milestone.agreement.engagement, submission.inspection
    if inspection is None:
        return None
    content = read_kept(inspection.report_digest, limit=REPORT_LIMIT)
    issued = issue(content, signer_of(engagement), _asked(decision))
    envelope = issued.envelope.to_bytes()
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=engagement.pk)
        if Certificate.objects.filter(submission=submission).exists():
            return None
        digest = hashlib.sha256(issued.envelope.payload).hexdigest()
        event = record(
            engagement=engagement,
            kind=CERTIFIED,
            payload={
                "submission": str(submission.pk),
                "envelope": hashlib.sha256(envelope).hexdigest(),
                "statement": digest,
                "report": inspection.report_digest,
                "decided": decision.verb,
                "gate_with_people": decision.gate_state,
                "gate_of_engine": issued.decision.state.value,
            },
            actor=None,
            subject=submission.pk,
            anchored=True,
        )
        return Certificate.objects.create(submission=submission, envelope=envelope, event=event, made=event.at)


def _asked(decision: Decision) -> Asked:
    submission = decision.submission
    engagement = submission.milestone.agreement.engagement
    terms, gate = terms_of(submission.milestone.agreement), _gate_then(decision)
    return Asked(
        at=decision.at,
        engagement=str(engagement.pk),
        waivers=[_as_of_engine(one) for one in waivers_of(submission)],
        people=people_of(submission, terms, decision.at),
        zone=terms.calendar.zone.key,
        differences=_texts(gate.get("differences")),
        unproven=_texts(gate.get("unproven")),
        not_linked=not_linked(submission),
        acceptance=Acceptance(
            how=SILENT if decision.verb == Verb.SILENT else BY_A_PERSON,
            by=str(decision.by_id or ""),
            event=decision.event.index,
            at=decision.at,
            gate=decision.gate_state,
            because=decision.because,
        ),
    )


def _gate_then(decision: Decision) -> Mapping[str, object]:
    """The gate's word as the event of the decision tells it; empty once that is erased."""
    content = json.loads(bytes(decision.event.payload or b"{}"))
    gate = content.get("act", content).get("gate")
    return gate if isinstance(gate, dict) else {}


def _texts(rows: object) -> list[str]:
    return [str(row) for row in rows] if isinstance(rows, list) else []


def _as_of_engine(waiver: Waiver) -> Waiver:
    """The room keeps a digest as bare hex, a report says which kind it is."""
    return replace(waiver, content_digest=f"sha256:{waiver.content_digest}")


def certify_anew(*, engagement: Engagement) -> int:
    """After a key was revoked: what it signed too late is put aside, and the next tick signs it with the key that
    counts now. Returns how many. The events that name the old ones stay."""
    history, again = history_of(engagement), []
    for row in Certificate.objects.filter(submission__milestone__agreement__engagement=engagement).select_related(
        "event"
    ):
        signed = verified_by(read_envelope(bytes(row.envelope)), history.all())
        if not any(history.counts(key, row.event.index + 1) for key in signed):
            again.append(row.pk)
    Certificate.objects.filter(pk__in=again).delete()
    return len(again)


def parts_of_zip(certificate: Certificate, *, words: bool) -> dict[str, bytes]:
    """What `makegood verify` reads, with the key that signed it then, whatever key counts now, and with the event that
    names it under a checkpoint, once that is signed. `words`: with the events on which what people said rests, for
    whoever may see the record.

    Raises FilingRefused and NotIssued where the report is gone."""
    inspection = certificate.submission.inspection
    assert inspection is not None
    engagement = certificate.submission.milestone.agreement.engagement
    parts = parts_of(read_kept(inspection.report_digest, limit=REPORT_LIMIT))
    parts[CERTIFICATE] = bytes(certificate.envelope)
    envelope, keys = read_envelope(parts[CERTIFICATE]), history_of(engagement).all()
    signed = verified_by(envelope, keys)
    parts[README] = readme_of(envelope)
    parts[KEY] = ((signed or keys[-1:])[0].text() + "\n").encode()
    under = Checkpoint.objects.filter(engagement=engagement, size__gt=certificate.event.index).exclude(note="")
    if (first := under.order_by("size").first()) is not None:
        said = _words(certificate, envelope.payload) if words else ()
        parts[ANCHOR] = anchor_part(record_of(certificate.event), leaves_of(engagement), first.note, said)
    return parts


def _words(certificate: Certificate, payload: bytes) -> Iterator[EventRecord]:
    statement = read_json(payload)
    assert isinstance(statement, dict)
    rows = Event.objects.filter(
        engagement=certificate.event.engagement_id, index__in=events_named(statement["predicate"])
    )
    return map(record_of, rows.order_by("index"))
