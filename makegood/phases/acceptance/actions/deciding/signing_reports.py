"""A reviewer signs a report: its file and what was delivered, with their name. It informs and decides nothing (H14)."""

from __future__ import annotations

import uuid

from django.urls import reverse

from makegood.accounts.models import User
from makegood.engagements import intents
from makegood.engagements.independence import why_not_independent
from makegood.engagements.intents import Content, Deed, Done, Question, Refused
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act
from makegood.inspections.filing import FilingRefused, read_kept
from makegood.inspections.models import EvidenceFile
from makegood.phases.acceptance.actions.deciding.reporting import MOST_BYTES
from makegood.phases.acceptance.models import Report
from makegood.phases.acceptance.queries.deciding.reporting import again

SIGNED = "report.signed"


def why_not_signed(report: Report, by: User) -> str:
    """Why this person cannot sign this report, as one sentence; empty where they can."""
    if report.signed:
        return f"{report.by} signed it already."
    if report.refused_because:
        return report.refused_because
    if report.revision != report.submission.revision:
        return "It is about another commit than the one that was handed in."
    if report.by_id != by.pk:
        return f"{report.by} handed it in, so only they can sign it."
    engagement = report.submission.milestone.agreement.engagement
    filed = EvidenceFile.objects.filter(engagement=engagement, digest=report.file).select_related("filed_by").first()
    if filed is None or filed.filed_by_id != by.pk:
        return f"{(filed and filed.filed_by) or 'Somebody else'} handed in this very file first, so it is not yours."
    return why_not_independent(engagement, by)


def content_to_sign(report: Report, *, by: User) -> dict[str, object]:
    """Raises Refused."""
    if because := why_not_signed(report, by):
        raise Refused(because)
    submission = report.submission
    return {
        "submission": str(submission.pk),
        "title": submission.milestone.title,
        "report": str(report.pk),
        "report_name": report.name,
        "report_digest": report.file,
        "content_digest": submission.content_digest,
        "revision": submission.revision,
        "tool": report.tool,
        "rules": report.rules,
        "results": report.summary,
        "run_again": " ".join(again(report).said),
        "statement": f"I ran {report.tool} with these rules on this commit, and this is its whole result.",
    }


def _ask(engagement: Engagement, content: Content) -> Question:
    del engagement
    return Question(
        title="Sign this report with your name?",
        sentence=f"You say: \N{LEFT DOUBLE QUOTATION MARK}{content['statement']}\N{RIGHT DOUBLE QUOTATION MARK}",
        button="Sign it",
        points=(
            ("Report", f"{content['report_name']}: {content['results']}"),
            ("Digest of the report", str(content["report_digest"])[:12]),
            ("Tool and rules", f"{content['tool']}, {content['rules']}"),
            ("Looked at again", str(content["run_again"])),
            ("Commit and digest", f"{str(content['revision'])[:10]}, {str(content['content_digest'])[:12]}"),
        ),
    )


def _sign(intent: Intent, content: Content, event: Event) -> Done:
    report = report_of(intent.engagement, uuid.UUID(str(content["report"])), locked=True)
    now = content_to_sign(report, by=intent.user)
    if any(now[name] != content[name] for name in now):
        raise Refused("The report or the delivery is not what you were shown. Please look at it again.")
    try:
        read_kept(report.file, limit=MOST_BYTES)
    except FilingRefused as refused:
        raise Refused(str(refused)) from None
    report.signed, report.event = event.at, event
    report.save(update_fields=["signed", "event"])
    event.subject = report.pk
    event.save(update_fields=["subject"])
    return Done(next=reverse("acceptance:reports", args=[intent.engagement.pk, report.submission_id]))


def report_of(engagement: Engagement, report_id: uuid.UUID, *, locked: bool = False) -> Report:
    """Raises Report.DoesNotExist for one of another engagement, too."""
    rows = Report.objects.select_related("by", "submission__milestone__agreement__engagement")
    rows = rows.select_for_update(of=("self",)) if locked else rows
    return rows.get(pk=report_id, submission__milestone__agreement__engagement=engagement)


SIGN = Deed(kind=SIGNED, act=Act.ATTEST, needs=Strength.CODE, ask=_ask, perform=_sign)


def register() -> None:
    intents.register(SIGN)
