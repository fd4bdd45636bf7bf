"""An outlook as lines for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from makegood.rules.desk.seen import Seen, State
from makegood.rules.outlook.outlook import Outlook

HEADS = {State.BAD: "Not well", State.UNKNOWN: "Could not be seen", State.GOOD: "Well"}
WIDTH = 100


def lines(outlook: Outlook, width: int = WIDTH) -> Iterator[str]:
    look = outlook.look
    yield from _wrapped(f"{look.subject.shown}, seen from outside on {look.at:%Y-%m-%d %H:%M} UTC", width, "")
    if outlook.losses:
        yield ""
        yield "What you lose if they leave today"
        for loss in outlook.losses:
            yield from _wrapped(f"- {loss}", width, "  ")
    for state, head in HEADS.items():
        rows = [row for row in outlook.seen if row.state is state]
        if rows:
            yield ""
            yield head
        for row in rows:
            yield from _row(row, width)
    yield ""
    yield from _requests(outlook, width)


def _row(row: Seen, width: int) -> Iterator[str]:
    yield from _wrapped(f"- {row.sentence}", width, "  ")
    if row.state is State.GOOD:
        return
    yield from _wrapped(row.why, width, "  ", "  ")
    if row.next:
        yield from _wrapped(f"What to do: {row.next}", width, "  ", "  ")
    answered = f": {row.source.answered}" if row.source.answered else ""
    yield from _wrapped(f"Source: {row.source.asked}{answered}", width, "  ", "  ")


def _requests(outlook: Outlook, width: int) -> Iterator[str]:
    asked = outlook.look.requests
    if not asked:
        yield "Nobody was asked."
        return
    size, seconds = sum(row.bytes for row in asked), sum(row.seconds for row in asked)
    yield f"{len(asked)} request{'' if len(asked) == 1 else 's'}, {size:,} bytes, {seconds:.1f} seconds:"
    for row in asked:
        yield from _wrapped(f"- {row.at:%H:%M:%S} {row.who}: {row.what}: {row.answered}", width, "  ")


def _wrapped(text: str, width: int, following: str, first: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, subsequent_indent=following)
