"""A mail or another paper that says the bank details changed: everything stops until somebody called back (H22)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from makegood.rules.desk.calling import account_called, is_settled
from makegood.rules.desk.case import Case, cited
from makegood.rules.desk.judgement import Effect, Reason, Rests
from makegood.rules.desk.source import Source
from makegood.rules.documents.document import Found
from makegood.rules.reading.kinds import PaperKind
from makegood.rules.reading.together import ReadPaper

SAYING = (PaperKind.MAIL, PaperKind.OTHER)
ASK = (
    "A message in your name tells us of other bank details. We will call you on the number that we know; please tell "
    "us then which account is yours. Nothing is paid before that."
)


def find(case: Case) -> Iterator[Reason]:
    """Each paper that is neither bill nor agreement and says so."""
    for paper in case.dossier.reading.papers:
        told = paper.terms.found.get("account_change", ()) if paper.terms and paper.kind in SAYING else ()
        if told and is_settled(case, paper.file):
            yield from _denied(case, paper, told)
        elif told:
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


def _denied(case: Case, paper: ReadPaper, told: Iterable[Found[object]]) -> Iterator[Reason]:
    """The partner said on the phone that nothing changed: then this paper is not theirs, and nothing waits for it."""
    denied = case.dossier.confirmed.get("change_denied")
    if denied is None or not denied.value:
        return
    end = account_called(case)
    only = f"Pay to the account ending in {end} and to no other." if end else "Pay to the account known from before."
    yield Reason(
        name="account.denied",
        effect=Effect.WARN,
        sentence=f"{paper.name} says that the bank details changed, and {case.partner} said on the phone that they "
        f"did not. {only}",
        why="Answer nothing to whoever sent it, keep it, and show it to your bank and to who looks after your mail.",
        cents=0,
        rests=Rests.SAID,
        quotes=cited(paper.name, [one.quote for one in told]),
    )


SOURCE = Source("account_word", find)
