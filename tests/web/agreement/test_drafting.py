"""Drafting page by page: every answer may be left, what is typed is kept, and the sums tie."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from makegood.engagements.models import Engagement, Role, Seat
from makegood.engagements.permissions import standing_of
from makegood.phases.agreement import queries
from makegood.phases.agreement.actions import drafting, offering
from makegood.phases.agreement.forms.questions import QUESTIONS
from makegood.phases.agreement.models import Agreement, PayModel
from makegood.phases.agreement.queries.problems import problems_of
from makegood.phases.agreement.queries.saying import answers_of, tasks_of
from makegood.phases.agreement.queries.sealed import document_of
from tests.web.agreement.drafts import make_draft, make_offer
from tests.web.cast import Cast, signed_in

GOOD = {
    "situation": {
        "scope_frozen": "no", "criteria_written": "yes", "unknown_integrations": "2", "size_cents": "$80,000",
        "weeks": "30", "owner_hours": "4",
    },
    "model": {"pay_model": "fixed"},
    "price": {"price_cents": "USD 38,000.50"},
    "acceptance": {"acceptance_days": "12"},
    "silence": {"silence_counts": "no"},
    "fixing": {"cure_rounds": "3", "cure_days": "8", "retest_days": "4"},
    "held_back": {"held_back_share": "7.5 %", "launch": "2027-03-01", "held_back_latest_return": "2027-12-31"},
    "warranty": {"warranty_months": "12"},
    "payment": {"payment_days": "15"},
    "unseen": {"unseen_days": "4"},
    "neutral": {"neutral_name": "Rita Okafor", "neutral_email": "rita@watchful.example"},
    "people": {"roster": "Pat Lee, lead\nSam Ito, tester"},
    "running": {"allow_run": "yes"},
}  # fmt: skip
BAD = (
    ("price", {"price_cents": "38k"}, "Please write the whole amount, such as 38,000 instead of 38k."),
    ("price", {"price_cents": "€38,000"}, "Amounts are in US dollars"),
    ("price", {"price_cents": ""}, "Please enter an amount in dollars"),
    ("price", {"price_cents": "0"}, "The amount must be more than $0."),
    ("acceptance", {"acceptance_days": "0"}, "Please enter a number of business days between 1 and 60."),
    ("acceptance", {"acceptance_days": "ten"}, "Please enter a number of business days between 1 and 60."),
    ("silence", {}, "Please choose one of the two."),
    ("held_back", {"held_back_share": "50"}, "The percentage must be between 0 % and 30 %."),
    ("held_back", {"held_back_share": "10", "held_back_latest_return": "soon"}, "Please enter a day as month/day/year"),
    ("neutral", {"neutral_name": "R", "neutral_email": "at home"}, "That is not an e-mail address"),
)  # fmt: skip


@pytest.fixture
def root(engagement: Engagement) -> str:
    return f"/engagements/{engagement.pk}/agreement/"


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


def test_every_question_leads_to_the_next_and_is_kept(
    cast: Cast, engagement: Engagement, olivia: Client, root: str
) -> None:
    drafting.begin_draft(standing=standing_of(cast.olivia, engagement.pk))
    for question in QUESTIONS:
        assert olivia.post(f"{root}question/{question.key}", GOOD[question.key]).status_code == 302
        assert olivia.get(f"{root}question/{question.key}").status_code == 200
    draft = Agreement.objects.get()
    assert (draft.price_cents, draft.held_back_share, draft.silence_counts) == (3_800_050, 750, False)
    assert draft.answered == [question.key for question in QUESTIONS]
    assert {task.state for task in tasks_of(draft)} == {"answered"}
    assert set(GOOD) == {question.key for question in QUESTIONS}


def test_the_list_says_of_each_question_where_it_stands(cast: Cast, engagement: Engagement) -> None:
    draft = drafting.begin_draft(standing=standing_of(cast.olivia, engagement.pk))
    states = {task.key: task.state for task in tasks_of(draft)}
    assert states["price"] == states["held_back"] == "to do"
    assert states["people"] == "optional"
    assert states["payment"] == "suggested"


@pytest.mark.parametrize(("key", "typed", "sentence"), BAD)
def test_a_bad_answer_gets_one_sentence_and_keeps_what_was_typed(
    cast: Cast, engagement: Engagement, olivia: Client, root: str, key: str, typed: dict[str, str], sentence: str
) -> None:
    drafting.begin_draft(standing=standing_of(cast.olivia, engagement.pk))
    answer = olivia.post(f"{root}question/{key}", typed)
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert sentence in shown.replace("&#x27;", "'")
    for value in typed.values():
        assert value in shown
    assert Agreement.objects.get().answered == []


def test_advice_has_its_reasons_and_what_would_change_it(
    cast: Cast, engagement: Engagement, olivia: Client, root: str
) -> None:
    drafting.begin_draft(standing=standing_of(cast.olivia, engagement.pk))
    assert "suits this" not in olivia.get(f"{root}question/model").content.decode()
    assert f'{root}question/model">Skip this question' in olivia.get(f"{root}question/situation").content.decode()
    olivia.post(f"{root}question/situation", GOOD["situation"])
    shown = olivia.get(f"{root}question/model").content.decode()
    assert "Time and materials, never more than $80,000 in all" in shown
    assert "2 systems it must work with have not been tried" in shown
    assert "What would change this?" in shown


def test_time_and_materials_asks_for_two_caps_that_do_not_cross(
    cast: Cast, engagement: Engagement, olivia: Client, root: str
) -> None:
    draft = drafting.begin_draft(standing=standing_of(cast.olivia, engagement.pk))
    olivia.post(f"{root}question/model", {"pay_model": "time"})
    crossed = olivia.post(f"{root}question/price", {"monthly_cap_cents": "$90,000", "total_cap_cents": "$80,000"})
    assert crossed.status_code == 422
    assert "above the cap of $80,000 in all" in crossed.content.decode()
    olivia.post(f"{root}question/price", {"monthly_cap_cents": "$8,000", "total_cap_cents": "$80,000"})
    draft.refresh_from_db()
    assert (draft.pay_model, draft.total_cents) == (PayModel.TIME, 8_000_000)
    caps = queries.caps_of(draft)
    assert caps is not None
    assert (caps.monthly_cents, caps.total_cents) == (800_000, 8_000_000)
    assert queries.schedule_of(draft).capped


def test_parts_are_added_moved_changed_and_removed_after_a_question(
    cast: Cast, engagement: Engagement, olivia: Client, root: str
) -> None:
    draft = make_draft(cast, engagement)
    first, second, third = draft.milestones.all()
    olivia.post(f"{root}parts/{third.pk}/move", {"to": "up"})
    olivia.post(f"{root}parts/{first.pk}/move", {"to": "up"})
    assert [part.title for part in draft.milestones.all()] == ["Sign-in", "Launch", "Orders"]
    assert "Remove “Orders” with its checklist?" in olivia.get(f"{root}parts/{second.pk}/remove").content.decode()
    assert draft.milestones.count() == 3
    olivia.post(f"{root}parts/{second.pk}/remove")
    assert [part.position for part in draft.milestones.all()] == [1, 2]
    shown = olivia.get(f"{root}parts").content.decode()
    assert "The parts sum to $50,000, $46,000 less than the contract&#x27;s $96,000." in shown
    olivia.post(f"{root}parts/{third.pk}", {"title": "All of it", "amount_cents": "84,000", "promise": "<b>x</b>"})
    shown = olivia.get(f"{root}whole").content.decode()
    assert "$96,000 in 2 parts: send it to Pixel Works?" in shown
    assert "&lt;b&gt;x&lt;/b&gt;" in shown


def test_a_first_part_above_15_percent_is_flagged_and_not_forbidden(cast: Cast, engagement: Engagement) -> None:
    draft = make_draft(cast, engagement)
    assert "front_loaded" not in [problem.name for problem in problems_of(draft)]
    part = draft.milestones.last()
    assert part is not None
    for _ in range(2):
        drafting.move_part(part=part, up=True)
    flagged = [problem for problem in problems_of(draft) if problem.name == "front_loaded"]
    assert "Launch, is 39.58 % of the price" in flagged[0].sentence
    assert not flagged[0].blocks
    offering.offer_agreement(standing=standing_of(cast.olivia, engagement.pk), agreement=draft)


def test_an_advisor_drafts_with_the_owners_grant_and_never_sends(cast: Cast, engagement: Engagement, root: str) -> None:
    make_draft(cast, engagement)
    adam = signed_in(cast.adam)
    assert adam.get(f"{root}question/payment").status_code == 404
    seat = Seat.objects.get(user=cast.adam, role=Role.ADVISOR)
    seat.capabilities = ["see", "see money", "draft agreement"]
    seat.save()
    assert adam.post(f"{root}question/payment", GOOD["payment"]).status_code == 302
    assert Agreement.objects.get().payment_days == 15
    assert "Only the owner can send it." in adam.get(f"{root}whole").content.decode()
    assert adam.post(f"{root}offer").status_code == 404
    assert adam.post(f"{root}sign").status_code == 404


def test_two_first_clicks_begin_one_draft(cast: Cast, engagement: Engagement, olivia: Client, root: str) -> None:
    del cast, engagement
    for _ in range(2):
        olivia.post(f"{root}begin")
    assert Agreement.objects.count() == 1


def test_what_lies_with_the_partner_is_not_changed_behind_their_back(
    cast: Cast, engagement: Engagement, olivia: Client, root: str
) -> None:
    offer = make_offer(cast, engagement)
    led = olivia.post(f"{root}question/payment", GOOD["payment"], follow=True)
    assert "Take it back first, then change it." in led.content.decode()
    part = offer.milestones.first()
    assert part is not None
    for path in (f"parts/{part.pk}/remove", f"parts/{part.pk}/checklist/restart"):
        led = olivia.post(root + path, {"base": "standard"}, follow=True)
        assert "Take it back first, then change it." in led.content.decode()
    assert offer.milestones.count() == 3


def test_a_dropped_draft_is_gone_and_the_tree_says_so(
    cast: Cast, engagement: Engagement, olivia: Client, root: str
) -> None:
    make_draft(cast, engagement)
    olivia.get(f"{root}drop")
    assert Agreement.objects.exists()
    olivia.post(f"{root}drop")
    assert not Agreement.objects.exists()
    assert engagement.events.latest("index").kind == "agreement.dropped"


def test_every_term_is_said_with_what_it_means(cast: Cast, engagement: Engagement) -> None:
    said = {one.key: one for one in answers_of(document_of(make_draft(cast, engagement)))}
    assert set(said) == {question.key for question in QUESTIONS} - {"situation"}
    assert said["fixing"].said == "2 rounds; 10 business days to fix, 5 business days to look again"
    assert said["held_back"].said.startswith("10 % of every payment, returned by Friday 31 December 2027")


def test_the_number_of_queries_does_not_grow_with_the_parts(
    cast: Cast, engagement: Engagement, olivia: Client, root: str
) -> None:
    draft = make_draft(cast, engagement)
    paths = ("", "parts", "whole")
    counts = [_queries(olivia, root + path) for path in paths]
    for number in range(12):
        drafting.add_part(agreement=draft, title=f"More {number}", promise="", amount_cents=0, due=None)
    assert [_queries(olivia, root + path) for path in paths] == counts


def _queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
