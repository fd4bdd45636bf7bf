"""The tables of acceptance: what is handed in, what people say of it, what is decided, and the money."""

from makegood.phases.acceptance.models.decision import Certificate, Decision, PunchItem, Verb
from makegood.phases.acceptance.models.fairness import Appeal, Attestation, Waiver
from makegood.phases.acceptance.models.money import Launch, Payment, PaymentRequest, Release, RequestLine
from makegood.phases.acceptance.models.people import Charter, Report, ReportResult, Script, ScriptResult
from makegood.phases.acceptance.models.submission import Answered, CodeSource, Link, Submission, SubmissionState

__all__ = [
    "Answered",
    "Appeal",
    "Attestation",
    "Certificate",
    "Charter",
    "CodeSource",
    "Decision",
    "Launch",
    "Link",
    "Payment",
    "PaymentRequest",
    "PunchItem",
    "Release",
    "Report",
    "ReportResult",
    "RequestLine",
    "Script",
    "ScriptResult",
    "Submission",
    "SubmissionState",
    "Verb",
    "Waiver",
]
