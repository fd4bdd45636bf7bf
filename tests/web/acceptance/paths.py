"""What the cast gets from the paths of handing in, and of the owner's copy of the code."""

from __future__ import annotations

from makegood.engagements.models import Checkpoint
from makegood.phases.acceptance.actions.handing_in.completing import leave_incomplete
from makegood.phases.acceptance.models import CodeSource, Submission
from makegood.phases.agreement.models import Milestone
from tests.web.acceptance.handing import arrive, hand_in, part_of, source
from tests.web.rows import Row, World, only

SEES_WORK = "olivia adam pat rita"


def _part(world: World) -> Milestone:
    return part_of(world, 2)


def _source(world: World) -> CodeSource:
    return world.once(
        "source", lambda world: source(world.engagement, world.cast, f"https://code.example.org/shop{world.mark}.git")
    )


def _handed_in(world: World) -> Submission:
    return world.once(
        "handed in", lambda world: hand_in(world.cast, _part(world), _source(world), notes=f"Done{world.mark}")
    )


def _complete(world: World) -> dict[str, object]:
    return {"submission_id": world.once("complete", lambda world: arrive(_handed_in(world))).pk}


def _signed(world: World) -> dict[str, object]:
    found = _complete(world)
    Checkpoint.objects.filter(engagement=world.engagement, note="").update(note="a signed note")
    return found


def _fetching(world: World) -> dict[str, object]:
    return {"submission_id": _handed_in(world).pk}


def _incomplete(world: World) -> dict[str, object]:
    submission = _handed_in(world)
    leave_incomplete(submission=submission, problem=f"Nobody answers there{world.mark}.")
    return {"submission_id": submission.pk}


def _with_a_hand_in(world: World) -> dict[str, object]:
    _complete(world)
    return {}


ROWS = (
    Row("acceptance:submissions", get=only(SEES_WORK), kwargs=_with_a_hand_in),
    Row(
        "acceptance:new_source",
        get=only("pat"),
        post=only("pat", 302),
        data=lambda world: {"url": f"https://code.example.org/x{world.mark}.git", "kind": "open"},
    ),
    Row(
        "acceptance:source",
        get=only("pat"),
        post=only("pat", 302),
        kwargs=lambda world: {"source_id": _source(world).pk},
    ),
    Row(
        "acceptance:hand_in",
        get=only("pat"),
        post=only("pat", 302),
        kwargs=lambda world: {"milestone_id": _part(world).pk},
        data=lambda world: {"source": str(_source(world).pk)},
    ),
    Row("acceptance:handed_in", get=only(SEES_WORK), kwargs=_complete),
    Row("acceptance:arriving", get=only(SEES_WORK), kwargs=_fetching),
    Row("acceptance:fetch_again", post=only("pat", 302), kwargs=_incomplete),
    Row("acceptance:receipt", post=only(SEES_WORK), kwargs=_signed),
    Row("acceptance:copy", get=only("olivia"), kwargs=_with_a_hand_in),
    Row("acceptance:prepare_copy", post=only("olivia", 302), kwargs=_with_a_hand_in),
    Row("acceptance:download_copy", get=only(""), kwargs=_with_a_hand_in),
)
