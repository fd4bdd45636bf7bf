"""What the cast gets from the paths of an engagement itself."""

from __future__ import annotations

from tests.web.rows import Row, only

EVERY_SEAT = "olivia ben adam pat rita max"

ROWS = (Row("engagements:show", get=only(EVERY_SEAT)),)
