"""Room for the partner's counter-proposal, and an answer to each."""

from __future__ import annotations

from decimal import Decimal

import pytest

from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import standing_of
from makegood.engine.verdict import Priority
from makegood.phases.agreement import queries
from makegood.phases.agreement.actions import offering
from makegood.phases.agreement.actions.proposing import answer_proposal, propose_item, propose_term
from makegood.phases.agreement.models import Agreement, AgreementState, CounterProposal, Milestone, Side
from makegood.phases.agreement.queries.wishes import wishes_of
from tests.web.agreement.drafts import make_offer, sign
from tests.web.cast import Cast, signed_in

CHECK = "tests.are_not_skipped"


@pytest.fixture
def part(cast: Cast, engagement: Engagement) -> Milestone:
    found = make_offer(cast, engagement).milestones.first()
    assert found is not None
    return found


@pytest.fixture
def root(engagement: Engagement) -> str:
    return f"/engagements/{engagement.pk}/agreement/"


def wish(cast: Cast, part: Milestone, priority: str = "", **limits: str) -> CounterProposal:
    standing = standing_of(cast.pat, part.agreement.engagement_id)
    return propose_item(
        standing=standing, milestone=part, check_id=CHECK, priority=priority, limits=limits, reason="Some are slow."
    )


def test_the_partner_proposes_another_limit_with_a_reason(cast: Cast, part: Milestone, root: str) -> None:
    pat, path = signed_in(cast.pat), f"{root}parts/{part.pk}/checklist/{CHECK}/propose"
    same = {"priority": "required", "limit_most_share": "5", "reason": "Some are slow."}
    assert "Nothing is different yet" in pat.post(path, same).content.decode()
    without = pat.post(path, {**same, "limit_most_share": "8", "reason": ""})
    assert "Please say why, in a sentence" in without.content.decode()
    assert 'value="8"' in without.content.decode()
    assert pat.post(path, {**same, "limit_most_share": "8"}).status_code == 302
    row = CounterProposal.objects.get()
    assert (row.limits, row.priority) == ({"most_share": "8"}, "")
    assert "1 proposal waits for Acme Supplies’s answer." in pat.get(f"{root}proposals").content.decode()


def test_what_is_taken_changes_the_item_and_gets_a_new_seal(cast: Cast, part: Milestone, root: str) -> None:
    before = Agreement.objects.get()
    row = wish(cast, part, "advisory", most_share="8")
    olivia = signed_in(cast.olivia)
    shown = olivia.get(f"{root}proposals/{row.pk}").content.decode()
    assert "Taken, it would be agreed below standard" in shown
    olivia.post(f"{root}proposals/{row.pk}", {"answer": "take"})
    agreement = Agreement.objects.get()
    assert (agreement.state, agreement.digest) == (AgreementState.DRAFT, "")
    part.refresh_from_db()
    item = queries.rule_book_of(Milestone.objects.get(pk=part.pk)).criteria[CHECK]
    assert (item.priority, item.limits["most_share"]) == (Priority.ADVISORY, Decimal("0.08"))
    again = offering.offer_agreement(standing=standing_of(cast.olivia, agreement.engagement_id), agreement=agreement)
    assert again.digest != before.digest
    with pytest.raises(Refused, match="changed after you opened"):
        sign(cast, agreement.engagement, Side.PARTNER, before)


def test_what_is_refused_needs_a_reason_and_leaves_the_seal(cast: Cast, part: Milestone, root: str) -> None:
    before = Agreement.objects.get().digest
    row = wish(cast, part, most_share="8")
    olivia = signed_in(cast.olivia)
    silent = olivia.post(f"{root}proposals/{row.pk}", {"answer": "refuse", "reason": " "})
    assert "Please say why, in a sentence; the partner reads it." in silent.content.decode()
    olivia.post(f"{root}proposals/{row.pk}", {"answer": "refuse", "reason": "They guard the orders."})
    assert Agreement.objects.get().digest == before
    assert "They guard the orders." in signed_in(cast.pat).get(f"{root}proposals").content.decode()


