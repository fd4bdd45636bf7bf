"""What is told of a review: the JSON of `makegood clauses --json`, and lines that fit a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from makegood.rules.clauses.clause import State
from makegood.rules.clauses.comparing import Change, Comparison
from makegood.rules.clauses.judging import Finding, Review

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
CHANGED = {
    Change.WORSE: "WORSE than before",
    Change.BETTER: "BETTER than before",
    Change.REWORDED: "SAID IN OTHER WORDS, to the same effect",
}
QUOTE_LETTERS = 260


def review_to_json(review: Review) -> dict[str, object]:
    """All 32, always; a clause that could not be judged has `judged` false and a `reason`."""
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
        "counts": {state.value: review.count(state) for state in State},
        "clauses": [_finding_to_json(finding) for finding in review.findings],
        "lawyer": LAWYER,
    }


def comparison_to_json(comparison: Comparison) -> dict[str, object]:
    """The new version as `review_to_json`, and what changed since the old one."""
    changes = [
        {
            "clause": row.new.clause.number,
            "check": row.new.clause.id,
            "change": row.change.value,
            "before": _finding_to_json(row.old),
            "after": _finding_to_json(row.new),
        }
        for row in comparison.rows
        if row.change is not Change.SAME
    ]
    return {**review_to_json(comparison.new), "changes": changes}


def _finding_to_json(finding: Finding) -> dict[str, object]:
    clause = finding.clause
    return {
        "clause": clause.number,
        "check": clause.id,
        "title": clause.title,
        "state": finding.state.value,
        "judged": finding.judged,
        "reason": finding.reason,
        "quote": finding.quote.text if finding.quote else "",
        "place": str(finding.quote.place) if finding.quote else "",
        "because": finding.because,
        "why": clause.why,
        "rider": clause.rider,
    }


def review_lines(review: Review, width: int, *, riders: bool = False) -> Iterator[str]:
    """Red flags first, each with its words and place; what is present last, in a line each."""
    yield from _notes(review.notes, width)
    if not review.judged:
        return
    yield _counts(review)
    for state in (State.RED_FLAG, State.MISSING, State.WEAK):
        findings = [finding for finding in review.findings if finding.state is state]
        if findings:
            yield f"\n{HEADS[state]}"
        for finding in findings:
            yield from _finding(finding, width, riders=riders)
    present = [finding for finding in review.findings if finding.state is State.PRESENT]
    if present:
        yield f"\n{HEADS[State.PRESENT]}"
    for finding in present:
        place = f" ({finding.quote.place})" if finding.quote else ""
        yield from _wrapped(f"{finding.clause.title}{place}", width, f"{finding.clause.number:>3}  ")
    yield ""
    yield from _wrapped(LAWYER, width, "")


def comparison_lines(comparison: Comparison, width: int) -> Iterator[str]:
    """What became worse, better, and what is only said in other words."""
    if not (comparison.old.judged and comparison.new.judged):
        yield from _notes((*comparison.old.notes, *comparison.new.notes), width)
        return
    for change, head in CHANGED.items():
        rows = comparison.of(change)
        if rows:
            yield f"\n{head}"
        for row in rows:
            states = f"{_said(row.old.state)} -> {_said(row.new.state)}" if change is not Change.REWORDED else ""
            yield from _wrapped(f"{row.new.clause.title}  {states}".rstrip(), width, f"{row.new.clause.number:>3}  ")
            for name, finding in (("was", row.old), ("now", row.new)):
                words = f'"{_short(finding)}" ({finding.quote.place})' if finding.quote else "nothing"
                yield from _wrapped(f"{name}: {words}", width, "     ")
    same = len(comparison.of(Change.SAME))
    yield f"\n{same} of {len(comparison.rows)} clauses did not change.\n"


def _finding(finding: Finding, width: int, *, riders: bool) -> Iterator[str]:
    clause = finding.clause
    head = clause.title if finding.state is State.MISSING else finding.because
    yield from _wrapped(head, width, f"{clause.number:>3}  ")
    if finding.quote:
        yield from _wrapped(f'"{_short(finding)}" ({finding.quote.place})', width, "     ")
    if finding.state is not State.RED_FLAG:
        yield from _wrapped(clause.present, width, "     Ask for: ")
    else:
        yield from _wrapped(clause.why, width, "     Why it matters: ")
    if riders:
        yield from _wrapped(clause.rider, width, "     Wording to ask for: ")


def _counts(review: Review) -> str:
    red, missing, weak, present = (review.count(state) for state in State)
    flags = "1 red flag" if red == 1 else f"{red} red flags"
    return f"{flags}, {missing} missing, {weak} weak, {present} present, of {len(review.findings)} clauses"


def _notes(notes: tuple[str, ...], width: int) -> Iterator[str]:
    for note in notes:
        yield from _wrapped(note, width, "note: ")


def _said(state: State) -> str:
    return state.value.replace("_", " ")


def _short(finding: Finding) -> str:
    text = " ".join(finding.quote.text.split()) if finding.quote else ""
    return text if len(text) <= QUOTE_LETTERS else f"{text[:QUOTE_LETTERS].rsplit(' ', 1)[0]} ..."


def _wrapped(text: str, width: int, lead: str) -> list[str]:
    indent = " " * (5 if lead.startswith("  ") else len(lead))
    return textwrap.wrap(text, width, initial_indent=lead, subsequent_indent=indent, break_long_words=False)
