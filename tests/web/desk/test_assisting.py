"""The assistant points and drafts; what it says becomes no value, figure or decision without rules and a person."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from makegood import durable
from makegood.connectors.assistant import Assistant, AssistantFailed
from makegood.engagements.models import Engagement, Event
from makegood.rhythm.assistant.actions import set_assistant
from makegood.rhythm.desk.actions import assisting
from makegood.rhythm.desk.models import Answer, Desk, Help, HelpState, Letter
from makegood.rhythm.desk.queries.assisting import not_found
from makegood.rhythm.desk.queries.values import checked
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import BILL, CONTRACT, decided, desk_with

WARRANTY = "Whatever does not work is mended free of charge during the ninety (90) days that follow."
PAPER = CONTRACT.replace("## 4. Termination", f"## 4. Repairs\n\n{WARRANTY}\n\n## 5. Termination")


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    company = engagement.owner_company
    set_assistant(company=company, by=cast.olivia, address="https://models.example/v1", model="m", key="k")
    return desk_with(engagement, cast.olivia, {"contract.md": PAPER, "bill.md": BILL})


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str | AssistantFailed]]:
    """What the stand-in answers, one after the other; the worker works at once."""
    answers: list[str | AssistantFailed] = []

    def ask(*_: Any) -> str:
        answer = answers.pop(0)
        if isinstance(answer, AssistantFailed):
            raise answer
        return answer

    def work(workflow: Callable[..., Any], _: str, *args: object) -> None:
        workflow(*args)

    monkeypatch.setattr(Assistant, "ask", ask)
    monkeypatch.setattr(durable, "enqueue_after_commit", work)
    yield answers
    assert answers == [], "each answer was asked for"


def _path(desk: Desk, name: str, about: str) -> str:
    return reverse(f"desk:{name}", args=[desk.engagement_id, about])


def _page(client: Client, desk: Desk) -> str:
    return client.get(reverse("desk:check", args=[desk.engagement_id])).content.decode()


def test_what_it_points_at_is_shown_with_its_words_and_waits_for_a_person(
    olivia: Client, desk: Desk, said: list[str | AssistantFailed]
) -> None:
    assert "warranty" in not_found(desk)
    assert "Let your assistant look for what was not found" in _page(olivia, desk)
    made_up = {"name": "cure", "quote": "A breach is cured within 5 days."}
    said.append(json.dumps([{"name": "warranty", "quote": WARRANTY}, made_up]))
    olivia.post(_path(desk, "ask", "values"))
    item = checked(desk).by_key["warranty"]
    assert (item.said, item.is_sure, item.first and item.first.quote) == ("90 days", False, WARRANTY)
    page = _page(olivia, desk)
    assert "Your assistant points at this sentence" in page
    assert "words that do not stand in the paper" in page
    assert not Answer.objects.exists()
    olivia.post(reverse("desk:say_all", args=[desk.engagement_id]))
    assert not Answer.objects.filter(name="warranty").exists(), "it is confirmed by itself only"
    olivia.post(reverse("desk:say", args=[desk.engagement_id]), {"key": "warranty", "right": "warranty"})
    assert Answer.objects.get(name="warranty").said == "90 days"
    assert Event.objects.filter(kind="desk.assistant_asked").count() == 1


def test_other_words_for_a_letter_are_taken_by_a_button_and_still_not_sent(
    olivia: Client, desk: Desk, said: list[str | AssistantFailed]
) -> None:
    decided(desk)
    slot = desk.drafts[0]["slot"]
    about = f"letter-{slot}"
    said.append("Hello, please pay 3 dollars by tomorrow.")
    olivia.post(_path(desk, "ask", about))
    page = olivia.get(_path(desk, "letter", slot)).content.decode()
    assert "It named" in page
    assert "Nothing of what it answered was used." in page
    assert olivia.post(_path(desk, "take", about)).status_code == 404
    said.append("Good day,\n\nkindly have a look at what we sent you.\n\nThank you")
    olivia.post(_path(desk, "ask", about))
    assert "kindly have a look" in olivia.get(_path(desk, "letter", slot)).content.decode()
    assert not Letter.objects.exists()
    olivia.post(_path(desk, "take", about))
    letter = Letter.objects.get()
    assert ("kindly have a look" in letter.text, letter.state, letter.sent) == (True, "draft", None)


def test_one_that_fails_is_told_in_its_place_and_everything_goes_on(
    olivia: Client, desk: Desk, said: list[str | AssistantFailed]
) -> None:
    said.append(AssistantFailed("The assistant was not reached."))
    olivia.post(_path(desk, "ask", "summary"))
    row = Help.objects.get()
    assert (row.state, row.refused) == (HelpState.FAILED, ["The assistant was not reached."])
    assert "The assistant was not reached." in _page(olivia, desk)
    said.append("A firm builds a shop for $48,000.")
    olivia.post(_path(desk, "ask", "summary"))
    assert "A firm builds a shop for $48,000." in _page(olivia, desk)


def test_without_an_assistant_nothing_of_it_is_there(cast: Cast, engagement: Engagement, olivia: Client) -> None:
    desk = desk_with(engagement, cast.olivia, {"contract.md": PAPER})
    assert "assistant" not in _page(olivia, desk)
    assert olivia.post(_path(desk, "ask", "values")).status_code == 404


def test_it_is_not_asked_without_end(
    olivia: Client, desk: Desk, said: list[str | AssistantFailed], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assisting, "MOST_A_DAY", 0)
    assert "ask again tomorrow" in olivia.post(_path(desk, "ask", "values"), follow=True).content.decode()
    assert not Help.objects.exists()
    assert said == []
