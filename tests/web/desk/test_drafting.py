"""What was confirmed becomes the draft as the papers say it; what would have to be bent is asked and never rounded."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from makegood.engagements.models import Engagement
from makegood.phases.agreement.models import Agreement
from makegood.phases.agreement.queries.problems import problems_of
from makegood.rhythm.desk.models import Answer, Desk, How
from makegood.rhythm.desk.queries.carrying import Carried, carried
from makegood.rhythm.desk.queries.items import Item
from makegood.rhythm.desk.queries.words import Asked
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import desk_with


def _said(name: str, said: str, value: Any, mark: str = "") -> dict[str, Item]:
    answer = Answer(key=name, name=name, how=How.RIGHT, said=said, value=value)
    return {f"{name}{mark}": Item(key=f"{name}{mark}", name=name, asked=Asked(name), answer=answer)}


def _span(count: int, unit: str = "day", kind: str = "") -> dict[str, Any]:
    return {"count": count, "unit": unit, "kind": kind}


def _usd(cents: int) -> dict[str, Any]:
    return {"cents": cents, "currency": "USD"}


def _part(name: str, share: int, mark: str) -> dict[str, Item]:
    return _said("parts", f"{name}: {share / 100} %", {"name": name, "sum": None, "share": share, "due": None}, mark)


@pytest.mark.parametrize(
    ("span", "days"),
    [
        (_span(15, kind="business"), 15),
        (_span(2, "week"), 10),
        (_span(14), 10),
        (_span(30), None),
        (_span(1, "month"), None),
    ],
)
def test_only_days_that_are_exactly_so_many_business_days_are_carried_over(
    span: dict[str, Any], days: int | None
) -> None:
    told = carried(_said("acceptance", "so long", span))
    assert told.fields.get("acceptance", {}).get("acceptance_days") == days
    assert ("acceptance" in told.asks) is (days is None)


def test_calendar_days_are_a_question_with_both_ends() -> None:
    told = carried(_said("payment_days", "30 days", _span(30)))
    assert "payment" not in told.fields
    assert (
        "A bill is due within: your papers say 30 days. Those are calendar days: 20 to 22 business days"
        in told.asks["payment"]
    )


def test_shares_of_the_whole_become_parts_that_sum_to_the_price_to_the_cent() -> None:
    answers = _said("total", "$100.01", _usd(10_001))
    for name, rate in (("Design", 3_333), ("Build", 3_333), ("Launch", 3_334)):
        answers |= _part(name, rate, name)
    told = carried(answers)
    assert [part[0] for part in told.parts] == ["Design", "Build", "Launch"]
    assert sum(part[2] for part in told.parts) == 10_001
    assert "33.33 % of $100.01" in told.parts[0][1]


def test_shares_that_are_not_the_whole_are_asked_and_make_no_parts() -> None:
    told = carried(_said("total", "$100", _usd(10_000)) | _part("Design", 3_000, "a"))
    assert told.parts == []
    assert "Design: 30 %" in told.asks["price"]


def test_rates_without_a_price_are_carried_into_the_part_that_is_capped() -> None:
    rate = {"sum": _usd(15_000), "unit": "hour", "who": "Developer"}
    told = carried(_said("rates", "$150 per hour", rate) | _said("total_cap", "$40,000", _usd(4_000_000)))
    assert told.parts == [("Work by the hour", "At the agreed rates: Developer: $150 per hour.", 4_000_000, None)]
    assert told.fields["model"] == {"pay_model": "time"}
    assert "no sum that all of it may come to" in carried(_said("rates", "$150 per hour", rate)).asks["price"]


def test_what_has_no_place_is_named_and_an_account_is_never_carried() -> None:
    account = _said("bill.account", "ending in 4512", {"end": "4512"})
    told = carried(_said("law", "Texas", "Texas") | _said("late_fee", "1.5 % per month", "1.5 %") | account)
    assert told == Carried({}, {}, [], ("Law that governs", "Fee for paying late"))


def test_the_draft_asks_what_the_papers_leave_and_cannot_be_sent_before(cast: Cast, engagement: Engagement) -> None:
    olivia, desk = signed_in(cast.olivia), desk_with(engagement, cast.olivia)
    _confirmed(olivia, desk)
    page = olivia.post(reverse("desk:draft", args=[engagement.pk]), follow=True).content.decode()
    assert "your papers say 30 days. Those are calendar days" in page
    assert "stays in your contract: " in page
    draft = Agreement.objects.get()
    assert draft.payment_days == 10
    assert "papers_say" in {one.name for one in problems_of(draft) if one.blocks}
    path = reverse("agreement:question", args=[engagement.pk, "payment"])
    assert "your papers say 30 days" in olivia.get(path).content.decode()
    olivia.post(path, {"payment_days": "21"})
    draft.refresh_from_db()
    assert draft.payment_days == 21
    assert "papers_say" not in {one.name for one in problems_of(draft)}


def _confirmed(olivia: Client, desk: Desk) -> None:
    olivia.post(reverse("desk:say_all", args=[desk.engagement_id]))
