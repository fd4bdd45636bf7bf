"""`makegood desk FILE...`: from the papers on the desk to the decision and the letters."""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from makegood.cli.inspect import Commands, write
from makegood.cli.refusal import Refused

if TYPE_CHECKING:
    from makegood.rules.desk.dossier import Dossier
    from makegood.rules.desk.judgement import Judgement
    from makegood.rules.desk.seen import Seen
    from makegood.rules.documents.document import Document
    from makegood.rules.reading.confirming import Confirmed

DOORS = ("bill", "contract", "worry", "start")
THINGS = ("contract", "bill", "code", "export", "domain", "address")
JSON_LIMIT = 256_000_000
WIDEST = 100


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "desk",
        help="from a bill, a contract and a code link to OK to pay or Don't pay yet, with the letters",
        description="Reads the papers, holds them against each other and against what was seen of the code, and says "
        "whether to pay, why, what would change it, and what is lost if the partner leaves today. No legal advice. "
        "Exit status: 0 OK to pay, 1 don't pay yet or can't tell yet, 2 nothing could be read.",
    )
    parser.add_argument(
        "files", type=Path, nargs="*", metavar="FILE", help="PDF, DOCX, XLSX, CSV, mail, Markdown or text"
    )
    parser.add_argument("--door", choices=DOORS, default="bill", help="what lies on the desk (default: bill)")
    parser.add_argument(
        "--repository",
        metavar="PATH|REPORT",
        help="the code: a repository, or a report that inspect --json wrote here",
    )
    parser.add_argument("--seen", type=Path, metavar="FILE", help="what was seen from outside, as JSON rows")
    parser.add_argument(
        "--known", type=Path, metavar="FILE", help="what is known, as one JSON object of names and values"
    )
    parser.add_argument(
        "--confirm",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="what is so, such as paid=$30,000; repeatable",
    )
    parser.add_argument(
        "--without", action="append", default=[], choices=THINGS, help="what you do not have; repeatable"
    )
    parser.add_argument("--today", metavar="DAY", help="the day to decide on, such as 2026-03-12 (default: today)")
    parser.add_argument(
        "--letters", type=Path, metavar="FOLDER", help="write the letters as text files into this folder"
    )
    parser.add_argument("--all", action="store_true", help="print every reason instead of three")
    parser.add_argument("--json", action="store_true", help="print everything as JSON (makegood.judgement/1)")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    from makegood.rules.desk.deciding import decide
    from makegood.rules.desk.judgement import Decision
    from makegood.rules.desk.record import judgement_to_json
    from makegood.rules.desk.telling import lines

    dossier = _dossier(given)
    judgement = decide(dossier)
    if given.letters:
        _write_letters(given.letters, dossier, judgement)
    if given.json:
        json.dump(judgement_to_json(judgement), sys.stdout, indent=1, ensure_ascii=False)
        print()
    else:
        width = min(shutil.get_terminal_size((WIDEST, 0)).columns, WIDEST)
        print("\n".join(lines(judgement, width, everything=given.all)))
    return 0 if judgement.state is Decision.OPEN else 1


def _dossier(given: argparse.Namespace) -> Dossier:
    from makegood.rules.desk.dossier import Door, Dossier, reviewed
    from makegood.rules.reading.together import read_together

    facts = known_facts(given.known, given.confirm)
    today = _today(given.today)
    documents, unread = opened(given.files)
    if given.files and not documents:
        raise Refused(next(iter(unread.values())) if len(unread) == 1 else "None of the files could be read.")
    reading = read_together(documents, facts)
    review, file, files = reviewed(reading)
    return Dossier(
        today=today,
        door=Door(given.door),
        reading=reading,
        review=review,
        review_file=file,
        review_files=files,
        confirmed=facts,
        absent=frozenset(given.without),
        seen=(*_seen(given.seen), *_code(given.repository)),
        unread=unread,
    )


def opened(files: Sequence[Path]) -> tuple[list[tuple[str, Document]], dict[str, str]]:
    """The papers by the names of their files, and which could not be read, with the reason."""
    from makegood.engine.papers import Unreadable, open_paper

    documents, unread = [], {}
    for path in files:
        try:
            documents.append((path.name, open_paper(path).document))
        except Unreadable as refused:
            unread[str(path)] = str(refused)
    return documents, unread


