"""What the agreement lets wait on the home page, for whom, and in how many queries."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from makegood.engagements.models import Engagement
from makegood.engagements.permissions import standing_of, standings_of
from makegood.phases.agreement.actions.proposing import propose_term
from makegood.phases.agreement.models import Side
from makegood.phases.agreement.queries.waiting import waiting_about_agreements
from tests.web.agreement.drafts import ask_for_another_account, make_draft, make_offer, make_signed, sign
from tests.web.cast import Cast, make_engagement


def told(cast: Cast, engagement: Engagement) -> dict[str, list[str]]:
    """Sentences by the name of whom they are told to."""
    tables = {
        name: [standing for standing in standings_of(user) if standing.engagement == engagement]
        for name, user in cast.everybody().items()
    }
    return {name: [one.sentence for one in waiting_about_agreements(table)] for name, table in tables.items()}


def test_each_side_is_told_what_is_theirs_to_do(cast: Cast, engagement: Engagement) -> None:
    make_draft(cast, engagement)
    waits = told(cast, engagement)
    assert waits["olivia"] == ["Finish the agreement and send it to Pixel Works."]
    assert not any(waits[name] for name in waits if name != "olivia")


def test_a_missing_signature_is_named_by_whose_it_is(cast: Cast, engagement: Engagement) -> None:
    offer = make_offer(cast, engagement)
    assert told(cast, engagement)["olivia"] == ["The agreement waits for Pixel Works."]
    assert told(cast, engagement)["pat"] == [
        "Acme Supplies sent you an agreement to sign, or to propose something else."
    ]
    sign(cast, engagement, Side.PARTNER, offer)
    assert told(cast, engagement)["olivia"] == ["Pixel Works signed the agreement; your signature is missing."]
    assert told(cast, engagement)["pat"] == []


def test_the_partner_is_told_to_say_who_is_paid(cast: Cast, engagement: Engagement) -> None:
    make_offer(cast, engagement, payee=False)
    assert told(cast, engagement)["pat"] == ["Acme Supplies sent you an agreement; say who is paid, then sign it."]


def test_a_proposal_and_a_change_of_the_account_wait_for_the_owner(cast: Cast, engagement: Engagement) -> None:
    offer = make_offer(cast, engagement)
    partner = standing_of(cast.pat, engagement.pk)
    propose_term(standing=partner, agreement=offer, topic="silence", reason="Ten days are long.")
    assert told(cast, engagement)["olivia"][0] == "Pixel Works made 1 proposal for the agreement."
    other = make_engagement(cast, "The shop")
    make_signed(cast, other)
    ask_for_another_account(cast, other)
    assert told(cast, other)["olivia"] == [
        "Pixel Works asked for another account, ending in 6554. Call (312) 555-0142; until then nothing is paid."
    ]
    assert told(cast, other)["ben"] == []


@pytest.mark.usefixtures("engagement")
def test_the_number_of_queries_does_not_grow_with_the_engagements(cast: Cast) -> None:
    counts = []
    for more in (1, 4):
        engagements = [make_engagement(cast, f"Work {number}") for number in range(more)]
        for engagement in engagements:
            make_offer(cast, engagement)
        tables = [standing_of(cast.olivia, engagement.pk) for engagement in engagements]
        with CaptureQueriesContext(connection) as asked:
            assert len(list(waiting_about_agreements(tables))) == more
        counts.append(len(asked))
    assert counts == [2, 2]
