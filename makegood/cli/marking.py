"""What `makegood clauses` writes: the contract marked up, the letter that goes with it, what to settle."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from makegood.cli.inspect import write
from makegood.cli.refusal import Refused

if TYPE_CHECKING:
    from makegood.rules.clauses.judging import Review
    from makegood.rules.markup.change import Choices
    from makegood.rules.markup.planning import Plan
    from makegood.rules.markup.settle import Settle

CLAUSES = range(1, 33)
SETTLED = (".html", ".pdf", ".txt", ".json")


def add(parser: argparse.ArgumentParser) -> None:
    given = parser.add_argument_group("to send back")
    given.add_argument("--marked-up", type=Path, metavar="DOCX", help="write the contract with tracked changes")
    given.add_argument("--letter", type=Path, metavar="TXT", help="write the letter that goes with it")
    given.add_argument("--settle", type=Path, metavar="OUT", help="what to settle: .html, .pdf, .txt or .json")
    given.add_argument("--author", default="Owner", metavar="NAME", help="who makes the changes and signs the letter")
    given.add_argument("--only", type=_numbers, metavar="3,7", help="change these clauses only")
    given.add_argument("--without", type=_numbers, default=frozenset(), metavar="3,7", help="leave these clauses out")
    given.add_argument("--set", type=_figure, action="append", default=[], metavar="NAME=NUMBER", help=_figures())
    given.add_argument("--amount", default="", metavar="TEXT", help='the ceiling: "$38,000"')
    given.add_argument("--people", default="", metavar="TEXT", help='key people: "Ann Lee (60 %%) and Bo Diaz (40 %%)"')


def is_asked(given: argparse.Namespace) -> bool:
    """Whether anything is to be written."""
    return bool(given.marked_up or given.letter or given.settle)


def run(given: argparse.Namespace, file: Path, review: Review) -> Iterator[str]:
    """Writes what was asked for; yields what was done. Raises Refused."""
    from makegood.rules.markup.change import Choices
    from makegood.rules.markup.letter import letter_back
    from makegood.rules.markup.planning import plan

    if given.settle and given.settle.suffix.lower() not in SETTLED:
        raise Refused(f"--settle writes {', '.join(SETTLED)}; {given.settle.name} is none of these.")
    choices = Choices(
        only=given.only,
        without=given.without,
        figures=dict(given.set),
        amount=given.amount,
        people=given.people,
    )
    now = datetime.now(UTC)
    planned = plan(review, choices)
    if given.marked_up:
        _mark_up(given, file, review, choices, now)
        yield f"{given.marked_up}: {_told(planned)}"
    if given.letter:
        write(given.letter, letter_back(planned, given.author, now).text().encode())
        yield f"{given.letter}: the letter"
    if given.settle:
        _settle(given.settle, review, choices, planned, now)
        yield f"{given.settle}: what to settle before signing"
    if given.marked_up or given.letter:
        yield from _left(planned)


def _mark_up(given: argparse.Namespace, file: Path, review: Review, choices: Choices, now: datetime) -> None:
    from makegood.engine.papers import mark_up_paper
    from makegood.rules.refusal import Refused as RefusedByRules

    try:
        made = mark_up_paper(file, review, choices, given.author, now)
    except RefusedByRules as refused:
        raise Refused(f"{file.name}: {refused}") from None
    write(given.marked_up, made)


def _settle(path: Path, review: Review, choices: Choices, planned: Plan, now: datetime) -> None:
    from makegood.rules.markup.settle import settle

    page = settle(review, now, choices=choices, terms=planned.terms)
    write(path, _bytes(page, path.suffix.lower()))


def _bytes(page: Settle, suffix: str) -> bytes:
    from makegood.rules.markup.paper import settle_html, settle_pdf
    from makegood.rules.markup.settle import settle_to_json

    if suffix == ".pdf":
        return settle_pdf(page)
    if suffix == ".html":
        return settle_html(page).encode()
    if suffix == ".json":
        return (json.dumps(settle_to_json(page), indent=1, ensure_ascii=False) + "\n").encode()
    return page.text().encode()


def _told(planned: Plan) -> str:
    asked = planned.asked
    count = "1 clause" if len(asked) == 1 else f"{len(asked)} clauses"
    return f"tracked changes on {count} ({', '.join(map(str, asked))})"


def _left(planned: Plan) -> Iterator[str]:
    """What did not go in, by reason, and what has to be filled in."""
    reasons: dict[str, list[str]] = {}
    for left in planned.left_out:
        reasons.setdefault(left.because, []).append(str(left.clause))
    for because, numbers in reasons.items():
        yield f"left out: {', '.join(numbers)}. {because}"
    for clause, blank in planned.blanks:
        yield f"to be filled in: {blank}" + (f" (clause {clause})" if clause else "")


def _numbers(text: str) -> frozenset[int]:
    try:
        found = frozenset(int(one) for one in text.split(",") if one.strip())
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of clause numbers such as 3,7") from None
    if not found or not found <= set(CLAUSES):
        raise argparse.ArgumentTypeError("clauses have the numbers 1 to 32")
    return found


def _figure(text: str) -> tuple[str, int]:
    from makegood.rules.clauses.judging import clauses

    known = [name for clause in clauses() for name in clause.figures]
    name, _, count = text.partition("=")
    if name not in known or not count.isdigit() or not 0 < int(count) < 1_000:
        raise argparse.ArgumentTypeError(f"{text!r} is no figure such as test_days=20; known are {', '.join(known)}")
    return name, int(count)


def _figures() -> str:
    return "another number than ours in the wording, such as test_days=20"
