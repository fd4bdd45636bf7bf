"""What the page before signing asks: whether a paper is a newer version, what is blank, and by when they answer."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from makegood.engagements.models import Engagement
from makegood.rhythm.desk.models import Desk, Door
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import CONTRACT, desk_with
from tests.web.desk.signing import made, newer, read_anew


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    return desk_with(engagement, cast.olivia, {"contract.md": CONTRACT}, Door.CONTRACT)


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


def _path(desk: Desk, name: str = "contract") -> str:
    return reverse(f"desk:{name}", args=[desk.engagement_id])


def _page(client: Client, desk: Desk, name: str = "contract") -> str:
    return client.get(_path(desk, name)).content.decode()


def test_what_is_taken_for_a_version_is_asked_with_two_buttons(olivia: Client, cast: Cast, desk: Desk) -> None:
    newer(desk, cast.olivia)
    page = _page(olivia, desk, "check")
    assert "is a newer version of" not in page
    assert "a newer version of contract.md?" in page
    assert "No, these are two contracts" in _page(olivia, desk)
    paper = desk.papers.get(follows__isnull=False)
    olivia.post(_path(desk, "say_version"), {"how": "same", "key": str(paper.pk)})
    assert "a newer version of contract.md?" not in _page(olivia, desk, "check")
    again = olivia.post(_path(desk, "say_version"), {"how": "same", "key": str(paper.pk)})  # from another tab
    assert again.headers["Location"] == _path(desk, "check")
    desk.papers.update(follows_said=False)
    olivia.post(_path(desk, "say_version"), {"how": "apart", "key": str(paper.pk)})
    read_anew(desk)
    paper.refresh_from_db()
    assert (paper.follows_id, paper.follows_said) == (None, True)


def test_what_is_blank_is_counted_on_the_page(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    blank = CONTRACT.replace("The total price is $48,000.", "The total price is $________.").split("| Milestone")[0]
    rest = CONTRACT.partition("## 2. Acceptance")[2]
    desk = desk_with(engagement, cast.olivia, {"contract.md": f"{blank}\n## 2. Acceptance{rest}"}, door=Door.CONTRACT)
    assert ", 1 blank or contradictory." in _page(olivia, desk)


def test_the_letter_with_the_contract_says_by_when_and_how_to_answer_in_whole_lines(cast: Cast, desk: Desk) -> None:
    text = made(desk, cast.olivia).draft["text"]  # type: ignore[index]
    assert re.search(r"Please answer by \w+ \d+, \d{4}: with the Word file", text)
    assert max(len(line) for line in text.splitlines()) > 200