def test_a_proposal_is_answered_once(cast: Cast, part: Milestone, root: str) -> None:
    row = wish(cast, part, most_share="8")
    owner = standing_of(cast.olivia, part.agreement.engagement_id)
    answer_proposal(standing=owner, proposal=row, take=False, reason="No.")
    with pytest.raises(Refused, match="answered already"):
        answer_proposal(standing=owner, proposal=row, take=True)
    shown = signed_in(cast.olivia).post(f"{root}proposals/{row.pk}", {"answer": "take"}).content.decode()
    assert "It was answered: refused. No." in shown


def test_a_draft_with_an_open_proposal_is_not_sent_again(cast: Cast, part: Milestone) -> None:
    row = wish(cast, part, most_share="8")
    owner = standing_of(cast.olivia, part.agreement.engagement_id)
    offering.take_back(standing=owner, agreement=part.agreement)
    with pytest.raises(Refused, match="1 proposal of the partner is not answered"):
        offering.offer_agreement(standing=owner, agreement=part.agreement)
    answer_proposal(standing=owner, proposal=row, take=True)
    offering.offer_agreement(standing=owner, agreement=part.agreement)


def test_a_wish_for_a_term_is_in_words_and_taking_it_leads_to_its_question(
    cast: Cast, part: Milestone, root: str
) -> None:
    standing = standing_of(cast.pat, part.agreement.engagement_id)
    row = propose_term(standing=standing, agreement=part.agreement, topic="payment", reason="Five days, please.")
    one = wishes_of(part.agreement.engagement)[0]
    assert (one.about, one.now) == ("Days to pay", ("10 business days after the owner's yes",))
    led = signed_in(cast.olivia).post(f"{root}proposals/{row.pk}", {"answer": "take"})
    assert led["Location"] == f"{root}question/payment"


def test_only_the_partner_proposes_and_only_what_lies_with_them(cast: Cast, part: Milestone) -> None:
    owner = standing_of(cast.olivia, part.agreement.engagement_id)
    with pytest.raises(Refused, match="are the partner's"):
        propose_term(standing=owner, agreement=part.agreement, topic="payment", reason="x")
    offering.take_back(standing=owner, agreement=part.agreement)
    with pytest.raises(Refused, match="does not lie with you"):
        wish(cast, part, most_share="8")


def test_signing_by_both_settles_what_was_open(cast: Cast, part: Milestone) -> None:
    wish(cast, part, "none")
    for side in Side:
        sign(cast, part.agreement.engagement, side, Agreement.objects.get())
    row = CounterProposal.objects.get()
    assert (row.answer, row.answer_reason) == ("refused", "Both sides signed without it.")
    assert CHECK in queries.rule_book_of(part).criteria


def test_the_list_of_proposals_asks_a_fixed_number_of_queries(
    cast: Cast, engagement: Engagement, part: Milestone, django_assert_num_queries: object
) -> None:
    for number in range(3):
        wish(cast, part, most_share=str(6 + number))
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(wishes_of(engagement)) == 3
    for number in range(9):
        wish(cast, part, most_share=str(10 + number))
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(wishes_of(engagement)) == 12


@pytest.mark.parametrize("typed", ["NaN", "Infinity", "-5", "1e400", "101", "٣٣٣", "5; 0", "0x10"])
def test_a_limit_that_is_no_share_is_refused_beside_its_field_and_nothing_is_proposed(
    cast: Cast, part: Milestone, root: str, typed: str
) -> None:
    """H11: what compares with nothing would let everything through."""
    path = f"{root}parts/{part.pk}/checklist/{CHECK}/propose"
    answer = signed_in(cast.pat).post(path, {"priority": "required", "limit_most_share": typed, "reason": "x" * 20})
    assert answer.status_code == 422
    assert not CounterProposal.objects.exists()
