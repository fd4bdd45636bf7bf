"""The five screens of a desk, how far each is, and where the person goes on."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.urls import reverse

from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Act, Standing
from makegood.rhythm.desk.models import Desk, DeskState

LABELS = (
    ("papers", "What you have"),
    ("check", "Did we read this right?"),
    ("seen", "What we can see"),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One screen. `state`: done, now or empty (later)."""

    name: str
    label: str
    path: str
    state: str


def step_of(desk: Desk) -> str:
    """Where the person goes on: the first screen that wants something."""
    if desk.state == DeskState.READING:
        return "reading"
    if desk.state == DeskState.EMPTY and not desk.absent:
        return "papers"
    if desk.left and not desk.judging:
        return "check"
    return "decision" if desk.judging else "seen"


def path_of(desk: Desk, name: str) -> str:
    return reverse(f"desk:{name}", args=[desk.engagement_id])


def steps_of(desk: Desk, here: str) -> list[Step]:
    """For the line above each screen; `here` is the screen that is shown."""
    reached = {"papers": 0, "reading": 0, "check": 1, "seen": 2, "decision": 3}[step_of(desk)]
    shown = {"reading": "papers", "letter": "decision"}.get(here, here)
    return [
        Step(name, label, path_of(desk, name), "now" if name == shown else "done" if place < reached else "")
        for place, (name, label) in enumerate(LABELS)
    ]


SAID = {
    "papers": "drop what you have, or say what you do not have",
    "reading": "your papers are being read",
    "check": "look over what was read",
    "seen": "see what we can see, then ask for the decision",
    "decision": "the decision is there",
}


def waiting_about_desks(standings: Sequence[Standing]) -> Iterator[Waiting]:
    """Desks that somebody began and did not end: one query, however many."""
    own = {one.engagement.pk: one for one in standings if one.may(Act.SEE_OWNERS_SIDE) and one.may(Act.DRAFT_AGREEMENT)}
    rows = Desk.objects.filter(engagement__in=own).defer("reading", "clauses", "judgement")
    for desk in rows:
        step = step_of(desk)
        if step == "decision" and not desk.is_judging and desk.judged_at == desk.changed:
            continue
        said = SAID[step]
        if step == "check":
            said += f" ({desk.left} value{'' if desk.left == 1 else 's'})"
        elif step == "decision":
            said = "something changed since the decision" if not desk.is_judging else "the decision is being made"
        yield Waiting(
            engagement_id=desk.engagement_id,
            urgency=Urgency.WAITS if step != "reading" and not desk.is_judging else Urgency.NEXT,
            sentence=f"Continue: {said}",
            path=path_of(desk, "papers" if step == "reading" else step),
        )


def led_by_a_desk(engagements: Sequence[Engagement]) -> set[uuid.UUID]:
    """Whose owner came in by the desk, and has no decision yet."""
    rows = Desk.objects.filter(engagement__in=engagements, judgement=None)
    return set(rows.values_list("engagement_id", flat=True))
