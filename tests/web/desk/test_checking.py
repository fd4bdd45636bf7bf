"""Did we read this right? Each value with its words; one tap; mended in place; asked once."""

from __future__ import annotations

import pytest
from django.urls import reverse

from makegood.engagements.models import Engagement, Event
from makegood.phases.acceptance.models import Payment
from makegood.rhythm.desk.actions import confirming
from makegood.rhythm.desk.actions.reading import put_together
from makegood.rhythm.desk.models import Answer, Desk, DeskState, How
from makegood.rhythm.desk.queries.others import others_named
from makegood.rhythm.desk.queries.values import checked
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import BILL, CONTRACT, PAID, desk_with


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    return desk_with(engagement, cast.olivia)


def _say(cast: Cast, desk: Desk, key: str, **given: str) -> str:
    """As a browser without script: the page that follows."""
    path = reverse("desk:say", args=[desk.engagement_id])
    answer = signed_in(cast.olivia).post(path, {"key": key, **given}, follow=True)
    desk.refresh_from_db()
    return answer.content.decode()


def _right(desk: Desk, key: str) -> str:
    return checked(desk).by_key[key].choices[0].key


def test_a_paper_that_names_another_buyer_or_firm_is_asked_about(cast: Cast, desk: Desk) -> None:
    assert others_named(desk) == []
    desk.engagement.owner_company.name, desk.engagement.partner_company = "Brightwater Dental", None
    desk.engagement.partner_name = "Kodex Studio"
    told = others_named(desk)
    assert "contract.md names Acme Supplies Inc. as the buyer, and this is the desk of Brightwater Dental." in told
    assert "bill.md comes from Pixel Works LLC, and what you look at here is built by Kodex Studio." in told
    desk.engagement.owner_company.save()
    page = signed_in(cast.olivia).get(reverse("desk:check", args=[desk.engagement_id])).content.decode()
    assert "Does it lie on the right desk?" in page
    desk.working_company = desk.working_name = True
    assert others_named(desk) == [], "a working name is nobody's"


def test_every_value_stands_with_its_sentence_and_place(cast: Cast, desk: Desk) -> None:
    page = signed_in(cast.olivia).get(reverse("desk:check", args=[desk.engagement_id])).content.decode()
    for words in ("“The total price is $48,000.”", "“Invoices are due within 30 days of receipt.”", "contract.md, "):
        assert words in page
    for paper in (desk.reading or {})["papers"]:
        for told in paper.get("values", {}).values():
            for one in told:
                assert " ".join(one["quote"]["text"].split()) in " ".join((CONTRACT + BILL).replace("|", " ").split())


def test_one_tap_confirms_and_what_is_confirmed_is_asked_no_more(cast: Cast, desk: Desk) -> None:
    before = desk.left
    page = _say(cast, desk, "total", right=_right(desk, "total"))
    assert desk.left == before - 1
    assert Answer.objects.get(key="total").value == {"cents": 4800000, "currency": "USD"}
    assert "Confirmed" in page
    put_together_again(desk)
    assert desk.left == before - 1


def put_together_again(desk: Desk) -> None:
    Desk.objects.filter(pk=desk.pk).update(state=DeskState.READING)
    put_together(str(desk.pk), desk.round)
    desk.refresh_from_db()


def test_with_htmx_only_the_value_and_the_count_come_back(cast: Cast, desk: Desk) -> None:
    answer = signed_in(cast.olivia).post(
        reverse("desk:say", args=[desk.engagement_id]),
        {"key": "total", "right": _right(desk, "total")},
        headers={"hx-request": "true"},
    )
    part = answer.content.decode()
    assert answer.status_code == 200
    assert part.lstrip().startswith("<li")
    assert 'hx-swap-oob="true"' in part
    assert "<h1" not in part


def test_what_is_wrong_is_mended_in_place(cast: Cast, desk: Desk) -> None:
    _say(cast, desk, "payment_days", how="mend", typed="10 business days")
    answer = Answer.objects.get(key="payment_days")
    assert (answer.how, answer.said, answer.value) == (
        How.MENDED,
        "10 business days",
        {"count": 10, "unit": "day", "kind": "business"},
    )


@pytest.mark.parametrize(
    ("key", "typed", "sentence"),
    [
        ("total", "about 40k", "That is not an amount"),
        ("payment_days", "soon", "Write a length of time"),
        ("effective", "in spring", "Write one day"),
        ("total", "", "Write what it is"),
    ],
)
def test_a_wrong_value_gets_a_sentence_and_what_was_typed_stays(
    cast: Cast, desk: Desk, key: str, typed: str, sentence: str
) -> None:
    page = _say(cast, desk, key, how="mend", typed=typed)
    assert sentence in page
    assert f'value="{typed}"' in page
    assert not Answer.objects.exists()


def test_all_sure_ones_are_confirmed_at_once_and_no_other(cast: Cast, desk: Desk) -> None:
    sure = {item.key for item in checked(desk).sure}
    signed_in(cast.olivia).post(reverse("desk:say_all", args=[desk.engagement_id]))
    assert set(Answer.objects.values_list("key", flat=True)) == sure
    assert all(not item.is_sure for item in checked(desk).open)


def test_the_same_said_twice_is_one_entry_in_the_record(cast: Cast, desk: Desk) -> None:
    olivia, path = signed_in(cast.olivia), reverse("desk:say_all", args=[desk.engagement_id])
    sure = [(item, item.choices[0]) for item in checked(desk).sure]
    olivia.post(path)
    confirming.confirm(desk=desk, items=sure, by=cast.olivia)  # as a double click, which found them all open, too
    said = Event.objects.filter(kind="desk.confirmed")
    assert said.count() == 1
    for typed in ("$47,000", "$47,000", "$46,000"):
        _say(cast, desk, "total", how="mend", typed=typed)
    assert said.count() == 3


