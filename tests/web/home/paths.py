"""What the cast gets from the paths of the house itself."""

from __future__ import annotations

from tests.web.rows import Row, everyone

ROWS = (
    Row("home", get=everyone(), open_to_all=200),
    Row("sample", post=everyone(404), open_to_all=405),
    Row("health", get=everyone(503), open_to_all=503),  # no worker and no keyholder run beside the tests
)
