"""Both sides get the receipt by mail; what could not be fetched is told; the result comes by message."""

from __future__ import annotations

from django.db import transaction

from makegood.engagements.events import record
from makegood.engagements.models import Engagement, Event
from makegood.notices.telling import messages_of
from makegood.phases.acceptance.actions.handing_in.completing import leave_incomplete
from makegood.phases.acceptance.models import Script
from tests.web.acceptance.deciding.opened import SECRETS, TESTS, opened
from tests.web.acceptance.handing import arrive, hand_in, sign, source
from tests.web.cast import Cast
from tests.web.inspections.looked import done


def _told(kind: str) -> list[tuple[frozenset[str], str, str]]:
    return [(one.roles, one.subject, one.text) for one in messages_of(Event.objects.get(kind=kind))]


def test_the_receipt_goes_to_both_sides_with_its_digests(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    submission = arrive(hand_in(cast, part, source(engagement, cast)))
    ((roles, subject, text),) = _told("submission.complete")
    assert roles == {"owner", "partner"}
    assert subject == "Order desk, round 1, has arrived"
    for said in (submission.revision, submission.content_digest, submission.tag):
        assert said in text


def test_what_could_not_be_fetched_is_told_to_the_partner(cast: Cast, engagement: Engagement) -> None:
    part, _ = sign(engagement)
    leave_incomplete(submission=hand_in(cast, part, source(engagement, cast)), problem="Nobody answers there.")
    ((roles, _, text),) = _told("submission.incomplete")
    assert roles == {"partner"}
    assert "No clock has started" in text


def test_the_result_comes_by_message(engagement: Engagement) -> None:
    done(engagement)
    ((roles, subject, _),) = _told("inspection.done")
    assert roles == {"owner", "partner", "reviewer"}
    assert subject == "Inspection done: Don't pay yet, 1 item"


def test_what_both_agreed_to_try_is_told_with_the_result(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, {SECRETS: "pass", TESTS: "pass"})
    with transaction.atomic():
        payload = {"inspection": str(submission.inspection_id)}
        event = record(engagement=engagement, kind="inspection.done", payload=payload, actor=None)
    assert messages_of(event)[0].subject == "Inspection done: OK to pay"
    Script.objects.create(
        milestone=submission.milestone,
        position=1,
        title="Order a lamp",
        steps="Order.",
        expected="It comes.",
        agreed=True,
    )
    told = messages_of(event)[0]
    assert told.subject == "Inspection done: Can't tell yet"
    assert "Still to be tried, as both agreed: Order a lamp." in told.text
