"""Word that long work is done: to whoever asked for it, and to the owner where it took long."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.rhythm.desk.actions.beginning import locked
from makegood.rhythm.desk.models import Desk

LONG = timedelta(minutes=1)
"""Who waited for less sat before the page."""


def want_word(*, desk: Desk, by: User) -> None:
    """By page and mail, once, when what is under way is done."""
    with locked(desk) as fresh:
        if str(by.pk) not in fresh.tells:
            fresh.tells = [*fresh.tells, str(by.pk)]
            fresh.save(update_fields=["tells"])


def word_of(desk: Desk, asked: datetime | None) -> dict[str, object]:
    """What the event says about it; those who asked are not told twice. Under `locked`; `tells` is saved after."""
    told = {"long": asked is not None and timezone.now() - asked > LONG, "tell": list(desk.tells)}
    desk.tells = []
    return told


def say_not_done(desk: Desk, what: str, asked: datetime | None) -> None:
    """`what`: reading or decision. Who waits for word hears of this, too."""
    record(
        engagement=desk.engagement,
        kind="desk.not_done",
        payload={"what": what, **word_of(desk, asked)},
        actor=None,
        subject=desk.pk,
    )
