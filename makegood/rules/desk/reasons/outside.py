"""Domain, hosting, address and mail: whose they are and how they stand."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.desk.case import Case
from makegood.rules.desk.judgement import Cited, Effect, Reason, Rests
from makegood.rules.desk.seen import About, Side, State
from makegood.rules.desk.source import Source

OUTSIDE = (About.DOMAIN, About.HOSTING, About.ADDRESS, About.MAIL)


def find(case: Case) -> Iterator[Reason]:
    """What is bad; it holds money only where the row says so and rests on more than a sign."""
    for row in sorted(case.dossier.seen, key=lambda row: (OUTSIDE.index(row.about) if row.about in OUTSIDE else 9,
                                                          row.rule, row.sentence)):  # fmt: skip
        if row.about not in OUTSIDE or row.state is not State.BAD or row.told_only:
            continue
        effect = Effect.WARN if not row.holds else Effect.ASK if row.likely else Effect.HOLD
        yield Reason(
            name=f"seen.{row.rule}",
            effect=effect,
            sentence=row.sentence,
            why=row.why,
            cents=case.cents if row.holds else 0,
            rests=Rests.SEEN,
            ask=row.next if row.holds and row.side is Side.PARTNER else "",
            quotes=(Cited(row.source.answered, row.source.asked),) if row.source.answered else (),
            changes=("fixed",) if row.holds else (),
        )


SOURCE = Source("outside", find)
