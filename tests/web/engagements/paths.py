"""What the cast gets from the paths of an engagement itself."""

from __future__ import annotations

from collections.abc import Mapping

from tests.web.bell import prepared
from tests.web.rows import Row, World, everyone, only

EVERY_SEAT = "olivia ben adam pat rita max"


def _intent(world: World) -> Mapping[str, object]:
    """Prepared by Olivia."""
    return {"intent_id": world.once("intent", lambda world: prepared(world.cast, world.engagement)).pk}


ROWS = (
    Row("engagements:new", get=everyone(), post=everyone(422)),
    Row("engagements:show", get=only(EVERY_SEAT)),
    Row("engagements:confirm", kwargs=_intent, get=only("olivia"), post=only("olivia", 422)),
)
