"""What the cast gets from the paths of deciding."""

from __future__ import annotations

from makegood.phases.acceptance.models import Submission
from tests.web.acceptance.deciding.opened import HELD, MET, handed
from tests.web.acceptance.handing import part_of
from tests.web.rows import Row, World, only

SEES_WORK = "olivia adam pat rita"


def _submission(world: World, outcomes: dict[str, str] = MET) -> Submission:
    def make(world: World) -> Submission:
        return handed(world.cast, part_of(world, 1), outcomes, mark=world.mark)

    return world.once("inspected part", make)


def _met(world: World) -> dict[str, object]:
    return {"submission_id": _submission(world).pk}


def _held(world: World) -> dict[str, object]:
    return {"submission_id": _submission(world, HELD).pk}


def _part(world: World) -> dict[str, object]:
    return {"milestone_id": _submission(world, HELD).milestone_id}


ROWS = (
    Row("acceptance:milestone", get=only(SEES_WORK), kwargs=_part),
    Row("acceptance:submission", get=only(SEES_WORK), kwargs=_held),
    Row("acceptance:accept", post=only("olivia", 302), kwargs=_met),
    Row(
        "acceptance:send_back",
        get=only("olivia"),
        post=only("olivia", 302),
        kwargs=_held,
        data=lambda world: {"letter": f"Please mend it{world.mark}.", "reason": "It does not print."},
    ),
)
