"""What we can see: of the code, from outside, and in the contract; each with what was asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from makegood import durable
from makegood.engagements.models import Engagement
from makegood.inspections.models import Glance, GlanceState, Inspection, State, Verdict
from makegood.rhythm.desk.actions import outside
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.seeing import parties_of, seen_of
from makegood.rules.outlook.looking import look_outside
from makegood.rules.outlook.outlook import Outlook
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import desk_with
from tests.web.inspections.looked import RULE_BOOK


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    return desk_with(engagement, cast.olivia)


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


def _page(client: Client, desk: Desk) -> str:
    return client.get(reverse("desk:seen", args=[desk.engagement_id])).content.decode()


def test_the_worst_sentences_of_the_contract_are_quoted_with_their_place(olivia: Client, desk: Desk) -> None:
    page = _page(olivia, desk)
    assert "“Developer shall retain all right, title and interest in the source code.”" in page
    assert "Wording to ask for" in page
    assert "your lawyer decides" in page


def test_an_address_is_looked_at_by_the_worker_with_the_names_that_are_known(
    olivia: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []
    given: list[Any] = []

    def nobody(domain: str, address: str, names: Any, _: object) -> Outlook:
        given.append((domain, address, names))
        return look_outside(domain, address, names, None)

    monkeypatch.setattr(outside, "look_outside", nobody)
    monkeypatch.setattr(durable, "enqueue_after_commit", lambda workflow, _, *args: asked.append((workflow, args)))
    where = reverse("desk:where", args=[desk.engagement_id])
    olivia.post(where, {"address": "shop.example.com"})
    assert "The address is being looked at from outside." in _page(olivia, desk)
    for workflow, args in asked:
        workflow(*args)
    desk.refresh_from_db()
    [(domain, address, names)] = given
    assert (domain, address) == ("", "shop.example.com")
    assert "Pixel Works LLC" in names.partner
    assert "Acme Supplies" in names.owner
    assert desk.outlook is not None
    assert desk.outlook["seen"][0]["sentence"] in _page(olivia, desk)
    asked.clear()
    olivia.post(where, {"address": "shop.example.com"})
    assert not asked  # nobody is asked a second time for the same address


def test_a_look_from_outside_that_breaks_is_nobodys_fault(
    olivia: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(outside, "look_outside", broken)
    monkeypatch.setattr(durable, "enqueue_after_commit", lambda workflow, _, *args: workflow(*args))
    olivia.post(reverse("desk:where", args=[desk.engagement_id]), {"address": "shop.example.com"})
    assert "could not be looked at from outside" in _page(olivia, desk)


def test_names_of_both_sides_come_from_papers_and_addresses(cast: Cast, desk: Desk) -> None:
    Desk.objects.filter(pk=desk.pk).update(developer="dev@pixelworks.example")
    desk.refresh_from_db()
    known = parties_of(desk)
    assert {"dev@pixelworks.example", "Pixel Works LLC"} <= set(known.partner)
    assert {cast.olivia.email, "Acme Supplies Inc."} <= set(known.owner)


def test_of_code_that_was_looked_at_what_must_be_right_and_is_not_stands_there(
    cast: Cast, olivia: Client, desk: Desk
) -> None:
    inspection = Inspection.objects.create(
        engagement=desk.engagement, mirror="x", rule_book=RULE_BOOK, rule_book_digest="b" * 64, state=State.DONE,
        is_glance=True, sentence="5 of 6 items are so today.", ended=timezone.now(),
    )  # fmt: skip
    Verdict.objects.create(
        inspection=inspection, check_id="security.no_secrets", version=1, subject="shop", outcome="fail",
        priority="blocker", because="A key was found in shop/config.py.",
    )  # fmt: skip
    Glance.objects.create(
        engagement=desk.engagement, number=1, state=GlanceState.ARRIVED, kind="open", url="https://code.example.org/x",
        by=cast.olivia, at=timezone.now(), inspection=inspection,
    )  # fmt: skip
    page = _page(olivia, desk)
    assert "The code is there, and a copy of it is yours now." in page
    assert "<h1>A key was found in shop/config.py.</h1>" in page
    assert [row.holds for row in seen_of(desk)] == [False, True]


def test_code_that_could_not_be_fetched_is_said_with_the_reason(cast: Cast, olivia: Client, desk: Desk) -> None:
    Glance.objects.create(
        engagement=desk.engagement, number=1, state=GlanceState.FAILED, kind="token", url="https://code.example.org/x",
        problem="The token was refused.", by=cast.olivia, at=timezone.now(),
    )  # fmt: skip
    page = _page(olivia, desk)
    assert "The code could not be fetched from where you said it lies." in page
    assert "The token was refused." in page
