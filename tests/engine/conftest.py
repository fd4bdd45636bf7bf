"""What the engine's tests share: an empty delivery to build on, and a way to let one probe look at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.engine.building import Delivery
from tests.engine.looking import Seen, look


@pytest.fixture
def repository(tmp_path: Path) -> Delivery:
    """An empty bare repository: `repository.commit({"app.py": "x = 1\\n"}, author=..., date=...)`."""
    return Delivery(tmp_path / "delivery.git")


@pytest.fixture
def looked(repository: Delivery, tmp_path: Path) -> Callable[..., Seen]:
    """`looked(PROBE)` gives the facts and gaps of a probe at HEAD of `repository`."""
    return partial(_looked, repository, tmp_path)


def _looked(repository: Delivery, folder: Path, probe: object, **more: object) -> Seen:
    return look(probe, repository.path, folder / "look", **more)  # type: ignore[arg-type]
