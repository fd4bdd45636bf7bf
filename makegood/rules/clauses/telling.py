"""What is told of a review: the JSON of `makegood clauses --json`, and lines that fit a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import Finding, Review
from makegood.rules.documents.document import Quote

LAWYER = (
    "This shows where to look. It is no legal advice: whether a clause is good enough for you, and which words to "
    "sign, your lawyer decides."
)
HEADS = {
    State.RED_FLAG: "RED FLAGS: read these before you sign",
    State.MISSING: "MISSING: the contract does not say this",
    State.WEAK: "WEAK: named, but you are not protected",
    State.PRESENT: "PRESENT",
}
UNSURE = "NOT SURE: read these yourself"
MAY_BE = {
    State.RED_FLAG: "It may be a red flag",
    State.MISSING: "It may be missing",
    State.WEAK: "It may be weak",
    State.PRESENT: "It may be there",
}
QUOTE_LETTERS = 260


def review_to_json(review: Review) -> dict[str, object]:
    """All 32, always; a clause that could not be judged has `judged` false and a `reason`.

    What is not `sure` is a question: its `state` is what it may be, and it is in no count but `unsure`.
    """
    document = review.document
    return {
        "schema": "makegood.clauses/1",
        "paper": {
            "title": document.title,
            "kind": document.kind,
            "language": document.language,
            "pages": document.pages,
            "notes": list(review.notes),
        },
        "judged": review.judged,
        "counts": {**{state.value: review.count(state) for state in State}, "unsure": len(review.unsure())},
        "clauses": [finding_to_json(finding) for finding in review.findings],
        "lawyer": LAWYER,
    }


def finding_to_json(finding: Finding) -> dict[str, object]:
    """One of the 32."""
    clause = finding.clause
    return {
        "clause": clause.number,
        "check": clause.id,
        "title": clause.title,
        "state": finding.state.value,
        "judged": finding.judged,
        "sure": finding.sure,
        "reason": finding.reason,
        "quote": finding.quote.text if finding.quote else "",
        "place": str(finding.quote.place) if finding.quote else "",
        "also": [{"quote": quote.text, "place": str(quote.place)} for quote in finding.also],
        "because": finding.because,
        "why": clause.why,
        "rider": clause.rider,
    }


def review_lines(
    review: Review, width: int, *, riders: bool = False, files: Mapping[int, str] = MappingProxyType({})
) -> Iterator[str]:
    """Red flags first, each with its words and place; what is present last, in a line each. `files`: in which paper the
    words on a clause stand, where several were read."""
    yield from notes(review.notes, width)
    if not review.judged:
        return
    yield from wrapped(_counts(review), width, "")
    for state in (State.RED_FLAG, State.MISSING, State.WEAK):
        findings = [finding for finding in review.findings if finding.sure and finding.state is state]
        if findings:
            yield f"\n{HEADS[state]}"
        for finding in findings:
            yield from _finding(finding, width, riders=riders, files=files)
    yield from _questions(review, width, files)
    present = [finding for finding in review.findings if finding.sure and finding.state is State.PRESENT]
    if present:
        yield f"\n{HEADS[State.PRESENT]}"
    for finding in present:
        place = f" ({_place(finding, files)})" if finding.quote else ""
        yield from wrapped(f"{finding.clause.title}{place}", width, f"{finding.clause.number:>3}  ")
    yield ""
    yield from wrapped(LAWYER, width, "")


def _questions(review: Review, width: int, files: Mapping[int, str]) -> Iterator[str]:
    """What the signs do not decide: the words, and what they may come to."""
    if unsure := review.unsure():
        yield f"\n{UNSURE}"
    for finding in unsure:
        yield from wrapped(finding.clause.title, width, f"{finding.clause.number:>3}  ")
        if finding.quote:
            yield from wrapped(f'"{short(finding.quote)}" ({_place(finding, files)})', width, "     ")
        yield from wrapped(f"{MAY_BE[finding.state]}: {finding.because}", width, "     ")


def _finding(finding: Finding, width: int, *, riders: bool, files: Mapping[int, str]) -> Iterator[str]:
    clause = finding.clause
    head = clause.title if finding.state is State.MISSING else finding.because
    yield from wrapped(head, width, f"{clause.number:>3}  ")
    if finding.quote:
        yield from wrapped(f'"{short(finding.quote)}" ({_place(finding, files)})', width, "     ")
    if finding.state is not State.RED_FLAG:
        yield from wrapped(clause.present, width, "     Ask for: ")
    else:
        yield from wrapped(clause.why, width, "     Why it matters: ")
    if riders:
        yield from wrapped(clause.rider, width, "     Wording to ask for: ")


def _place(finding: Finding, files: Mapping[int, str]) -> str:
    place = str(finding.quote.place) if finding.quote else ""
    return ", ".join(filter(None, (files.get(finding.clause.number), place)))


def _counts(review: Review) -> str:
    red, missing, weak, present = (review.count(state) for state in State)
    flags = "1 red flag" if red == 1 else f"{red} red flags"
    unsure = f", {len(review.unsure())} not sure" if review.unsure() else ""
    return f"{flags}, {missing} missing, {weak} weak, {present} present{unsure}, of {len(review.findings)} clauses"


def notes(told: tuple[str, ...], width: int) -> Iterator[str]:
    """What must be said before."""
    for note in told:
        yield from wrapped(note, width, "note: ")


def short(quote: Quote | None) -> str:
    """Its words on one line, cut between two of them."""
    text = " ".join(quote.text.split()) if quote else ""
    return text if len(text) <= QUOTE_LETTERS else f"{text[:QUOTE_LETTERS].rsplit(' ', 1)[0]} ..."


def wrapped(text: str, width: int, lead: str) -> list[str]:
    """Lines that fit, the first after its lead."""
    indent = " " * (5 if lead.startswith("  ") else len(lead))
    return textwrap.wrap(text, width, initial_indent=lead, subsequent_indent=indent, break_long_words=False)
