"""A small delivery in the owner's mirror, and what is asked of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from makegood.engine import playbook
from makegood.engine.apart import Order
from makegood.engine.repository.intake.receiving import Received, receive_address
from tests.engine.building import Delivery

STANDARD = (playbook.FOLDER / "standard.toml").read_bytes()
FILES = {
    "README.md": "# Shop\n\nRun `python app.py`.\n",
    "app.py": 'KEY = "AKIAQ3EGRZWQ5TN4MOPB"\n\n\ndef total(lines):\n    return sum(lines)\n',
    "test_app.py": "from app import total\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n",
    "requirements.txt": "flask\n",
}


@pytest.fixture
def received(repository: Delivery, tmp_path: Path) -> Received:
    repository.commit(FILES)
    repository.commit({"app.py": FILES["app.py"] + "\n\ndef nothing():\n    pass\n"})
    return receive_address(tmp_path / "mirrors" / "shop.git", 1, str(repository.path), {"GIT_ALLOW_PROTOCOL": "file"})


@pytest.fixture
def order(received: Received, tmp_path: Path) -> Order:
    return Order(
        mirror=tmp_path / "mirrors" / "shop.git",
        revision=received.revision,
        digest=received.digest,
        playbook=STANDARD,
        folder=tmp_path / "runs" / "1",
        cache=tmp_path / "cache",
        key=b"k" * 32,
        name="shop",
    )


@pytest.fixture
def again(order: Order, tmp_path: Path) -> Callable[[str], Order]:
    """The same order for a run of another name, without the cache of the first."""
    return lambda name: replace(order, folder=tmp_path / "runs" / name, cache=tmp_path / f"cache-{name}")
