"""An act is confirmed once, by the right person, strongly enough and in time, and leaves one event in the tree."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements import intents
from makegood.engagements.intents import Confirmed, Refused
from makegood.engagements.models import Checkpoint, Engagement, Event, Intent, Strength
from makegood.engagements.permissions import standing_of
from makegood.rules.ledger import tree
from tests.web.bell import RUNG, prepared
from tests.web.cast import Cast


@pytest.fixture(autouse=True)
def quiet() -> None:
    RUNG.clear()


def _confirm(cast: Cast, engagement: Engagement, intent: Intent, strength: Strength = Strength.CODE) -> str:
    standing = standing_of(cast.olivia, engagement.pk)
    return intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=strength))


def test_a_second_confirmation_does_nothing_and_leads_to_the_same_page(cast: Cast, engagement: Engagement) -> None:
    intent = prepared(cast, engagement)
    assert [_confirm(cast, engagement, intent) for _ in range(3)] == ["/"] * 3
    assert RUNG == ["well"]
    assert Event.objects.count() == Checkpoint.objects.count() == 1


def test_a_password_is_too_weak_for_what_needs_a_code(cast: Cast, engagement: Engagement) -> None:
    intent = prepared(cast, engagement)
    with pytest.raises(Refused, match="passkey or a code"):
        _confirm(cast, engagement, intent, Strength.PASSWORD)
    assert not Event.objects.exists()


def test_an_act_of_the_sample_is_confirmed_by_nobody_and_only_while_it_is_made(
    cast: Cast, engagement: Engagement
) -> None:
    with pytest.raises(Refused, match="Only the sample"):
        _confirm(cast, engagement, prepared(cast, engagement), Strength.STAGED)
    User.objects.update(is_sample=True)
    assert _confirm(cast, engagement, prepared(cast, engagement), Strength.STAGED) == "/"
    Engagement.objects.update(is_sample=True)
    with pytest.raises(Refused, match="Only the sample"):
        _confirm(cast, engagement, prepared(cast, engagement), Strength.STAGED)


def test_what_is_refused_leaves_nothing_behind(cast: Cast, engagement: Engagement) -> None:
    intent = prepared(cast, engagement, "badly")
    with pytest.raises(Refused, match="cracked"):
        _confirm(cast, engagement, intent)
    engagement.refresh_from_db()
    assert (Event.objects.count(), Checkpoint.objects.count(), engagement.tree_size) == (0, 0, 0)


def test_an_hour_later_it_must_be_looked_at_again(cast: Cast, engagement: Engagement) -> None:
    intent = prepared(cast, engagement)
    Intent.objects.update(expires=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused, match="an hour ago"):
        _confirm(cast, engagement, intent)


def test_nobody_confirms_for_another(cast: Cast, engagement: Engagement) -> None:
    intent = prepared(cast, engagement)
    pat = standing_of(cast.pat, engagement.pk)
    with pytest.raises(Intent.DoesNotExist):
        intents.perform(standing=pat, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.PASSKEY))
    with pytest.raises(Refused, match="may not"):
        intents.prepare(standing=pat, kind="bell.rung", content={"how": "well"}, back="/")


def test_the_events_make_the_tree_that_the_engagement_remembers(cast: Cast, engagement: Engagement) -> None:
    for _ in range(5):
        _confirm(cast, engagement, prepared(cast, engagement))
    engagement.refresh_from_db()
    hashes = [tree.leaf_hash(bytes(event.leaf)) for event in Event.objects.order_by("index")]
    assert tree.Frontier.from_bytes(bytes(engagement.frontier)).root() == tree.root_of(hashes)
    assert bytes(Checkpoint.objects.get(size=5).root) == tree.root_of(hashes)
