"""What the worker does about notices, again and again."""

from __future__ import annotations

from makegood import durable
from makegood.notices.heartbeat import beat
from makegood.notices.making import make_notices
from makegood.notices.receipts import make_receipts
from makegood.notices.sending import send_notices
from makegood.phases.acceptance.actions.money import lateness

__all__ = ["alive", "lateness", "tell"]  # the tick of lateness is declared by being imported


@durable.tick("notices.alive", every=10)
def alive() -> None:
    beat()


@durable.tick("notices.tell", every=10)
def tell() -> None:
    while make_notices():
        pass
    make_receipts()
    send_notices()
