"""Signing at once, and signing while it is taken back: threads on real transactions."""

from __future__ import annotations

from functools import partial

import pytest

from makegood.engagements.models import Engagement, Event
from makegood.engagements.permissions import standing_of
from makegood.phases.agreement import queries
from makegood.phases.agreement.actions import offering
from makegood.phases.agreement.models import Agreement, AgreementState, Side, Signature
from tests.web.agreement.drafts import make_offer, sign
from tests.web.cast import Cast, make_cast, make_engagement
from tests.web.racing import at_once

World = tuple[Cast, Engagement, Agreement]


@pytest.fixture
def world(transactional_db: None) -> World:
    del transactional_db
    cast = make_cast()
    engagement = make_engagement(cast)
    return cast, engagement, make_offer(cast, engagement)


def test_both_sides_at_once_lock_the_agreement_once(world: World) -> None:
    cast, engagement, offer = world
    assert at_once([partial(sign, cast, engagement, side, offer) for side in Side]) == ["", ""]
    assert Agreement.objects.get().state == AgreementState.SIGNED
    assert Event.objects.filter(kind="agreement.locked").count() == 1


def test_one_side_in_six_tabs_signs_once(world: World) -> None:
    cast, engagement, offer = world
    told = at_once([lambda: sign(cast, engagement, Side.PARTNER, offer)] * 6)
    assert sorted(told) == ["", *["Pat has signed for Pixel Works already."] * 5]
    assert Signature.objects.count() == Event.objects.filter(kind="agreement.signed_by_partner").count() == 1


def test_what_is_taken_back_while_it_is_signed_is_never_both(world: World) -> None:
    cast, engagement, offer = world
    sign(cast, engagement, Side.PARTNER, offer)
    owner = standing_of(cast.olivia, engagement.pk)
    told = at_once(
        [
            lambda: sign(cast, engagement, Side.OWNER, offer),
            lambda: offering.take_back(standing=owner, agreement=offer),
        ]
    )
    agreement = Agreement.objects.get()
    signed = agreement.state == AgreementState.SIGNED
    assert (told[0] == "", told[1] == "") == (signed, not signed)
    assert len(queries.signatures_of(agreement)) == (2 if signed else 0)