def test_what_two_papers_say_differently_is_a_question_with_both(cast: Cast, engagement: Engagement) -> None:
    table = "| Phase | Price |\n|---|---|\n| Discovery | $4,000 |\n"
    offer = f"# Proposal\n\nThe total price is $52,000. Invoices are due within 30 days of receipt.\n\n{table}"
    desk = desk_with(engagement, cast.olivia, {"contract.md": CONTRACT, "proposal.md": offer})
    item = checked(desk).by_key["total"]
    assert [choice.said for choice in item.choices] == ["$48,000", "$52,000"]
    assert not item.is_sure
    page = _say(cast, desk, "total", right=item.choices[1].key)
    assert Answer.objects.get(key="total").said == "$52,000"
    assert "This one counts" not in page
    assert "proposal.md prices other parts (Discovery: $4,000)" in page
    assert not [item for item in checked(desk).by_key.values() if item.name == "parts" and "Discovery" in item.said]


def test_names_that_are_confirmed_take_the_place_of_working_names(cast: Cast, engagement: Engagement) -> None:
    Engagement.objects.filter(pk=engagement.pk).update(partner_company=None)
    engagement.refresh_from_db()
    desk = desk_with(engagement, cast.olivia)
    Desk.objects.filter(pk=desk.pk).update(working_company=True)
    for key in ("partner", "owner"):
        _say(cast, desk, key, right=_right(desk, key))
    engagement.refresh_from_db()
    assert engagement.partner == "Pixel Works LLC"
    assert engagement.owner_company.name == "Acme Supplies Inc."


def test_what_was_paid_is_recorded_once_it_is_confirmed_and_taken_back_when_it_is_not(
    cast: Cast, engagement: Engagement
) -> None:
    desk = desk_with(engagement, cast.olivia, {"contract.md": CONTRACT, "bank.csv": PAID})
    paid = [item for item in checked(desk).by_key.values() if item.name == "paid"]
    assert [item.choices[0].said for item in paid] == [
        "$10,000 to PIXEL WORKS LLC deposit",
        "$4,000 to PIXEL WORKS LLC",
    ]
    for _ in range(2):
        _say(cast, desk, paid[0].key, right=paid[0].choices[0].key)
    assert [row.amount_cents for row in Payment.objects.all()] == [1_000_000]
    home = signed_in(cast.olivia).get("/").content.decode()
    assert "Paid for, not proven yet" in home
    assert "$10,000" in home
    _say(cast, desk, paid[0].key, how="unsay")
    assert Payment.objects.filter(reverses=None, reversed_by=None).count() == 0
    _say(cast, desk, paid[0].key, right=paid[0].choices[0].key)
    _say(cast, desk, paid[0].key, how="absent")
    assert Payment.objects.filter(reverses=None, reversed_by=None).count() == 0


def test_a_value_that_nobody_read_is_no_value(cast: Cast, desk: Desk) -> None:
    path = reverse("desk:say", args=[desk.engagement_id])
    client = signed_in(cast.olivia)
    assert client.post(path, {"key": "made up", "how": "absent"}).status_code == 404
    assert client.post(path, {"key": "total", "right": "total:else"}).status_code == 404


def test_of_an_account_only_the_last_digits_are_kept_beside_the_paper(cast: Cast, engagement: Engagement) -> None:
    bill = f"{BILL}\nBank details: Routing number 071000013, Account number 000123456789\n"
    desk = desk_with(engagement, cast.olivia, {"contract.md": CONTRACT, "bill.md": bill})
    item = next(item for item in checked(desk).by_key.values() if item.name == "bill.account")
    assert item.said == "000123456789"
    _say(cast, desk, item.key, right=item.choices[0].key)
    answer = Answer.objects.get(key=item.key)
    assert (answer.said, answer.value) == ("ending in 6789", {"end": "6789"})


def test_what_an_export_leaves_open_is_answered_with_yes_or_no_and_not_with_its_cells(
    cast: Cast, engagement: Engagement
) -> None:
    export = "When,Whom,Out\n06/10/2026,Northwind,9000.00\n06/12/2026,Power,120.50\n06/13/2026,Rent,2000.00\n"
    desk = desk_with(engagement, cast.olivia, {"bank.csv": export})
    (item,) = checked(desk).questions
    assert "Is that right?" in item.asked.label
    assert (item.asked.kind, item.choices) == ("yes or no", ())
    page = signed_in(cast.olivia).get(reverse("desk:check", args=[engagement.pk])).content.decode()
    assert "This one counts" not in page
    signed_in(cast.olivia).post(
        reverse("desk:say", args=[engagement.pk]), {"key": item.key, "how": "mend", "typed": "Yes"}
    )
    assert checked(desk).questions[0].said == "Yes"


def test_who_signed_is_not_among_those_who_were_promised(cast: Cast, engagement: Engagement) -> None:
    signed = f"{CONTRACT}\nProject manager: Mara Quinn\n\nBy: ________\n\nName: Dana Whitlock\n\nTitle: CFO\n"
    desk = desk_with(engagement, cast.olivia, {"contract.md": signed})
    assert [item.said for item in checked(desk).by_key.values() if item.name == "people"] == ["Mara Quinn"]
