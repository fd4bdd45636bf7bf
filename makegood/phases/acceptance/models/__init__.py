"""The tables of acceptance: what is handed in, what people say of it, what is decided, and the money."""

from makegood.phases.acceptance.models.appealing import Appeal
from makegood.phases.acceptance.models.attesting import Attestation
from makegood.phases.acceptance.models.decision import Certificate, Decision, PunchItem, Verb
from makegood.phases.acceptance.models.money import Launch, Payment, PaymentRequest, Release, RequestLine
from makegood.phases.acceptance.models.reporting import Report, ReportResult
from makegood.phases.acceptance.models.submission import Answered, CodeSource, Link, Submission, SubmissionState
from makegood.phases.acceptance.models.trying import Charter, Script, ScriptResult
from makegood.phases.acceptance.models.waiving import Waiver

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
