"""Writes the pages that are made from the code (`PAGES`). `--check` only compares."""

from __future__ import annotations

import argparse
import ast
import contextlib
import io
import os
import sys
from pathlib import Path

from makegood import cli
from makegood.engine import catalogue, dictionary, playbook
from makegood.rules.clauses.judging import clauses
from makegood.rules.clauses.telling import LAWYER

DOCS = Path(__file__).parents[1] / "docs"
HEAD = "<!-- Made by `make docs` from the code; change the code, not this page. -->\n\n"


def checks_page() -> str:
    """Every check with its sentences, what it looks at, and what the playbooks make of it."""
    checks, facts = catalogue.load(), dictionary.load_facts()
    books = {name: playbook.load(name, checks) for name in playbook.names()}
    lines = [
        HEAD + "# Checks",
        "",
        f"{len(checks)} checks. An id is a promise that is true when good. `makegood explain ID` says the same.",
        "",
        "## Playbooks",
        "",
        "A playbook says how much each check weighs: `blocker` and `required` hold a payment, `advisory` informs.",
        "",
        *(f"- `{name}`: {book.title}." for name, book in books.items()),
    ]
    family = ""
    for check in checks.values():
        if check.family != family:
            family = check.family
            lines += ["", f"## {family.capitalize()}"]
        lines += ["", f"### {check.id}", "", f"{check.promise}", "", f"*Why it matters.* {check.why}", ""]
        lines += [f"*What the partner is asked.* {check.remedy}", ""]
        weights = [
            f"{book.criteria[check.id].priority} in `{name}`{_new_only(book, check.id)}"
            for name, book in books.items()
            if check.id in book.criteria
        ]
        lines.append(f"- Weighs: {', '.join(weights) or 'in no playbook'}")
        for name in (*check.needs, *check.uses):
            lines.append(f"- Looks at `{name}`: {facts[name].meaning}")
        for name, value in check.limits.items():
            lines.append(f"- Limit `{name}`: {value}")
        lines.append(f"- Counts: {', '.join(sorted(check.accepts))}")
        if check.standards:
            lines.append(f"- Standards: {', '.join(check.standards)}")
    return "\n".join(lines) + "\n"


def _new_only(book: playbook.Playbook, id: str) -> str:
    return " (only what is new since the last accepted revision)" if book.criteria[id].new_only else ""


def command_page() -> str:
    """The help of every command, as it prints it."""
    lines = [HEAD + "# The command", "", "```", _help(), "```"]
    for command in cli.COMMANDS:
        name = command.__name__.rpartition(".")[2]
        lines += ["", f"## makegood {name}", "", "```", _help(name), "```"]
    return "\n".join(lines) + "\n"


def _help(*words: str) -> str:
    os.environ["COLUMNS"] = "100"
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        cli.main([*words, "--help"])
    return out.getvalue().strip()


def clauses_page() -> str:
    """Every clause: what it protects, what counts for which state, why, and the wording to ask for."""
    lines = [HEAD + "# The 32 clauses", "", f"What `makegood clauses FILE` looks for. {LAWYER}", "", "What counts:", ""]
    lines += [f"- {rule}" for rule in COUNTS]
    for clause in clauses():
        lines += ["", f"## {clause.number}. {clause.title}", "", f"`{clause.id}` protects: {clause.protects}", ""]
        lines += [f"- present: {clause.present}", f"- weak: {clause.weak}", f"- red flag: {clause.red_flag}"]
        lines += ["- missing: nothing of this was found", "", clause.why, "", f"> {clause.rider}"]
    return "\n".join(lines) + "\n"


COUNTS = (
    "Only what binds somebody in this paper: no definition, no recital, no table of contents, no list of what "
    "survives, no "
    "struck word, no heading alone, and nothing that another paper is to say.",
    "What binds both sides binds the partner; what binds only you does not protect you.",
    "A red flag stands whatever else protects you beside it.",
    "Weak: the matter is named, but what makes it a protection is not there.",
    "A blank that is still to be filled in counts as if it were filled in as usual.",
    "Not sure: the words point both ways, or usually mean this and not always, or the sentence they stand in does not "
    "read like those that readers put under the clause. It is shown as a question with its quote, to be read by a "
    "person, and is in no count of states.",
)
HOUSE = Path(cli.__file__).parents[1]
ROOMS = (
    "rules", "connectors", "durable", "accounts", "engagements", "inspections", "phases/agreement",
    "phases/acceptance", "rhythm/assistant", "rhythm/desk", "rhythm/portfolio", "notices", "web", "sample", "cli",
)  # fmt: skip


def rooms_page() -> str:
    """Every module of every room around the engine, with the first line of its docstring."""
    lines = [
        HEAD + "# Room by room",
        "",
        "What each module says of itself, from the ground up. `architecture.md` says why the rooms stand as they do, "
        "and names those of the engine; `engagement.md` says how an act passes through them.",
    ]
    for room in ROOMS:
        lines += ["", f"## {room}", ""]
        lines += [f"- `{path.relative_to(HOUSE / room)}`: {said}" for path, said in _modules(HOUSE / room) if said]
    return "\n".join(lines) + "\n"


def _modules(room: Path) -> list[tuple[Path, str]]:
    """The first paragraph of each docstring; empty for what only declares (`apps.py`) or holds nothing."""
    paths = [path for path in sorted(room.rglob("*.py")) if "migrations" not in path.parts]
    said = [ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "" for path in paths]
    return [(path, " ".join(text.partition("\n\n")[0].split())) for path, text in zip(paths, said, strict=True)]


PAGES = {"checks.md": checks_page, "clauses.md": clauses_page, "command.md": command_page, "rooms.md": rooms_page}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="say which pages are not as the code makes them")
    stale = []
    check_only = parser.parse_args().check
    for name, make in PAGES.items():
        path, text = DOCS / name, make()
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if not check_only:
                path.write_text(text, encoding="utf-8")
    if check_only and stale:
        print(f"Not as the code makes them: {', '.join(stale)}. Run: make docs", file=sys.stderr)
    return 1 if check_only and stale else 0


if __name__ == "__main__":
    sys.exit(main())
