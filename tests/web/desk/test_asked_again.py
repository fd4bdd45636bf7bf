"""What a desk was asked for and no run was begun for, as its process died in between, is asked for again by a tick."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from makegood import durable
from makegood.engagements.models import Engagement
from makegood.rhythm.desk.actions import assisting, contract, deciding, letters, outside, reading
from makegood.rhythm.desk.models import Contract, Desk, DeskState, Help, HelpState, Letter, LetterState
from tests.web.cast import Cast
from tests.web.desk.desks import desk_with

TICKS = (
    reading.ask_again, deciding.decide_again, outside.look_again, contract.mark_up_again, letters.send_again,
    assisting.help_again,
)  # fmt: skip


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    return desk_with(engagement, cast.olivia)


def _waiting(desk: Desk, cast: Cast, since: datetime) -> set[str]:
    """A run of each kind that is asked for; what each is told."""
    desk.state, desk.asked, desk.round = DeskState.READING, since, 7
    desk.judging, desk.judging_since, desk.looks, desk.looking_since = desk.judged + 2, since, desk.looked + 3, since
    desk.save()
    made, _ = Contract.objects.update_or_create(desk=desk, defaults={"makes": 5, "made": 4, "making_since": since})
    letter = Letter.objects.create(
        desk=desk, slot="partner", kind="partner", state=LetterState.SENDING, tries=1, asked=since, by=cast.olivia
    )
    help = Help.objects.create(desk=desk, about="summary", run=9, state=HelpState.ASKED, asked=since, by=cast.olivia)
    return {f"{desk.pk}.7", f"{desk.pk}.{desk.judging}", f"{desk.pk}.{desk.looks}", f"{made.pk}.5", f"{letter.pk}.1",
            f"{help.pk}.9"}  # fmt: skip


def _asked(monkeypatch: pytest.MonkeyPatch) -> list[Mapping[str, str]]:
    told: list[Mapping[str, str]] = []
    monkeypatch.setattr(durable, "enqueue_forgotten", lambda workflow, runs: told.append(runs))
    for tick in TICKS:
        tick()
    return told


def test_each_tick_asks_once_for_all_that_waited_too_long(
    cast: Cast, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    waiting = _waiting(desk, cast, timezone.now() - durable.FORGOTTEN_AFTER - timedelta(seconds=1))
    told = _asked(monkeypatch)
    assert len(told) == len(TICKS)
    assert {run for runs in told for run in runs.values()} == waiting
    assert {durable.row_of(run) for run in waiting} >= {(str(desk.pk), 7)}


def test_what_was_asked_for_just_now_is_left_alone(cast: Cast, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    _waiting(desk, cast, timezone.now())
    assert not any(_asked(monkeypatch))
