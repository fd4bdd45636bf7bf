"""The sample is lived by the real actions: one part paid, one held, one waiting for evidence."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone

from makegood.engagements.models import Engagement, Event, Role, Seat
from makegood.phases.acceptance.models import Certificate, Decision, Payment, Submission, Verb
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.rules.ledger import tree
from makegood.sample.building import MAKING, build_sample
from makegood.web.records.telling import STRENGTH, told

pytestmark = [pytest.mark.slow, pytest.mark.sandbox, pytest.mark.usefixtures("keyholder")]


@pytest.mark.django_db
def test_the_sample_is_complete() -> None:
    engagement = build_sample(lambda text: None)
    states = [
        (one.milestone.position, one.round, one.inspection.gate_state if one.inspection else "")
        for one in Submission.objects.order_by("milestone__position", "round").select_related("inspection", "milestone")
    ]
    assert states == [(1, 1, "held"), (1, 2, "open"), (2, 1, "held"), (3, 1, "needs_evidence")]
    assert [row.verb for row in Decision.objects.order_by("at")] == [Verb.REJECTED, Verb.ACCEPTED]
    assert Certificate.objects.get().submission.round == 2
    book = book_of(engagement)
    assert book is not None
    assert book.open_request is not None
    assert Payment.objects.get().amount_cents == book.released[0].amount_cents == 1_260_000
    events = list(Event.objects.filter(engagement=engagement).order_by("index"))
    assert events[0].at < timezone.now() - timedelta(weeks=6)
    assert [event.at for event in events] == sorted(event.at for event in events)
    root = tree.root_of([tree.leaf_hash(bytes(event.leaf)) for event in events])
    engagement.refresh_from_db()
    assert tree.Frontier.from_bytes(bytes(engagement.frontier)).root() == root
    assert not (settings.MAKEGOOD_HOME / MAKING).exists()
    assert {told(event).how for event in events} == {"", STRENGTH["staged"]}
    _explored(engagement)


def _explored(engagement: Engagement) -> None:
    client = Client()
    assert client.post("/start/sample/").status_code == 302
    home = client.get("/").content.decode()
    assert "asks for $34,200" in home
    for path in ("", "agreement/", "submissions/", "inspections/", "money/", "to-pay/", "record/", "people/"):
        assert client.get(f"/engagements/{engagement.pk}/{path}").status_code == 200, path
    assert Seat.objects.live().filter(engagement=engagement, role=Role.OWNER).count() == 1
