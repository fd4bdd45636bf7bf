"""The desk: made-up purchases with contract, bills, export and code, from the files to the decision and its letters.

`python -m bench desk [-v]`. What the right decision is, the story says: it was written with what was put into it, and
knows nothing of the rules.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from bench.desk.cases import Case, cases
from bench.desk.code import inspected, repositories
from bench.telling import show
from makegood.rules.desk.deciding import decide
from makegood.rules.desk.dossier import Door, Dossier, reviewed
from makegood.rules.desk.letters.letter import letter_text
from makegood.rules.desk.letters.writing import letters_of
from makegood.rules.desk.seen import Seen
from makegood.rules.documents.document import Document
from makegood.rules.documents.limits import Unreadable
from makegood.rules.documents.reading import read_paper
from makegood.rules.reading.confirming import confirm
from makegood.rules.reading.together import read_together

SECONDS = 60.0
COMMANDS = 3


@dataclass
class Counted:
    """Right, wrong and, of the wrong, those that would have paid; seconds of processor time for each case."""

    right: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)
    paid: int = 0
    seconds: list[float] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)


def main(arguments: list[str]) -> None:
    """Prints how many decisions are right, how long they take, and with `-v` each that is wrong."""
    with tempfile.TemporaryDirectory(prefix="makegood-") as folder:
        os.environ["MAKEGOOD_HOME"] = str(Path(folder) / "home")
        repos = repositories(Path(folder))
        seen = {name: inspected(path) for name, path in repos.items()}
        rows: list[tuple[str, str, str]] = []
        for seed in (1, 2):
            counted = measured(cases(seed), seen)
            asked, right = counted.asked.total(), counted.right.total()
            rows.append((f"seed {seed}: right decisions", f"{asked} of {asked}", f"{right} of {asked}"))
            rows.append((f"seed {seed}: OK to pay where it must not", "0", str(counted.paid)))
            rows.append(
                (
                    f"seed {seed}: read, decided and written, slowest",
                    f"{SECONDS:.0f} s",
                    f"{max(counted.seconds):.2f} s",
                )
            )
            for sentence in counted.wrong if "-v" in arguments else ():
                print(f"  {sentence}")
        rows.append(
            ("makegood desk with a repository, slowest", f"{SECONDS:.0f} s", f"{_commands(Path(folder), repos):.1f} s")
        )
        show("desk to decision", rows)


def run(_: str | None = None) -> None:
    """The same, told with the other measurements."""
    main([])


def measured(told: list[Case], seen: dict[str, tuple[Seen, ...]]) -> Counted:
    """Reads, decides and writes the letters of each case."""
    counted = Counted()
    for case in told:
        began = time.process_time()
        dossier = _dossier(case, seen)
        judgement = decide(dossier)
        letters = [letter_text(letter) for letter in letters_of(dossier, judgement)]
        counted.seconds.append(time.process_time() - began)
        counted.asked[case.name] += 1
        fits = judgement.state.value == case.state and judgement.is_stopped == case.stopped
        counted.right[case.name] += fits and (bool(letters) or case.state != "open")
        counted.paid += judgement.state.value == "open" and case.state != "open"
        if not fits:
            reasons = [f"{one.name}: {one.sentence}" for one in judgement.reasons if one.effect.value != "warn"]
            counted.wrong.append(f"{case.name} must be {case.state}, is {judgement.state.value}: {reasons[:4]}")
    return counted


def _dossier(case: Case, seen: dict[str, tuple[Seen, ...]]) -> Dossier:
    documents: list[tuple[str, Document]] = []
    unread: dict[str, str] = {}
    for name, content in case.files.items():
        try:
            documents.append((name, read_paper(content, name)))
        except Unreadable as refused:
            unread[name] = str(refused)
    facts = {name: confirm(name, said) for name, said in case.known.items()}
    reading = read_together(documents, facts)
    review, file, files = reviewed(reading)
    return Dossier(
        today=case.story.bill.issued + timedelta(days=3),
        door=Door.BILL,
        reading=reading,
        review=review,
        review_file=file,
        review_files=files,
        confirmed=facts,
        absent=frozenset(case.absent),
        seen=seen.get(case.code, ()),
        unread=unread,
    )


def _commands(folder: Path, repos: dict[str, Path]) -> float:
    """Seconds of the slowest run of the real command, with everything opened in its child and the code looked at."""
    slowest = 0.0
    for number, case in enumerate(random.Random(3).sample(cases(1), COMMANDS)):
        desk = folder / f"desk-{number}"
        desk.mkdir()
        for name, content in case.files.items():
            (desk / name).write_bytes(content)
        command = [sys.executable, "-m", "makegood.cli", "desk", *map(str, sorted(desk.iterdir())), "--letters",
                   str(desk / "letters"), "--json"]  # fmt: skip
        for name, said in case.known.items():
            command += ["--confirm", f"{name}={said}"]
        began = time.monotonic()
        ended = subprocess.run([*command, "--repository", str(repos["healthy"])], capture_output=True, check=False)
        slowest = max(slowest, time.monotonic() - began)
        if ended.returncode not in (0, 1):
            sys.exit(f"makegood desk ended with {ended.returncode}: {ended.stderr.decode()[-500:]}")
    return slowest


__all__ = ["Counted", "main", "measured", "run"]
