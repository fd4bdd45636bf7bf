"""What other pages tell of desks: what waits, what was decided, and who is led by one."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef
from django.db.models.fields.json import KeyTextTransform

from makegood.engagements.figures import Course, Step, Tone, Urgency, Waiting
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Act, Standing
from makegood.rhythm.desk.models import Desk, Letter, LetterState
from makegood.rhythm.desk.queries.letters import CONTRACT
from makegood.rhythm.desk.queries.steps import path_of, step_of

HEAVY = ("reading", "clauses", "judgement", "drafts", "outlook")
SENTENCE, VERB = KeyTextTransform("sentence", "judgement"), KeyTextTransform("state", "judgement")
SAID_SHORT = {
    "open": ("Nothing speaks against it", Tone.GOOD),
    "held": ("Not yet", Tone.BAD),
    "needs_evidence": ("Can't tell yet", Tone.WAIT),
}
SAID = {
    "papers": "drop what you have, or say what you do not have",
    "reading": "your papers are being read",
    "check": "look over what was read",
    "seen": "see what we can see, then ask for the decision",
    "contract": "see what to change before you sign",
    "decision": "the decision is there",
}


def waiting_about_desks(standings: Sequence[Standing]) -> Iterator[Waiting]:
    """Where to go on, or what was decided: one query, however many desks."""
    own = [one.engagement for one in standings if one.may(Act.SEE_OWNERS_SIDE) and one.may(Act.DRAFT_AGREEMENT)]
    if not own:
        return
    rows = Desk.objects.filter(engagement__in=own).defer(*HEAVY)
    went = Letter.objects.filter(desk=OuterRef("pk"), slot=CONTRACT, state=LetterState.SENT)
    for desk in rows.annotate(said=SENTENCE, verb=VERB, went=Exists(went)):
        yield _decided(desk) if _is_decided(desk) else _open(desk)


def _is_decided(desk: Desk) -> bool:
    return step_of(desk) == "decision" and not desk.is_judging and desk.judged_at == desk.changed


URGENCY = {"held": Urgency.DANGER, "needs_evidence": Urgency.WAITS}


def _decided(desk: Any) -> Waiting:
    return Waiting(
        engagement_id=desk.engagement_id,
        urgency=URGENCY.get(desk.verb, Urgency.NEXT),
        sentence=str(desk.said),
        path=path_of(desk, "decision"),
    )


def _open(desk: Any) -> Waiting:
    step = step_of(desk)
    said = SAID[step]
    if step == "check":
        said += f" ({desk.left} value{'' if desk.left == 1 else 's'})"
    elif step == "decision":
        said = "the decision is being made" if desk.is_judging else "something changed since the decision"
    if theirs := step == "contract" and desk.went:
        said = "your changes went out; drop their new version when it comes, or say that it is signed"
    return Waiting(
        engagement_id=desk.engagement_id,
        urgency=Urgency.NEXT if step == "reading" or desk.is_judging or theirs else Urgency.WAITS,
        sentence=f"Continue: {said}",
        path=path_of(desk, "papers" if step == "reading" else step),
    )


def led_by_a_desk(engagements: Sequence[Engagement]) -> set[uuid.UUID]:
    """Whose owner came in by the desk: from there the agreement is drafted, once it is wanted."""
    return set(Desk.objects.filter(engagement__in=engagements).values_list("engagement_id", flat=True))


def course_of_desk(standing: Standing) -> Course:
    """What lies on the desk as a line of the journey; a contract that was signed on paper is a fact of it."""
    if not standing.may(Act.SEE_OWNERS_SIDE):
        return Course()
    rows = Desk.objects.filter(engagement=standing.engagement).defer(*HEAVY)
    desk = rows.annotate(said=SENTENCE, verb=VERB).first()
    if desk is None:
        return Course()
    signed = {"yes": "The contract is signed on paper", "no": "The contract is not signed"}.get(desk.on_paper, "")
    state, tone = SAID_SHORT[desk.verb] if _is_decided(desk) else ("Being looked at", Tone.WAIT)
    hint = " ".join(f"{one}." for one in (desk.said if _is_decided(desk) else "", signed) if one)
    path = path_of(desk, step_of(desk))
    return Course(steps=[Step(title="The desk", state=state, tone=tone, hint=hint, path=path, place=-1)])
