"""What papers are called to somebody who does not have our files: by title, number and day."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath

from makegood.rules.calendars.business import plain_day
from makegood.rules.desk.case import Case, OnDesk, money
from makegood.rules.desk.judgement import Cited
from makegood.rules.desk.letters.letter import Letter, Paragraph
from makegood.rules.reading.kinds import PaperKind
from makegood.rules.reading.together import ReadPaper
from makegood.rules.terms.reading import best

KINDS = {
    PaperKind.CONTRACT: "our agreement",
    PaperKind.AMENDMENT: "the amendment",
    PaperKind.PROPOSAL: "your proposal",
    PaperKind.ORDER: "our purchase order",
    PaperKind.BILL: "your bill",
    PaperKind.CREDIT: "your credit note",
    PaperKind.MAIL: "the e-mail",
}
TITLED = re.compile(r"[^\W\d_]{3}.*[^\W\d_]{3}", re.DOTALL)
LONGEST = 90


def with_names(letter: Letter, case: Case) -> Letter:
    """The letter in which no quote names a file of the sender; what is for the sender alone stays."""
    names = names_of(case)
    paragraphs = tuple(replace(one, quotes=tuple(_cited(quote, names) for quote in one.quotes)) for one in
                       letter.paragraphs)  # fmt: skip
    return replace(letter, paragraphs=tuple(_said(one, names) for one in paragraphs))


def names_of(case: Case) -> Mapping[str, str]:
    """File to what it is called."""
    return {paper.name: _name(paper) for paper in case.dossier.reading.papers}


def bill_named(on: OnDesk) -> str:
    """ "bill NW-3", or "your bill of 3 May 2026 for 4,000 dollars" where it has no number."""
    if on.bill.number:
        return on.label
    of = f" of {plain_day(on.bill.issued.value)}" if on.bill.issued else ""
    return f"your bill{of} for {money(on.cents, on.bill.currency)}" if on.is_priced else f"your bill{of}"


def _name(paper: ReadPaper) -> str:
    if paper.bill is not None:
        number = f" {paper.bill.number.value}" if paper.bill.number else ""
        of = f" of {plain_day(paper.bill.issued.value)}" if paper.bill.issued else ""
        return f"{KINDS.get(paper.kind, 'your bill')}{number}{of}"
    title = _title(paper)
    day = _day(paper)
    return f"{title or KINDS.get(paper.kind, 'the paper')}{f' of {day}' if day else ''}"


def _title(paper: ReadPaper) -> str:
    """ "" for what only repeats the file's name, or says nothing."""
    title = " ".join(paper.document.title.split()).strip(" *#:–-")
    stem = PurePosixPath(paper.part or paper.file).stem
    plain = re.sub(r"\W+", "", title).casefold()
    if not TITLED.search(title) or len(title) > LONGEST or plain == re.sub(r"\W+", "", stem).casefold():
        return ""
    return title.title() if title.isupper() else title


def _day(paper: ReadPaper) -> str:
    told = best(paper.terms.all("effective")) if paper.terms and "effective" in paper.terms.found else ()
    day = told[0].value if len({str(one.value) for one in told}) == 1 else None
    return plain_day(day) if isinstance(day, date) else ""


def _cited(quote: Cited, names: Mapping[str, str]) -> Cited:
    return replace(quote, file=names.get(quote.file, quote.file))


def _said(paragraph: Paragraph, names: Mapping[str, str]) -> Paragraph:
    """A name of a file that got into a sentence is put otherwise, too; the longest first."""
    items, text = list(paragraph.items), paragraph.text
    for file in sorted(names, key=len, reverse=True):
        items, text = [one.replace(file, names[file]) for one in items], text.replace(file, names[file])
    return replace(paragraph, items=tuple(items), text=text)
