"""A contract that goes back: made as the worker makes it, and a second version of it."""

from __future__ import annotations

from makegood.accounts.models import User
from makegood.rhythm.desk.actions.contract import make
from makegood.rhythm.desk.actions.reading import put_together
from makegood.rhythm.desk.models import Contract, Desk, DeskState
from tests.web.desk.desks import CONTRACT, put_on

WORSE = CONTRACT.replace("ten (10) business days", "five (5) business days").replace(
    "Either party may", "Only Developer may"
)


def made(desk: Desk, by: User) -> Contract:
    """The Word file, the letter and the page were asked for, and made."""
    contract = Contract.objects.get(desk=desk)
    contract.makes, contract.asked_by = contract.makes + 1, by
    contract.save()
    make(contract.pk, contract.makes)
    contract.refresh_from_db()
    return contract


def newer(desk: Desk, by: User, name: str = "second.md", text: str = WORSE) -> Contract:
    """Another version was dropped and read."""
    put_on(desk, name, text, by)
    read_anew(desk)
    return Contract.objects.get(desk=desk)


def read_anew(desk: Desk) -> None:
    Desk.objects.filter(pk=desk.pk).update(state=DeskState.READING, round=desk.round + 1)
    put_together(str(desk.pk), desk.round + 1)
    desk.refresh_from_db()
