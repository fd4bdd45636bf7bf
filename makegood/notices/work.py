"""What the worker does about notices, again and again."""

from __future__ import annotations

from makegood import durable
from makegood.notices.making import make_notices
from makegood.notices.sending import send_notices


@durable.tick("notices.tell", every=10)
def tell() -> None:
    while make_notices():
        pass
    send_notices()
