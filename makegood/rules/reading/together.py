"""Papers read one by one and then held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from makegood.rules.bills.agreed import Agreed, agreed_of, is_same_name
from makegood.rules.bills.auditing import Audit, audit
from makegood.rules.bills.bill import Bill
from makegood.rules.bills.reading import read_bill
from makegood.rules.documents.document import Document
from makegood.rules.money.amount import formatted
from makegood.rules.payments.matching import Settled, ToPartner, duplicates, settled, to_partner
from makegood.rules.payments.payment import Export
from makegood.rules.payments.reading import read_export
from makegood.rules.reading.confirming import Facts, with_facts
from makegood.rules.reading.kinds import AGREEMENTS, BILLS, PaperKind, kind_of_paper, parts_of
from makegood.rules.terms.reading import Question, Terms, best, read_terms, values


@dataclass(frozen=True, slots=True)
class ReadPaper:
    """One paper. `part` is the attachment of a mail; of terms, bill and export one is there at most."""

    file: str
    part: str | None
    kind: PaperKind
    document: Document
    terms: Terms | None = None
    bill: Bill | None = None
    audit: Audit | None = None
    export: Export | None = None

    @property
    def name(self) -> str:
        return f"{self.file}, {self.part}" if self.part else self.file


@dataclass(frozen=True, slots=True)
class Reading:
    """All papers, what they say together, and what a person has to decide."""

    papers: tuple[ReadPaper, ...]
    agreed: Agreed
    questions: tuple[Question, ...]
    settled: tuple[Settled, ...]
    unbilled: tuple[ToPartner, ...]

    @property
    def is_doubted(self) -> bool:
        """Whether some bill has a fault that is a reason to ask before paying."""
        return any(paper.audit.holding for paper in self.papers if paper.audit)


def read_together(documents: Sequence[tuple[str, Document]], facts: Facts | None = None) -> Reading:
    """Reads every paper; bills are held against the agreements among them, payments against the bills.

    `facts`: what a person confirmed or mended, which counts before what was read.
    """
    return joined([paper for file, document in documents for paper in _read_file(file, document)], facts or {})


def joined(papers: Sequence[ReadPaper], facts: Facts) -> Reading:
    """Papers that were read already, held against each other again: nothing is read a second time."""
    agreements = agreements_of(papers)
    agreed = with_facts(agreed_of(_terms(agreements, offers=False), _terms(agreements, offers=True)), facts)
    papers = _audited(papers, agreed)
    bills = _in_order([paper.bill for paper in papers if paper.bill])
    names = _partner_names(agreed, bills)
    movements = [one for paper in papers if paper.export for one in paper.export.payments]
    told = to_partner(movements, names)
    done, free = settled(bills, told)
    questions = (*_own(papers), *_across(agreements), *_parts_and_total(agreements), *_paid_twice(told))
    return Reading(tuple(papers), agreed, questions, done if movements else (), free)


def _read_file(file: str, document: Document) -> list[ReadPaper]:
    """The papers of one file. A mail that brings its bill as a file asks for nothing of its own.

    The notice of a billing program names the sum, the firm and the day once more; the desk asked for it twice.
    """
    papers = [_read(file, part, inner) for part, inner in parts_of(document)]
    brought = any(paper.bill for paper in papers[1:])
    return [
        replace(paper, kind=PaperKind.MAIL, bill=None, terms=read_terms(paper.document))
        if brought and paper.part is None and paper.bill and not paper.bill.lines
        else paper
        for paper in papers
    ]


def _read(file: str, part: str | None, document: Document) -> ReadPaper:
    kind = kind_of_paper(document)
    if kind in BILLS:
        return ReadPaper(file, part, kind, document, bill=read_bill(document))
    if kind is PaperKind.EXPORT:
        return ReadPaper(file, part, kind, document, export=read_export(document))
    return ReadPaper(file, part, kind, document, terms=read_terms(document))


def agreements_of(papers: Sequence[ReadPaper]) -> list[ReadPaper]:
    """In the order in which they count: amendments from the last on, then contracts, orders, proposals."""
    told = [paper for paper in papers if paper.kind in AGREEMENTS and paper.terms]
    return sorted(told, key=lambda paper: (AGREEMENTS.index(paper.kind), -_day(paper).toordinal()))


def _terms(agreements: Sequence[ReadPaper], *, offers: bool) -> list[Terms]:
    return [paper.terms for paper in agreements if paper.terms and (paper.kind is PaperKind.PROPOSAL) is offers]


def _day(paper: ReadPaper) -> date:
    found = paper.terms.one("effective") if paper.terms else None
    return found.value if found else date.min


def _audited(papers: Sequence[ReadPaper], agreed: Agreed) -> list[ReadPaper]:
    ordered = _in_order([paper.bill for paper in papers if paper.bill])
    told = []
    for paper in papers:
        if paper.bill is None:
            told.append(paper)
            continue
        place = next(index for index, bill in enumerate(ordered) if bill is paper.bill)
        judged = audit(paper.bill, agreed, ordered[:place])
        told.append(ReadPaper(paper.file, paper.part, paper.kind, paper.document, bill=paper.bill, audit=judged))
    return told


def _in_order(bills: Sequence[Bill]) -> list[Bill]:
    return sorted(bills, key=lambda bill: bill.issued.value if bill.issued else date.max)


def _partner_names(agreed: Agreed, bills: Sequence[Bill]) -> list[str]:
    names = [agreed.partner] if agreed.partner else []
    names += [bill.sender.value for bill in bills if bill.sender]
    return list(dict.fromkeys(names))


def _own(papers: Sequence[ReadPaper]) -> Iterator[Question]:
    for paper in papers:
        inside = paper.terms.questions if paper.terms else paper.export.questions if paper.export else ()
        for question in inside:
            yield Question(question.about, f"{paper.name}: {question.sentence}", question.quotes)


def _across(agreements: Sequence[ReadPaper]) -> Iterator[Question]:
    """A value that two papers say differently; what a proposal leaves open is none."""
    for name, value in values().items():
        if value.many:
            continue
        said = [
            (paper, best(paper.terms.all(name))[0]) for paper in agreements if paper.terms and paper.terms.all(name)
        ]
        for paper, one in said[1:]:
            first_paper, first = said[0]
            if str(one.value) == str(first.value) or (
                name in ("owner", "partner") and is_same_name(str(one.value), str(first.value))
            ):
                continue
            sentence = (
                f"{first_paper.name} says {first.value} for the {value.title}, {paper.name} says {one.value}. "
                f"{_which(first_paper, paper)}"
            )
            yield Question(name, sentence, (first.quote, one.quote))


def _which(first: ReadPaper, other: ReadPaper) -> str:
    if first.kind is PaperKind.AMENDMENT:
        return "The amendment counts if both sides signed it. Did they?"
    if first.kind is PaperKind.CONTRACT and other.kind is PaperKind.PROPOSAL:
        return "The contract counts unless it names the proposal. Is that what you agreed?"
    return "Which one counts?"


def _parts_and_total(agreements: Sequence[ReadPaper]) -> Iterator[Question]:
    for paper in agreements:
        total = paper.terms.one("total") if paper.terms else None
        parts = [one for one in paper.terms.all("parts") if one.rule == "row of a table"] if paper.terms else []
        sums = [one.value.sum for one in parts if one.value.sum]
        if total is None or len(sums) < 2 or len(sums) != len(parts):
            continue
        added = sum(one.cents for one in sums)
        if added != total.value.cents and {one.currency for one in sums} == {total.value.currency}:
            sentence = (
                f"{paper.name}: the parts add up to {formatted(added)}, the total says {total.value}. Which one counts?"
            )
            yield Question("total", sentence, (total.quote, *(one.quote for one in parts)))


def _paid_twice(told: Sequence[ToPartner]) -> Iterator[Question]:
    for one, other in duplicates(told):
        sentence = (
            f"{formatted(one.payment.cents)} went to {one.payment.payee} on {one.payment.day.isoformat()} and again on "
            f"{other.payment.day.isoformat()}. Was it paid twice?"
        )
        yield Question("payments", sentence, (one.payment.quote, other.payment.quote))
