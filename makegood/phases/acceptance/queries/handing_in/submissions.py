"""What is read about handing in: the signed agreement's parts, what was handed in, by which clocks."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404
from django.urls import reverse

from makegood.engagements.models import Engagement
from makegood.inspections.models import Inspection
from makegood.phases.acceptance.models import CodeSource, Decision, Submission, SubmissionState, Verb
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone

ACCEPTED = (Verb.ACCEPTED, Verb.SILENT)


def milestone_of(engagement: Engagement, milestone_id: uuid.UUID) -> Milestone:
    """A part of the signed agreement. Raises Http404 for any other."""
    found = (
        Milestone.objects.filter(
            pk=milestone_id, agreement__engagement=engagement, agreement__state=AgreementState.SIGNED
        )
        .select_related("agreement__engagement", "rule_book")
        .first()
    )
    if found is None:
        raise Http404
    return found


def submissions_of(engagement: Engagement) -> QuerySet[Submission]:
    return Submission.objects.filter(milestone__agreement__engagement=engagement)


def submission_of(engagement: Engagement, submission_id: uuid.UUID) -> Submission:
    """Raises Http404 for one of another engagement, too."""
    found = (
        submissions_of(engagement)
        .filter(pk=submission_id)
        .select_related("milestone__agreement__engagement", "source", "by", "inspection", "receipt_event", "decision")
        .first()
    )
    if found is None:
        raise Http404
    return found


ARRIVED = (SubmissionState.COMPLETE, SubmissionState.REPLACED)


def that_counts(rounds: Sequence[Submission]) -> Submission | None:
    """Of a part's rounds, in their order and with their decisions: the accepted one, else the last that arrived, else
    the last that was handed in.

    A later one that could not be fetched changes nothing: the clock of the one before runs on. It once hid from the
    owner that silence was about to count as yes.
    """
    accepted = [one for one in rounds if verb_of(one) in ACCEPTED]
    arrived = [one for one in rounds if one.state in ARRIVED]
    chosen = accepted or arrived or rounds
    return chosen[-1] if chosen else None


def verb_of(submission: Submission) -> str:
    decision: Decision | None = getattr(submission, "decision", None)
    return decision.verb if decision else ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the agreement, with what of it counts (`last`), and what was handed in after that (`newer`)."""

    milestone: Milestone
    last: Submission | None
    rounds: int
    newer: Submission | None = None

    @property
    def decision(self) -> Decision | None:
        return getattr(self.last, "decision", None) if self.last else None

    @property
    def is_accepted(self) -> bool:
        return self.decision is not None and self.decision.verb in ACCEPTED


def handed_in_for(milestone: Milestone) -> QuerySet[Submission]:
    """All rounds of this part, through all agreements: what was done belongs to the line."""
    return Submission.objects.filter(milestone__line=milestone.line)


def parts_of(agreement: Agreement) -> list[Part]:
    """Every part of the agreement, in its order; two questions."""
    milestones = list(agreement.milestones.all())
    handed: dict[uuid.UUID, list[Submission]] = {}
    rows = Submission.objects.filter(milestone__line__in=[milestone.line for milestone in milestones])
    for row in rows.select_related("decision", "inspection", "milestone").order_by("round"):
        handed.setdefault(row.milestone.line, []).append(row)
    return [_part(milestone, handed.get(milestone.line, [])) for milestone in milestones]


def _part(milestone: Milestone, handed: Sequence[Submission]) -> Part:
    counts = that_counts(handed)
    newer = handed[-1] if handed and handed[-1] is not counts else None
    return Part(milestone, counts, len(handed), newer)


def sources_of(engagement: Engagement) -> QuerySet[CodeSource]:
    """Where code may come from now, newest first."""
    return CodeSource.objects.filter(engagement=engagement, ended=None).order_by("-added")


def source_of(engagement: Engagement, source_id: uuid.UUID) -> CodeSource:
    """Raises Http404."""
    found = CodeSource.objects.filter(engagement=engagement, pk=source_id).first()
    if found is None:
        raise Http404
    return found


def rejections_of(milestone: Milestone) -> int:
    return Decision.objects.filter(submission__milestone__line=milestone.line, verb=Verb.REJECTED).count()


def is_retest(submission: Submission) -> bool:
    """Whether an earlier round of the part was sent back: then the shorter period counts."""
    line = submission.milestone.line
    rejected = Decision.objects.filter(submission__milestone__line=line, verb=Verb.REJECTED)
    return rejected.filter(submission__round__lt=submission.round).exists()


def is_accepted(milestone: Milestone) -> bool:
    """In any of its rounds."""
    return Decision.objects.filter(submission__milestone__line=milestone.line, verb__in=ACCEPTED).exists()


def why_not_handed_in(milestone: Milestone) -> str:
    """Why nothing may be handed in for this part now, as one sentence; empty where it may."""
    if is_accepted(milestone):
        return "This part is accepted already; there is nothing to hand in for it."
    rejected, agreed = rejections_of(milestone), milestone.agreement.cure_rounds
    if rejected > agreed:
        rounds = {0: "no round", 1: "one round"}.get(agreed, f"{agreed} rounds")
        return (
            f"It was sent back {rejected} times, and {rounds} of fixing and checking again was agreed. "
            "Only a change to the agreement that both sign allows another one."
        )
    return ""


def last_accepted(engagement: Engagement, before: Submission | None = None) -> Submission | None:
    """The last accepted delivery of the engagement, which later ones are compared with."""
    rows = submissions_of(engagement).filter(decision__verb__in=ACCEPTED).exclude(revision="")
    if before is not None:
        rows = rows.exclude(pk=before.pk)
    return rows.order_by("-decision__at").first()


def accepted_for(submission: Submission) -> list[str]:
    """Other parts for which this very content was accepted already: paid twice for one piece of work, perhaps."""
    rows = Decision.objects.filter(
        submission__milestone__agreement__engagement=submission.milestone.agreement.engagement_id,
        content_digest=submission.content_digest,
        verb__in=ACCEPTED,
    ).exclude(submission__milestone__line=submission.milestone.line)
    titles = rows.exclude(content_digest="").order_by("at").values_list("submission__milestone__title", flat=True)
    return list(dict.fromkeys(titles))


def deliveries_of(engagement: Engagement) -> Sequence[Submission]:
    """Everything that lies in the owner's copy of the code, newest first."""
    return list(submissions_of(engagement).exclude(tag="").select_related("milestone", "by").order_by("-number"))


def path_of_decision(inspection: Inspection) -> str:
    """The page of the round that was inspected; empty for a look outside of a hand-in."""
    found = Submission.objects.filter(inspection=inspection).first()
    return reverse("acceptance:submission", args=[inspection.engagement_id, found.pk]) if found else ""
