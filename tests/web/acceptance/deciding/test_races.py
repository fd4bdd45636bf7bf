"""Six tabs that accept at once, and one that accepts while another sends back: one decision, on real transactions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engagements.models import Event, Intent
from makegood.phases.acceptance.actions.deciding.silence import count_silence
from makegood.phases.acceptance.models import Decision, Submission
from tests.web.acceptance.deciding.opened import MET, confirm, opened, prepare_accept, prepare_send_back
from tests.web.cast import Cast, make_cast, make_engagement
from tests.web.racing import at_once


@pytest.fixture
def world(transactional_db: None) -> tuple[Cast, Submission]:
    del transactional_db
    cast = make_cast()
    return cast, opened(cast, make_engagement(cast), MET)


def confirms(intent: Intent) -> Callable[[], object]:
    return lambda: confirm(intent)


def test_tabs_that_accept_at_once_accept_once(world: tuple[Cast, Submission]) -> None:
    cast, submission = world
    told = at_once([confirms(prepare_accept(cast, submission)) for _ in range(4)])
    assert told.count("") == 1
    assert Decision.objects.count() == Event.objects.filter(kind="submission.accepted").count() == 1


def test_accepting_and_sending_back_at_once_is_one_answer(world: tuple[Cast, Submission]) -> None:
    cast, submission = world
    acts = [confirms(prepare_accept(cast, submission)), confirms(prepare_send_back(cast, submission, "It is slow."))]
    assert at_once(acts).count("") == 1
    assert Decision.objects.count() == 1


def test_silence_and_an_answer_at_once_leave_one_decision(world: tuple[Cast, Submission]) -> None:
    cast, submission = world
    intent = prepare_accept(cast, submission)
    Submission.objects.filter(pk=submission.pk).update(silence_at=submission.at)
    at_once(
        [confirms(intent), lambda: count_silence(submission=submission), lambda: count_silence(submission=submission)]
    )
    assert Decision.objects.count() == 1
