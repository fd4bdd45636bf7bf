"""`makegood clauses FILE`: what a contract says on the 32 clauses, red flags first."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from makegood.cli import marking
from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused

if TYPE_CHECKING:
    from makegood.rules.documents.document import Document

WIDEST = 100
ONE_ONLY = (
    "Versions are compared, and changes are written, in one paper at a time: give that FILE alone with --against, "
    "--marked-up, --letter or --settle."
)


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "clauses",
        help="read a contract: what protects you, what is missing, what is against you",
        description="Reads a contract (PDF, DOCX, Markdown, text, mail) and says of 32 clauses whether each is "
        "present, weak, missing or a red flag, with the words and their place. No legal advice: a lawyer decides. "
        "Exit status 0: no red flag; 1: red flags, or it could not be judged; 2: the file could not be read.",
    )
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="the contract; with statements of work, amendments, orders and proposals beside it they are read together",
    )
    parser.add_argument("--json", action="store_true", help="print everything as JSON, all 32 clauses")
    parser.add_argument("--against", type=Path, metavar="FILE", help="an earlier version: what became better or worse")
    parser.add_argument("--riders", action="store_true", help="print the wording to ask for as well")
    marking.add(parser)
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    if len(given.files) > 1:
        return _run_together(given)
    from makegood.rules.clauses.clause import State
    from makegood.rules.clauses.comparing import compare
    from makegood.rules.clauses.judging import judge
    from makegood.rules.clauses.telling import review_lines, review_to_json
    from makegood.rules.clauses.versions import comparison_lines, comparison_to_json

    file = given.files[0]
    document = read(file)
    comparison = compare(read(given.against), document) if given.against else None
    review = comparison.new if comparison else judge(document)
    if marking.is_asked(given):
        for line in marking.run(given, file, review):
            print(line)
    elif given.json:
        _print_json(comparison_to_json(comparison) if comparison else review_to_json(review))
    else:
        print(f"{file.name}: {document.title}" if document.title else file.name)
        for line in comparison_lines(comparison, _width()) if comparison else ():
            print(line)
        for line in review_lines(review, _width(), riders=given.riders):
            print(line)
    return 0 if review.judged and not review.count(State.RED_FLAG) else 1


def _run_together(given: argparse.Namespace) -> int:
    """Several papers of one purchase: there where any has it, against the owner where any is."""
    from makegood.rules.clauses.clause import State
    from makegood.rules.purchase.telling import together_lines, together_to_json
    from makegood.rules.purchase.together import judge_together
    from makegood.rules.reading.together import read_together

    if given.against or marking.is_asked(given):
        raise Refused(ONE_ONLY)
    told = judge_together(read_together([(file.name, read(file)) for file in given.files]).papers)
    if told is None:
        raise Refused("None of these papers is an agreement, an order or a proposal.")
    if given.json:
        _print_json(together_to_json(told))
    else:
        for line in together_lines(told, _width(), riders=given.riders):
            print(line)
    return 0 if told.review.judged and not told.review.count(State.RED_FLAG) else 1


def _print_json(value: object) -> None:
    json.dump(value, sys.stdout, indent=1, ensure_ascii=False)
    print()


def _width() -> int:
    return min(shutil.get_terminal_size((WIDEST, 0)).columns, WIDEST)


def read(path: Path) -> Document:
    """The paper, opened apart. Raises Refused."""
    from makegood.engine.papers import Unreadable, open_paper

    try:
        return open_paper(path).document
    except Unreadable as refused:
        raise Refused(str(refused) if str(path) in str(refused) else f"{path.name}: {refused}") from None