def known_facts(file: Path | None, said: Sequence[str]) -> dict[str, Confirmed]:
    """Of a JSON file and of NAME=VALUE, the latter counting first. Raises Refused."""
    from makegood.rules import refusal
    from makegood.rules.reading.confirming import confirm, facts_from_json

    try:
        facts = facts_from_json(_read_json(file)) if file else {}
        for text in said:
            name, mark, value = text.partition("=")
            if not mark:
                raise Refused(f"--confirm takes NAME=VALUE, and {text!r} has no value.")
            facts[name.strip()] = confirm(name.strip(), value)
    except refusal.Refused as refused:
        raise Refused(str(refused)) from None
    return facts


def _today(text: str | None) -> date:
    if text is None:
        return date.today()
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused(f"--today takes a day such as 2026-03-12, and {text!r} is none.") from None


def _read_json(path: Path) -> Any:
    try:
        if path.stat().st_size > JSON_LIMIT:
            raise Refused(f"{path} is larger than it can be (256 MB).")
        return json.loads(path.read_bytes())
    except OSError as broken:
        raise Refused(f"{path} cannot be read: {broken.strerror or broken}.") from None
    except (ValueError, RecursionError):
        raise Refused(f"{path} is not JSON.") from None


def _seen(path: Path | None) -> tuple[Seen, ...]:
    if path is None:
        return ()
    from makegood.rules.desk.seen import Seen

    rows = _read_json(path)
    try:
        return tuple(Seen.from_json(row) for row in (rows["seen"] if isinstance(rows, dict) else rows))
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused(f"{path} holds no rows that were seen.") from None


def _code(given: str | None) -> tuple[Seen, ...]:
    """Rows of a report that this installation signed, or of a look at the repository now."""
    if given is None:
        return ()
    from makegood.rules.desk.looking import NoReport, only_said, seen_in_report

    path = Path(given)
    try:
        if path.is_file() and path.suffix == ".json":
            report = _read_json(path)
            rows = seen_in_report(report if isinstance(report, dict) else {})
            return rows if _is_ours(report) else only_said(rows)
        return inspected_rows(given)
    except NoReport as refused:
        raise Refused(f"{given}: {refused}") from None


def inspected_rows(given: str) -> tuple[Seen, ...]:
    """Rows of a look at the repository now, without a network and without running anything. Raises Refused."""
    from makegood.rules.desk.looking import seen_in_report

    return seen_in_report(_inspected(given))


def _is_ours(report: Any) -> bool:
    from makegood.engine.certificate.binding import changes
    from makegood.engine.home import Home

    return not changes(report, [Home.here().signing_key().verifying_key])


def _inspected(given: str) -> dict[str, object]:
    """The report of an inspection that uses no network and runs nothing."""
    from makegood.cli.inspect import TOOLS, load_rules
    from makegood.cli.progress import Progress
    from makegood.engine.deliverable import Kind
    from makegood.engine.dictionary import declared_probes
    from makegood.engine.home import Home
    from makegood.engine.inspection import Inspector, new_run_folder
    from makegood.engine.probe import Settings
    from makegood.engine.reports.document import to_json
    from makegood.engine.repository.git import GitFailed
    from makegood.engine.repository.intake.mirror import MirrorRefused
    from makegood.engine.target import TargetRefused, recognise_all

    home = Home.here()
    settings = Settings(
        offline=True, tools=TOOLS if TOOLS.is_dir() else None, advisories=home.advisories, packages=home.packages,
        key=home.key(),
    )  # fmt: skip
    try:
        targets = recognise_all([given], Kind.REPOSITORY)
        with Progress(sys.stderr) as told:
            inspector = Inspector(
                home=home, probes=declared_probes(), settings=settings, run_folder=new_run_folder(home), told=told
            )
            return to_json(inspector.inspect(targets, load_rules("standard", [])))
    except (TargetRefused, MirrorRefused, GitFailed) as refused:
        raise Refused(str(refused)) from None


def _write_letters(folder: Path, dossier: Dossier, judgement: Judgement) -> None:
    from makegood.rules.desk.letters.letter import before_sending, letter_text
    from makegood.rules.desk.letters.writing import letters_of

    folder.mkdir(parents=True, exist_ok=True)
    for number, letter in enumerate(letters_of(dossier, judgement), 1):
        about = re.sub(r"[^a-z0-9]+", "-", (letter.bill or "").casefold()).strip("-")
        path = folder / f"{number}-{letter.kind}{f'-{about}' if about else ''}.txt"
        write(path, letter_text(letter).encode())
        print(f"Written: {path}", file=sys.stderr)
        for sentence in before_sending(letter):
            print(f"  {sentence}", file=sys.stderr)
