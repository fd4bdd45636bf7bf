"""The screens of a desk, how far each is, and where the person goes on."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from makegood.rhythm.desk.models import Desk, DeskState, Door

LABELS = (
    ("papers", "What you have"),
    ("check", "Did we read this right?"),
    ("seen", "What we can see"),
    ("decision", "The decision"),
)
SIGNING = ("contract", "Before you sign")
"""Of a desk with a contract; where work is paid for already it is no step, and reached from what we can see."""


@dataclass(frozen=True, slots=True)
class Step:
    """One screen. `state`: done, now or empty (later)."""

    name: str
    label: str
    path: str
    state: str


BELOW = {"reading": "papers", "code": "papers", "letter": "decision", "send": "decision", "anyway": "decision",
         "called": "decision", "since": "contract", "signed": "contract"}  # fmt: skip
"""Pages that belong to a screen."""


def step_of(desk: Desk) -> str:
    """Where the person goes on: the first screen that wants something."""
    if desk.state == DeskState.READING:
        return "reading"
    if desk.state == DeskState.EMPTY and not desk.absent:
        return "papers"
    if desk.left and not desk.judging:
        return "check"
    if desk.judging:
        return "decision"
    return "contract" if desk.door == Door.CONTRACT and desk.clauses_of and desk.on_paper != "yes" else "seen"


def path_of(desk: Desk, name: str) -> str:
    return reverse(f"desk:{name}", args=[desk.engagement_id])


def steps_of(desk: Desk, here: str) -> list[Step]:
    """For the line above each screen; `here` is the screen that is shown."""
    reached = {"papers": 0, "reading": 0, "check": 1, "seen": 2, "contract": 2, "decision": 3}[step_of(desk)]
    shown = BELOW.get(here, here)
    signs = desk.clauses is not None and (not desk.is_paying or shown == "contract")
    labels = (*LABELS[:3], SIGNING, LABELS[3]) if signs else LABELS
    reached += reached == 3 and len(labels) > len(LABELS)
    return [
        Step(name, label, path_of(desk, name), "now" if name == shown else "done" if place < reached else "")
        for place, (name, label) in enumerate(labels)
    ]
