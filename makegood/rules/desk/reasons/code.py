"""The code one pays for: no access, nothing seen, or what was seen in it."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.desk.case import Case
from makegood.rules.desk.judgement import Cited, Effect, Reason, Rests
from makegood.rules.desk.seen import About, Seen, Side, State
from makegood.rules.desk.source import Source

TOLD_MOST = 3
NOT_LOOKED = "code.not_looked"
WORK = frozenset({About.CODE, About.ACCESS})


def find(case: Case) -> Iterator[Reason]:
    """No access first; what must be right and is not, and what could not be seen, whatever else was good."""
    rows = [row for row in case.dossier.seen if row.about in WORK]
    looked = [row for row in rows if row.about is About.CODE]
    locked = [row for row in rows if row.about is About.ACCESS and row.state is not State.GOOD]
    told = [one for row in _ordered(looked) for one in _must(case, row)]
    told += _should(case, _ordered(looked))
    if "code" in case.dossier.absent or (locked and not is_seen(case)):
        yield _no_access(case, locked)
    elif not looked:
        yield Reason(
            name="code.not_seen",
            effect=Effect.ASK,
            sentence="Nobody has looked at the code yet, so nothing shows that the work is there.",
            why="A bill shows that somebody wants money. Only the work shows that it is owed.",
            cents=case.cents,
            rests=Rests.NOTHING,
            changes=("code_look",),
        )
    elif not is_seen(case) and all(one.effect is Effect.WARN for one in told):
        yield _nothing_good(case, next((row for row in _ordered(looked) if row.state is State.UNKNOWN), None))
    yield from told


def _nothing_good(case: Case, row: Seen | None) -> Reason:
    """Nothing was seen that carries a payment: with the words of what could not be seen."""
    return Reason(
        name="code.nothing_good",
        effect=Effect.ASK,
        sentence=row.sentence if row else "The look at the code showed nothing that a payment could rest on.",
        why=row.why if row else "",
        cents=case.cents,
        rests=Rests.NOTHING if row else Rests.SEEN,
        changes=("code_look",),
    )


def _ordered(rows: list[Seen]) -> list[Seen]:
    return sorted(rows, key=lambda row: (row.rule, row.sentence))


def is_seen(case: Case) -> bool:
    """Whether we looked into the code ourselves and the work was there."""
    return any(row.about is About.CODE and row.state is State.GOOD and not row.likely for row in case.dossier.seen)


def is_looked_at(case: Case) -> bool:
    """Whether anybody looked into the code, whatever came of it; that nobody did is a row of its own."""
    return any(row.about is About.CODE and row.rule != NOT_LOOKED for row in case.dossier.seen)


def _no_access(case: Case, rows: list[Seen]) -> Reason:
    own = next((row for row in rows if row.side in (Side.OWNER, Side.OURS)), None)
    return Reason(
        name="code.no_access",
        effect=Effect.ASK,
        sentence=rows[0].sentence if rows else "You have no access to the code you pay for.",
        why="Without it nobody can see what was built, and nobody else could go on with it.",
        cents=case.cents,
        rests=Rests.SEEN if rows and "code" not in case.dossier.absent else Rests.SAID,
        ask="" if own else "Please give us read access to the repository with all its history.",
        quotes=tuple(_answer(row) for row in rows if row.source.answered),
        changes=("code_look",) if own else ("code_access",),
    )


def _must(case: Case, row: Seen) -> Iterator[Reason]:
    """What must be right: bad holds, on a sign only or unseen it is open. Nobody can accept it anyway."""
    if not row.holds or row.state is State.GOOD:
        return
    bad = row.state is State.BAD
    yield Reason(
        name=f"seen.{row.rule}",
        effect=Effect.HOLD if bad and not row.likely else Effect.ASK,
        sentence=row.sentence,
        why=row.why,
        cents=case.cents,
        rests=Rests.SEEN if bad else Rests.NOTHING,
        ask=row.next if row.side is Side.PARTNER else "",
        changes=("fixed",) if bad else ("code_look",),
    )


def _should(case: Case, rows: list[Seen]) -> Iterator[Reason]:
    """What should be right and is not, in one reason, until the person said that it is accepted anyway."""
    said = case.dossier.confirmed.get("anyway")
    anyway = set(said.value) if said else set()
    left = [row for row in rows if row.state is State.BAD and not row.holds and not row.told_only]
    left = [row for row in left if row.rule not in anyway]
    if not left:
        return
    things = "1 thing in the code should be right and is not" if len(left) == 1 else (
        f"{len(left)} things in the code should be right and are not")  # fmt: skip
    yield Reason(
        name="code.should_be_right",
        effect=Effect.ASK,
        sentence=f"{things}: {' '.join(row.sentence for row in left[:TOLD_MOST])}",
        why=left[0].why,
        cents=case.cents,
        rests=Rests.SEEN,
        ask=f"In the code we saw this: {' '.join(row.sentence for row in left[:TOLD_MOST])} When will it be mended, or "
        "was it agreed otherwise?",
        changes=("accept_anyway", "fixed"),
    )


def _answer(row: Seen) -> Cited:
    return Cited(row.source.answered, row.source.asked)


SOURCE = Source("code", find)
