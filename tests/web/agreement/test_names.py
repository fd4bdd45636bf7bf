"""An engagement that began at the desk has working names; nothing is sent to anybody under them."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

from makegood.engagements.models import Engagement, Event
from makegood.engagements.permissions import standing_of
from makegood.phases.agreement.actions import drafting
from makegood.phases.agreement.models import Agreement
from makegood.phases.agreement.queries.problems import problems_of
from makegood.phases.agreement.queries.sealed import document_of
from makegood.rhythm.desk.actions.beginning import begin_at
from makegood.rhythm.desk.models import Door
from tests.web.agreement.drafts import make_offer
from tests.web.cast import Cast, signed_in

NAMES = {"name": "Customer portal", "company_name": "Acme Supplies", "partner_name": "Pixel Works"}
UNSAID = {"no_company", "no_partner"}


@pytest.fixture
def begun(cast: Cast) -> Engagement:
    """At the desk, by somebody who has no company yet."""
    desk = begin_at(id=uuid.uuid4(), door=Door.START, owner=cast.stan, company=None, time_zone="UTC")
    drafting.begin_draft(standing=standing_of(cast.stan, desk.engagement_id))
    return desk.engagement


@pytest.fixture
def stan(cast: Cast) -> Client:
    return signed_in(cast.stan)


def _root(engagement: Engagement) -> str:
    return f"/engagements/{engagement.pk}/agreement/"


def _unsaid(engagement: Engagement) -> set[str]:
    return {problem.name for problem in problems_of(Agreement.objects.get(engagement=engagement))} & UNSAID


def test_a_draft_with_working_names_asks_for_them_first_and_is_not_sent(begun: Engagement, stan: Client) -> None:
    page = stan.get(_root(begun)).content.decode()
    assert f'href="{_root(begun)}names">Begin: Who agrees' in page
    assert _unsaid(begun) == UNSAID
    stan.post(f"{_root(begun)}offer")
    assert Agreement.objects.get(engagement=begun).is_draft


def test_the_names_stand_on_the_agreement_and_in_the_record(begun: Engagement, stan: Client) -> None:
    page = stan.get(f"{_root(begun)}names").content.decode()
    assert "'s company" not in page
    assert stan.post(f"{_root(begun)}names", NAMES).status_code == 302
    assert _unsaid(begun) == set()
    document = document_of(Agreement.objects.get(engagement=begun))
    between = document["engagement"]
    assert (between["owner"], between["partner"]) == ("Acme Supplies", "Pixel Works")
    assert Event.objects.filter(engagement=begun, kind="engagement.renamed").count() == 1


def test_what_is_typed_is_kept_when_the_partner_has_the_owners_name(begun: Engagement, stan: Client) -> None:
    page = stan.post(f"{_root(begun)}names", {**NAMES, "partner_name": "ACME  Supplies"}).content.decode()
    assert "That is the name of your own company" in page
    assert 'value="ACME  Supplies"' in page
    assert 'value="Customer portal"' in page
    assert _unsaid(begun) == UNSAID


def test_a_company_in_whose_name_something_was_sent_keeps_its_name(cast: Cast, engagement: Engagement) -> None:
    make_offer(cast, engagement)
    before = engagement.owner_company.name
    olivia = signed_in(cast.olivia)
    answer = olivia.post(f"{_root(engagement)}names", NAMES, follow=True)
    assert "Take it back first" in answer.content.decode()
    engagement.owner_company.refresh_from_db()
    assert engagement.owner_company.name == before
    assert "company_name" not in olivia.get(f"{_root(engagement)}names").content.decode()
