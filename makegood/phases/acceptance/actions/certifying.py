"""The certificate of what was accepted: signed by the key process, and named by an event of the ledger."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import replace

from django.db import transaction

from makegood import durable
from makegood.engagements.anchoring import keys_of, signer_of
from makegood.engagements.events import record
from makegood.engagements.models import Engagement
from makegood.engine.certificate.issuing import CERTIFICATE, KEY, Asked, NotIssued, issue, parts_of
from makegood.engine.waiver import Waiver
from makegood.inspections.filing import REPORT_LIMIT, FilingRefused, read_kept
from makegood.phases.acceptance.models import Certificate, Decision
from makegood.phases.acceptance.queries.addresses import not_linked
from makegood.phases.acceptance.queries.deciding import people_of, waivers_of
from makegood.phases.acceptance.queries.submitting import ACCEPTED
from makegood.phases.agreement.queries import terms_of
from makegood.rules.keyholder import KeyholderGone
from makegood.rules.signing import read_envelope, verified_by

MADE = "certificate.made"
AT_ONCE = 20

log = logging.getLogger("makegood.acceptance")


@durable.tick("acceptance.certify", every=30)
def certify() -> None:
    """While the key process is away the certificate waits; a report that is damaged is told to the log each time."""
    rows = Decision.objects.filter(verb__in=ACCEPTED, submission__certificate=None).exclude(
        submission__inspection__report_digest=""
    )
    for decision in rows.select_related("submission__milestone__agreement__engagement", "submission__inspection")[
        :AT_ONCE
    ]:
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
    printed waived, signed as signed, withdrawn as withdrawn, and what is agreed below standard stands there.
    """
    submission = decision.submission
    engagement, inspection = submission.milestone.agreement.engagement, submission.inspection
    if inspection is None:
        return None
    content = read_kept(inspection.report_digest, limit=REPORT_LIMIT)
    terms = terms_of(submission.milestone.agreement)
    asked = Asked(
        at=decision.at,
        engagement=str(engagement.pk),
        waivers=[_as_of_engine(one) for one in waivers_of(submission)],
        people=people_of(submission, terms, decision.at),
        zone=terms.calendar.zone.key,
        not_linked=not_linked(submission),
    )
    issued = issue(content, signer_of(engagement), asked)
    envelope = issued.envelope.to_bytes()
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=engagement.pk)
        if Certificate.objects.filter(submission=submission).exists():
            return None
        digest = hashlib.sha256(issued.envelope.payload).hexdigest()
        event = record(
            engagement=engagement,
            kind=MADE,
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
        return Certificate.objects.create(
            submission=submission, statement_digest=digest, envelope=envelope, made=event.at
        )


def _as_of_engine(waiver: Waiver) -> Waiver:
    """The room keeps a digest as bare hex, a report says which kind it is."""
    return replace(waiver, content_digest=f"sha256:{waiver.content_digest}")


def parts_of_zip(certificate: Certificate) -> dict[str, bytes]:
    """What `makegood verify` reads, with the key that signed it then, whatever key counts now.

    Raises FilingRefused and NotIssued where the report is gone, and KeyholderGone."""
    inspection = certificate.submission.inspection
    assert inspection is not None
    engagement = certificate.submission.milestone.agreement.engagement
    parts = parts_of(read_kept(inspection.report_digest, limit=REPORT_LIMIT))
    parts[CERTIFICATE] = bytes(certificate.envelope)
    keys = keys_of(engagement)
    signed = verified_by(read_envelope(parts[CERTIFICATE]), keys)
    parts[KEY] = ((signed or keys)[0].text() + "\n").encode()
    return parts
