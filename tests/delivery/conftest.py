"""The sample delivery, built once for all tests here."""

from pathlib import Path

import pytest

from makegood.delivery import Delivery, build


@pytest.fixture(scope="session")
def delivery(tmp_path_factory: pytest.TempPathFactory) -> Delivery:
    return build(tmp_path_factory.mktemp("delivery"))


@pytest.fixture(scope="session")
def first(delivery: Delivery) -> Path:
    return delivery.paths["first"]


@pytest.fixture(scope="session")
def second(delivery: Delivery) -> Path:
    return delivery.paths["second"]
