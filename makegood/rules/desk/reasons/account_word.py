"""A mail or another paper that says the bank details changed: everything stops until somebody called back (H22)."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.rules.desk.case import Case, cited
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source
from makegood.rules.reading.kinds import PaperKind

SAYING = (PaperKind.MAIL, PaperKind.OTHER)
ASK = "We were told of other bank details. We will call you on the number we know before anything is paid."


def find(case: Case) -> Iterator[Reason]:
    """Each paper that is neither bill nor agreement and says so."""
    called = case.dossier.confirmed.get("called_back")
    if called and called.value:
        return
    for paper in case.dossier.reading.papers:
        told = paper.terms.found.get("account_change", ()) if paper.terms and paper.kind in SAYING else ()
        if told:
            yield Reason(
                name="account.word",
                effect=Effect.STOP,
                sentence=f"{paper.name} says that the bank details changed. Pay nothing until you called "
                f"{case.partner} on a number that you already had.",
                why="This is how most money is stolen from firms: the mail looks right, and the account is a thief's.",
                cents=case.cents,
                rests=Rests.PAPER,
                ask=ASK,
                quotes=cited(paper.name, [one.quote for one in told]),
                changes=("call_back",),
            )


SOURCE = Source("account_word", find)
