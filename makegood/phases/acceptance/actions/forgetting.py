"""Which rows of deciding and of money hold what people typed, by the kind of entry that says it, too (H24).

Not among them is what goes on being needed: titles of parts, addresses of code, who is paid. What was signed (the
certificate) and what was filed (reports, screenshots) cannot be changed without becoming another thing.
"""

from __future__ import annotations

from makegood.engagements.record.forgetting import keeps_words
from makegood.phases.acceptance.models import (
    Appeal,
    Attestation,
    Charter,
    Decision,
    Payment,
    PaymentRequest,
    PunchItem,
    Release,
    Report,
    Script,
    ScriptResult,
    Submission,
    Waiver,
)


def register() -> None:
    keeps_words("submission.made", Submission, "event", "notes upload_name")
    keeps_words("submission.incomplete", Submission, "pk", "problem")
    keeps_words("submission.accepted submission.rejected", Decision, "event", "reason letter")
    keeps_words("waiver.requested", Waiver, "request_event", "reason compensation")
    keeps_words("waiver.approved", Waiver, "event", "reason compensation")
    keeps_words("waiver.refused", Waiver, "event", "answer")
    keeps_words("attestation.signed", Attestation, "event", "how")
    keeps_words("attestation.refused_by_owner", Attestation, "owner_refusal", "owner_reason")
    keeps_words("attestation.refused_by_partner", Attestation, "partner_refusal", "partner_reason")
    keeps_words("appeal.made", Appeal, "event", "reason neutral_name")
    keeps_words("appeal.ruled", Appeal, "pk", "ruling_reason")
    keeps_words("script.proposed", Script, "event", "title steps expected")
    keeps_words("script.tried", ScriptResult, "event", "seen")
    keeps_words("charter.recorded", Charter, "event", "mission found")
    keeps_words("report.signed", Report, "event", "name")
    keeps_words("payment.requested", PaymentRequest, "event", "invoice note")
    keeps_words("payment.refused", PaymentRequest, "pk", "refused_because")
    keeps_words("payment.released payment.released_anyway", Release, "event", "reason")
    keeps_words("payment.recorded payment.taken_back", Payment, "event", "reference reason")
    keeps_words("punch_item.added", PunchItem, "pk", "what")
