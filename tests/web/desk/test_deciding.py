"""The decision: the sentence with the money, three reasons, what would change it; paying anyway; the draft."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from makegood import durable
from makegood.engagements import intents
from makegood.engagements.intents import Confirmed
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import standing_of
from makegood.phases.acceptance.models import Payment
from makegood.phases.agreement.models import Agreement
from makegood.rhythm.desk.actions import deciding
from makegood.rhythm.desk.actions.anyway import ANYWAY
from makegood.rhythm.desk.models import Absent, Desk, Door, PaidAnyway
from makegood.rhythm.desk.queries.facts import facts_of
from makegood.rhythm.desk.queries.values import checked
from makegood.rhythm.desk.queries.waiting import waiting_about_desks
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import BILL, CONTRACT, PAPERS, decided, desk_with


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    return desk_with(engagement, cast.olivia)


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


def _page(client: Client, desk: Desk) -> str:
    answer = client.get(reverse("desk:decision", args=[desk.engagement_id]))
    assert answer.status_code == 200
    return answer.content.decode()


def _say(client: Client, desk: Desk, key: str, **given: Any) -> None:
    client.post(reverse("desk:say", args=[desk.engagement_id]), {"key": key, **given})
    desk.refresh_from_db()


def test_a_bill_for_work_that_nobody_saw_is_not_ok_to_pay(olivia: Client, desk: Desk) -> None:
    page = _page(olivia, decided(desk))
    assert "39,000 dollars" in page
    assert page.count("<li><p><strong>") >= 3
    assert desk.judgement is not None
    assert desk.judgement["state"] != "open"
    for reason in desk.judgement["reasons"]:
        for quote in reason["quotes"]:
            assert " ".join(quote["text"].split()) in " ".join("".join(PAPERS.values()).replace("|", " ").split())


def test_asking_goes_to_the_worker_and_the_page_says_so(
    olivia: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Callable[..., Any], tuple[Any, ...]]] = []
    monkeypatch.setattr(durable, "enqueue_after_commit", lambda workflow, _, *args: asked.append((workflow, args)))
    page = olivia.post(reverse("desk:decide", args=[desk.engagement_id]), follow=True).content.decode()
    assert "The decision is being made" in page
    far = reverse("desk:judging", args=[desk.engagement_id])
    assert olivia.get(far).status_code == 200
    for workflow, args in asked:
        workflow(*args)
    assert olivia.get(far).status_code == 204
    assert "39,000 dollars" in _page(olivia, desk)
    assert Event.objects.filter(kind="desk.decision_asked").count() == 1


def test_a_decision_that_breaks_says_so_and_can_be_asked_again(
    olivia: Client, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError

    decided(desk)
    monkeypatch.setattr(deciding, "decide", broken)
    monkeypatch.setattr(durable, "enqueue_after_commit", lambda workflow, _, *args: workflow(*args))
    olivia.post(reverse("desk:decide", args=[desk.engagement_id]))
    assert "a fault on our side (ZeroDivisionError)" in _page(olivia, desk)


def test_what_the_person_said_counts_before_what_was_read(olivia: Client, desk: Desk) -> None:
    part = next(item for item in checked(desk).by_key.values() if item.said.startswith("Checkout"))
    _say(olivia, desk, part.key, how="mend", typed="Checkout: 30,000")
    _say(olivia, desk, "payment_days", how="absent")
    facts = facts_of(desk)
    assert [(one.name, one.cents) for one in facts["parts"].value] == [
        ("Sign-in and accounts", 1_000_000),
        ("Checkout", 3_000_000),
    ]
    assert facts["payment_days"].value is None
    decided(desk)
    assert desk.judgement is not None
    assert any("30,000" in reason["sentence"] for reason in desk.judgement["reasons"])


def test_parts_that_no_paper_names_are_written_by_hand(cast: Cast, olivia: Client, engagement: Engagement) -> None:
    desk = desk_with(engagement, cast.olivia, {"contract.md": CONTRACT.replace("| Checkout | $38,000 |\n", "")})
    for _ in range(2):
        _say(olivia, desk, "parts:new", how="mend", typed="Checkout: 38,000")
    assert [item.said for item in checked(desk).by_key.values() if item.name == "parts" and item.answer] == [
        "Checkout: $38,000"
    ]


def test_what_one_accepted_is_ticked_and_counts(olivia: Client, desk: Desk) -> None:
    path = reverse("desk:say", args=[desk.engagement_id])
    olivia.post(path, {"key": "accepted", "how": "ticked", "ticked": ["Sign-in and accounts", "made up"]})
    assert facts_of(desk)["accepted"].value == (("Sign-in and accounts", True),)


def test_something_new_makes_the_decision_an_old_one(olivia: Client, desk: Desk, cast: Cast) -> None:
    decided(desk)
    standing = standing_of(cast.olivia, desk.engagement_id)
    assert "Continue" not in next(iter(waiting_about_desks([standing]))).sentence
    _say(olivia, desk, "total", how="absent")
    assert "Something on your desk changed since this decision" in _page(olivia, desk)
    assert next(iter(waiting_about_desks([standing]))).sentence == "Continue: something changed since the decision"


def test_no_access_to_the_code_is_a_reason_and_asked_for_in_a_letter(olivia: Client, desk: Desk) -> None:
    Desk.objects.filter(pk=desk.pk).update(absent=[Absent.CODE])
    desk.refresh_from_db()
    page = _page(olivia, decided(desk))
    assert "You have no access to the code you pay for." in page
    assert any(draft["kind"] == "access" for draft in desk.drafts)


@pytest.mark.parametrize("door", Door.values)
def test_every_door_ends_in_a_sentence(cast: Cast, olivia: Client, engagement: Engagement, door: str) -> None:
    desk = desk_with(engagement, cast.olivia, {"contract.md": CONTRACT}, Door(door))
    page = _page(olivia, decided(desk))
    assert desk.judgement is not None
    assert desk.judgement["sentence"].replace("'", "&#x27;") in page


def test_paying_anyway_takes_a_reason_is_confirmed_and_changes_what_the_bookkeeper_is_told(
    cast: Cast, olivia: Client, desk: Desk
) -> None:
    decided(desk)
    path = reverse("desk:anyway", args=[desk.engagement_id])
    assert olivia.post(path, {"bill": "bill PW-7", "reason": ""}).status_code == 422
    olivia.post(path, {"bill": "bill PW-7", "reason": "Without it the shop goes off."})
    intent = Intent.objects.get(kind=ANYWAY)
    assert json.loads(bytes(intent.content))["amount_cents"] == 3_900_000
    assert not PaidAnyway.objects.exists()
    standing = standing_of(cast.olivia, desk.engagement_id)
    with pytest.raises(intents.Refused, match="passkey or a code"):
        intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.PASSWORD))
    for _ in range(2):
        intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.CODE))
    assert PaidAnyway.objects.get().reason == "Without it the shop goes off."
    page = _page(olivia, desk)
    assert "You pay $39,000 anyway" in page
    letter = olivia.get(reverse("desk:letter", args=[desk.engagement_id, "bookkeeper"])).content.decode()
    assert "The evidence does not carry this payment" in letter


def test_paying_anyway_by_an_old_decision_is_refused(cast: Cast, olivia: Client, desk: Desk) -> None:
    decided(desk)
    olivia.post(reverse("desk:anyway", args=[desk.engagement_id]), {"bill": "bill PW-7", "reason": "We need it."})
    decided(desk)
    with pytest.raises(intents.Refused, match="newer decision"):
        intents.perform(
            standing=standing_of(cast.olivia, desk.engagement_id),
            intent_id=Intent.objects.get().pk,
            confirmed=Confirmed(strength=Strength.CODE),
        )


def test_only_what_was_confirmed_becomes_the_draft(olivia: Client, desk: Desk) -> None:
    path = reverse("desk:draft", args=[desk.engagement_id])
    assert "Nothing of what was read is confirmed yet" in olivia.post(path, follow=True).content.decode()
    olivia.post(reverse("desk:say_all", args=[desk.engagement_id]))
    answer = olivia.post(path)
    assert answer.headers["Location"] == reverse("agreement:show", args=[desk.engagement_id])
    draft = Agreement.objects.get()
    assert [(one.title, one.amount_cents) for one in draft.milestones.all()] == [
        ("Sign-in and accounts", 1_000_000),
        ("Checkout", 3_800_000),
    ]
    assert (draft.price_cents, draft.acceptance_days) == (4_800_000, 10)
    assert "There is an agreement with parts already" in olivia.post(path, follow=True).content.decode()


def test_a_contract_signed_on_paper_is_a_fact_of_the_engagement(cast: Cast, olivia: Client, desk: Desk) -> None:
    _say(olivia, desk, "signed", how="mend", typed="Yes")
    assert desk.on_paper == "yes"
    root = reverse("engagements:show", args=[desk.engagement_id])
    assert "The contract is signed on paper" in olivia.get(root).content.decode()
    assert "signed on paper" not in signed_in(cast.pat).get(root).content.decode()
    assert Event.objects.filter(kind="desk.signed_on_paper").count() == 1


def test_a_sum_paid_so_far_is_recorded_and_replaced_when_it_is_another(olivia: Client, desk: Desk) -> None:
    living = Payment.objects.filter(reverses=None, reversed_by=None)
    _say(olivia, desk, "paid", how="mend", typed="10,000")
    _say(olivia, desk, "paid", how="mend", typed="12,000")
    assert [one.amount_cents for one in living] == [1_200_000]
    assert facts_of(desk)["paid"].value == 1_200_000
    _say(olivia, desk, "paid", how="absent")
    assert not living.all().exists()
    assert "paid" not in facts_of(desk)


def test_a_total_that_was_mended_is_what_is_decided_about(olivia: Client, desk: Desk) -> None:
    total = next(item for item in checked(desk).by_key.values() if item.name == "bill.total")
    _say(olivia, desk, total.key, how="mend", typed="31,500")
    assert "31,500 dollars" in _page(olivia, decided(desk))


def test_a_question_that_is_not_answered_yet_is_not_asked_again(olivia: Client, desk: Desk) -> None:
    for _ in range(3):
        olivia.post(reverse("desk:decide", args=[desk.engagement_id]))
    desk.refresh_from_db()
    assert (desk.judging, Event.objects.filter(kind="desk.decision_asked").count()) == (1, 1)
    _say(olivia, desk, "payment_days", how="absent")
    olivia.post(reverse("desk:decide", args=[desk.engagement_id]))
    desk.refresh_from_db()
    assert desk.judging == 2, "what was said since may change the answer"


def test_a_firm_that_only_the_engagement_knows_stands_over_the_letter(cast: Cast, engagement: Engagement) -> None:
    nameless = {
        "contract.md": CONTRACT.replace("Pixel Works LLC", "the firm"),
        "bill.md": BILL.replace("Pixel Works LLC", ""),
    }
    desk = decided(desk_with(engagement, cast.olivia, nameless))
    letter = next(one for one in desk.drafts if one["kind"] == "partner")
    assert "\n\nPixel Works\n\n" in letter["text"]
    assert "[name of the partner]" not in letter["text"]
