"""A judgement as lines for a person: the sentence, three reasons with their words, what is lost, what helps."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from makegood.rules.calendars.business import plain_day
from makegood.rules.clauses.telling import LAWYER
from makegood.rules.desk.case import money
from makegood.rules.desk.dossier import Door
from makegood.rules.desk.judgement import Cited, Effect, Judgement, Reason, Rests

WIDTH = 100
QUOTED_MOST = 180
RESTS = {
    Rests.SEEN: "we saw it",
    Rests.PAPER: "on paper",
    Rests.SAID: "as you said it",
    Rests.NOTHING: "nobody knows",
}


def lines(judgement: Judgement, width: int = WIDTH, *, everything: bool = False) -> Iterator[str]:
    """All of it; `everything` shows every reason instead of three."""
    yield from _wrapped(f"{judgement.sentence}.", width)
    yield from _wrapped(judgement.because, width) if judgement.because else ()
    yield from _wrapped(judgement.pressing.sentence, width) if judgement.pressing else ()
    for one in judgement.bills:
        due = f", due on {plain_day(one.due)}" if one.due else ""
        name = f"{(one.bill or '')[:1].upper()}{(one.bill or '')[1:]}"
        yield from _wrapped(f"{name}: {one.sentence[:1].lower()}{one.sentence[1:]}{due}.", width, "  ")
    yield from _reasons(judgement, width, everything=everything)
    for head, told in (
        ("What you lose if they leave today", [one.sentence for one in judgement.loss]),
        ("What would change this", [f"{one.sentence} ({one.cost})" for one in judgement.would_change]),
        ("Mind this when you pay", list(judgement.conditions)),
        ("How little this stands on", list(judgement.thin)),
    ):
        if told:
            yield ""
            yield head
        for text in told:
            yield from _wrapped(text, width, "  - ", "    ")
    if judgement.cheapest_step:
        yield ""
        yield from _wrapped(f"Next: {judgement.cheapest_step.sentence} ({judgement.cheapest_step.cost})", width)
    yield ""
    yield from _wrapped(LAWYER, width)


def _reasons(judgement: Judgement, width: int, *, everything: bool) -> Iterator[str]:
    told = judgement.reasons if everything else judgement.shown
    if not told:
        return
    yield ""
    yield "Why" if judgement.door != Door.CONTRACT or everything else "What to change first"
    for number, reason in enumerate(told, 1):
        yield from _reason(number, reason, judgement.currency, width)
    if len(judgement.reasons) > len(told):
        more = len(judgement.reasons) - len(told)
        yield f"  {more} more with --all" if more > 1 else "  One more with --all"


def _reason(number: int, reason: Reason, currency: str, width: int) -> Iterator[str]:
    at_stake = f"{money(reason.cents, currency)}, " if reason.cents and reason.effect is not Effect.WARN else ""
    yield from _wrapped(f"{reason.sentence} ({at_stake}{RESTS[reason.rests]})", width, f"  {number}. ", "     ")
    for quote in reason.quotes[:2]:
        yield from _wrapped(_quoted(quote), width, "     ", "     ")


def _quoted(quote: Cited) -> str:
    text = " ".join(quote.text.split())
    short = text if len(text) <= QUOTED_MOST else f"{text[:QUOTED_MOST].rsplit(' ', 1)[0]} ..."
    where = ", ".join(word for word in (quote.file, quote.place) if word)
    return f'"{short}" ({where})'


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        text, width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
