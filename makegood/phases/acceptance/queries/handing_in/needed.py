"""What a partner has to do for the next part before being paid: for the first look. Names the part, never a finding."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.engagements.figures import Needed
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.models import Decision, RequestLine, Submission, SubmissionState, Verb
from makegood.phases.agreement.models import Milestone
from makegood.phases.agreement.queries.agreements import milestones_of, signed_agreement

ACCEPTED = (Verb.ACCEPTED, Verb.SILENT)


def needed(engagement: Engagement) -> Iterator[Needed]:
    """Of the first part that is not accepted and asked for; nothing when there is none left. No draft is named."""
    agreement = signed_agreement(engagement)
    if agreement is None:
        yield from _steps("Hand in the first part")
        return
    for part in milestones_of(agreement):
        accepted, asked = _accepted(part), _asked(part)
        if not (accepted and asked):
            handed_in = Submission.objects.filter(milestone__line=part.line, state=SubmissionState.COMPLETE).exists()
            yield from _steps(f"Hand in “{part.title}”", handed_in or accepted, accepted, asked)
            return


def _steps(hand_in: str, handed_in: bool = False, accepted: bool = False, asked: bool = False) -> Iterator[Needed]:
    hint = "" if accepted else "You can run the same inspection on your own machine first, and share nothing."
    yield Needed(label=hand_in, is_met=handed_in, place=30)
    yield Needed(label="Pass the checklist that both signed", is_met=accepted, place=40, hint=hint)
    yield Needed(label="Ask for payment", is_met=asked, place=50)


def _accepted(part: Milestone) -> bool:
    return Decision.objects.filter(submission__milestone__line=part.line, verb__in=ACCEPTED).exists()


def _asked(part: Milestone) -> bool:
    return RequestLine.objects.filter(milestone__line=part.line, request__refused=None, this_cents__gt=0).exists()
