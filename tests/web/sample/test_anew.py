"""A sample that is made again takes the place of the one before, which can be told from it by its name."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pytest
from pytest_django import Settings

from makegood.cli import demo
from makegood.engagements.models import Engagement
from makegood.sample import building
from tests.web.cast import Cast, make_engagement

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def told_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path) -> None:
    settings.MAKEGOOD_HOME = tmp_path
    monkeypatch.setattr(building, "tell", lambda say: make_engagement(cast, name="Wholesale portal"))


def names() -> list[tuple[str, bool]]:
    return sorted(Engagement.objects.values_list("name", "is_sample"))


def test_the_one_before_is_called_former_once() -> None:
    for _ in range(3):
        building.build_sample(lambda text: None)
    assert names() == [
        ("Wholesale portal", True),
        ("Wholesale portal (former sample)", False),
        ("Wholesale portal (former sample)", False),
    ]


@pytest.mark.parametrize(("answer", "yes", "made"), [("", False, 1), ("n", False, 1), ("y", False, 2), ("", True, 2)])
def test_a_person_is_asked_before_it_gives_way(
    answer: str, yes: bool, made: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "django_in_command", lambda: None)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", lambda words: answer)
    building.build_sample(lambda text: None)
    assert demo.run(argparse.Namespace(yes=yes)) == 0
    assert Engagement.objects.count() == made
