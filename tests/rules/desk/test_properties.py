"""What holds of every decision, whatever lies on the desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from makegood.rules.desk.deciding import decide, state_of
from makegood.rules.desk.dossier import Door, Dossier
from makegood.rules.desk.judgement import Decision, Effect, Judgement, Reason, Rests
from makegood.rules.desk.letters.writing import letters_of
from makegood.rules.desk.seen import About, Seen, State
from makegood.rules.desk.steps import STEPS
from makegood.rules.documents.document import Passage
from makegood.rules.documents.reading import read_paper
from tests.rules.desk.papers import ACCEPTED, BANK, CODE, CONTRACT, EARLIER, FULL, bill, dossier, row

OPENNESS = {Decision.HELD: 0, Decision.NEEDS_EVIDENCE: 1, Decision.OPEN: 2}
OFFER = "# Proposal\n\nPrepared by: Northwind Studio\n\nPrepared for: Acme Outdoor\n\nThe total price is $60,000.\n"
CREDIT = bill("-$500.00", "Credit for late delivery       -$500.00", "NW-3-C").replace("INVOICE\n", "CREDIT NOTE\n")
HOURS = bill("$1,500.00", "Mara Quinn, 10 hours at $150.00   $1,500.00", "NW-4", "April 1, 2026")
PAPERS = {
    "contract.md": (CONTRACT, CONTRACT.replace("Total | $68,000", "Total | $70,000")),
    "offer.md": (OFFER,),
    "earlier.txt": (EARLIER,),
    "bill.txt": (bill(), bill("$38,500.00"), bill(account="55556666"), bill("to follow"), bill(number="NW-2"), HOURS),
    "credit.txt": (CREDIT,),
    "bank.csv": (BANK, BANK + "04/01/2026,WIRE OUT NORTHWIND STUDIO NW-3,38000.00,,29880.00\n"),
}
ROWS = (
    CODE,
    row("code.part", About.CODE, State.UNKNOWN, holds=True),
    row("security.no_secrets", About.CODE, State.BAD, holds=True),
    row("tests.exist", About.CODE, State.BAD),
    row("code.access", About.ACCESS, State.UNKNOWN),
    row("domain.owner", About.DOMAIN, State.BAD, loss="your address on the web"),
    row("mail.owner", About.MAIL, State.UNKNOWN),
    replace(CODE, likely=True),
)
FACTS = {
    "paid": ("$30,000", "$60,000", "none"),
    "settled": ("NW-2",),
    "called_back": ("yes",),
    "owner": ("Acme Outdoor", "Somebody Else Inc."),
    "parts": ("Milestone 3: Checkout: $30,000", ""),
    "monthly_cap": ("$10,000",),
    "retainage": ("10",),
    "anyway": ("tests.exist",),
    "delivered": ("2026-03-20",),
}
CHANGES = [
    *(("papers", name, text) for name, texts in PAPERS.items() for text in (*texts, None)),
    *(("seen", one, True) for one in ROWS),
    ("seen", CODE, False),
    *(("confirmed", name, said) for name, texts in FACTS.items() for said in texts),
    *(("confirmed", "accepted", said) for said in ("Milestone 1: Design", None)),
    *(("absent", thing, True) for thing in ("code", "contract", "export")),
]


@st.composite
def dossiers(draw: st.DrawFn, door: Door | None = Door.BILL) -> Dossier:
    """One in which everything fits, with up to four things changed."""
    papers: dict[str, str | None] = dict(FULL)
    said: dict[str, str | None] = {"accepted": ACCEPTED}
    seen, absent = [CODE], set()
    for kind, name, value in draw(st.lists(st.sampled_from(CHANGES), max_size=4)):
        if kind == "papers":
            papers[name] = value
        elif kind == "confirmed":
            said[name] = value
        elif kind == "absent":
            absent.add(name)
        else:
            seen = [one for one in seen if one != name] + ([name] if value else [])
    return dossier(
        {name: text for name, text in papers.items() if text is not None},
        door=door or draw(st.sampled_from(list(Door))),
        absent=tuple(sorted(absent)),
        seen=tuple(seen),
        today=draw(st.sampled_from((date(2026, 4, 2), date(2026, 5, 20)))),
        **{"accepted": None, **{name: text for name, text in said.items() if text is not None}},  # type: ignore[arg-type]
    )


def doubted(known: Dossier) -> list[Dossier]:
    """The same with one doubt more, each."""
    worse: list[Seen] = [
        row("security.more", About.CODE, State.BAD, holds=True),
        row("code.more", About.CODE, State.UNKNOWN, holds=True),
        row("tests.more", About.CODE, State.BAD),
        row("code.locked", About.ACCESS, State.BAD),
        row("hosting.owner", About.HOSTING, State.BAD),
    ]
    return [
        *(replace(known, seen=(*known.seen, one)) for one in worse),
        replace(known, absent=known.absent | {"code"}),
        replace(known, unread={**known.unread, "annex.pdf": "It has no text."}),
    ]


def ignorant(known: Dossier) -> list[Dossier]:
    """The same with something less that is known, each."""
    return [
        replace(known, seen=tuple(one for one in known.seen if one.state is not State.GOOD)),
        replace(known, confirmed={name: said for name, said in known.confirmed.items() if name != "accepted"}),
        replace(known, confirmed={name: said for name, said in known.confirmed.items() if name != "called_back"}),
        replace(known, confirmed={name: said for name, said in known.confirmed.items() if name != "anyway"}),
    ]


@settings(max_examples=50, deadline=None)
@given(dossiers())
def test_neither_a_doubt_more_nor_knowing_less_opens(known: Dossier) -> None:
    before = decide(known)
    for worse in doubted(known):
        assert OPENNESS[decide(worse).state] <= OPENNESS[before.state]
    for less in ignorant(known):
        assert decide(less).state is not Decision.OPEN or before.state is Decision.OPEN


@settings(max_examples=50, deadline=None)
@given(dossiers(door=None))
def test_never_more_is_in_question_than_asked_for_and_every_open_reason_has_a_step(known: Dossier) -> None:
    told = decide(known)
    for one in (told, *told.bills):
        assert 0 <= one.questioned <= one.cents
        assert all(
            0 <= reason.cents <= max(one.cents, sum(part.cents for part in told.bills)) for reason in one.reasons
        )
        deciding = [reason for reason in one.reasons if reason.effect is not Effect.WARN]
        assert all(reason.changes and set(reason.changes) <= set(STEPS) for reason in deciding)
        names = {step.name for step in one.would_change}
        assert known.door is Door.START or all(names & set(reason.changes) for reason in deciding)
        if one.bill:
            assert one.state is state_of(one.reasons)
            assert (one.state is Decision.OPEN) <= (one.questioned == 0)
        if any(reason.effect in (Effect.STOP, Effect.HOLD) for reason in one.reasons) and one.bill:
            assert any(reason.effect in (Effect.STOP, Effect.HOLD) for reason in one.shown)


@settings(max_examples=40, deadline=None)
@given(dossiers(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_lie_does_not_matter(known: Dossier, chance: object) -> None:
    papers, seen = list(known.reading.papers), list(known.seen)
    chance.shuffle(papers)  # type: ignore[attr-defined]
    chance.shuffle(seen)  # type: ignore[attr-defined]
    mixed = replace(known, seen=tuple(seen), reading=replace(known.reading, papers=tuple(papers)))
    assert decide(mixed) == decide(known)


@settings(max_examples=50, deadline=None)
@given(dossiers())
def test_ok_to_pay_rests_on_what_was_agreed_accepted_and_seen(known: Dossier) -> None:
    for one in _bills(decide(known)):
        if one.state is not Decision.OPEN:
            continue
        assert any(seen.rule == "code.seen" and not seen.likely for seen in known.seen)
        assert not any(seen.holds and seen.state is not State.GOOD for seen in known.seen)
        assert known.reading.agreed.parts
        assert "accepted" in known.confirmed
        assert "code" not in known.absent
        assert not known.unread


@settings(max_examples=50, deadline=None)
@given(dossiers(door=None))
def test_every_quote_stands_literally_in_its_paper(known: Dossier) -> None:
    told = decide(known)
    texts = {paper.file: _texts(paper.file, _source(known, paper.file)) for paper in known.reading.papers}
    quotes = [quote for one in (told, *told.bills) for held in (*one.reasons, *one.loss) for quote in held.quotes]
    sent = [quote for letter in letters_of(known, told) for one in letter.paragraphs for quote in one.quotes]
    for quote in sent:  # in a letter a paper is called by its title
        assert quote.file not in texts
        everywhere = [text for told in texts.values() for text in told] + [row.source.answered for row in known.seen]
        assert any(quote.text in text for text in everywhere)
    for quote in quotes:
        if quote.file:
            assert any(quote.text in text for text in texts[quote.file])
        else:
            assert quote.text in {row.source.answered for row in known.seen}


def _source(known: Dossier, file: str) -> str:
    document = next(paper.document for paper in known.reading.papers if paper.file == file)
    return next(text for text in PAPERS[file] if read(file, text) == document)


@cache
def read(file: str, text: str) -> object:
    return read_paper(text.encode(), file)


@cache
def _texts(file: str, text: str) -> tuple[str, ...]:
    document = read_paper(text.encode(), file)
    cells = [cell.text for table in document.tables() for line in table.rows for cell in line]
    return (*(block.text for block in document.blocks if isinstance(block, Passage)), *cells)


def _bills(told: Judgement) -> tuple[Judgement, ...]:
    return told.bills or ((told,) if told.bill else ())


def test_a_reason_more_never_opens() -> None:
    some = [Reason(name=one.value, effect=one, sentence="", cents=1, rests=Rests.PAPER) for one in Effect]
    for told in permutations(some, 3):
        assert OPENNESS[state_of(told)] <= min(OPENNESS[state_of(told[:2])], OPENNESS[state_of(told[2:])])
