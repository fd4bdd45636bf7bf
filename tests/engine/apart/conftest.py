"""A small delivery in the owner's mirror, and what is asked of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from makegood.engine import playbook
from makegood.engine.apart import Looked, Order, look
from makegood.engine.repository.intake.receiving import Received, receive_address
from tests.engine.building import Delivery

STANDARD = (playbook.FOLDER / "standard.toml").read_bytes()
FILES = {
    "README.md": "# Shop\n\nRun `python app.py`.\n",
    "app.py": 'KEY = "AKIAQ3EGRZWQ5TN4MOPB"\n\n\ndef total(lines):\n    return sum(lines)\n',
    "test_app.py": "from app import total\n\n\ndef test_total():\n    assert total([1, 2]) == 3\n",
    "requirements.txt": "flask\n",
}


@dataclass(frozen=True, slots=True)
class Whole:
    """A look that has ended, shared by all who only read what it found: nothing of it may be changed."""

    delivered: Path
    order: Order
    looked: Looked


@pytest.fixture
def received(repository: Delivery, tmp_path: Path) -> Received:
    return _received(repository, tmp_path)


@pytest.fixture
def order(received: Received, tmp_path: Path) -> Order:
    return _order(received, tmp_path)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    folder = tmp_path_factory.mktemp("whole")
    repository = Delivery(folder / "delivery.git")
    order = _order(_received(repository, folder), folder)
    return Whole(repository.path, order, look(order))


@pytest.fixture
def again(whole: Whole, tmp_path: Path) -> Order:
    """The order of the look that has ended, for a run of its own and without its cache."""
    return replace(whole.order, folder=tmp_path / "runs" / "again", cache=tmp_path / "cache-again")


def _received(repository: Delivery, folder: Path) -> Received:
    repository.commit(FILES)
    repository.commit({"app.py": FILES["app.py"] + "\n\ndef nothing():\n    pass\n"})
    return receive_address(folder / "mirrors" / "shop.git", 1, str(repository.path), {"GIT_ALLOW_PROTOCOL": "file"})


def _order(received: Received, folder: Path) -> Order:
    return Order(
        mirror=folder / "mirrors" / "shop.git",
        revision=received.revision,
        digest=received.digest,
        playbook=STANDARD,
        folder=folder / "runs" / "1",
        cache=folder / "cache",
        key=b"k" * 32,
        name="shop",
    )
