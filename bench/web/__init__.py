"""Server time of every page on much data: 200 engagements, 2,000 inspections, 300,000 verdicts, 2 million places.

`python -m bench web [--postgres] [--times 40] [--only PART]... [--anew] [--folder FOLDER] [--statements]`.
Pages are asked for through Django's test client, with all middleware. The data are built once and kept below the
folder. Own time is what this process worked; on a busy machine it says more than the clock.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.telling import Rows, load_of_the_machine, show

if TYPE_CHECKING:
    from bench.web.asking import Times
    from bench.web.building import Page

ROOT = Path(__file__).parents[2]
GOAL, DECISION_GOAL, LARGEST = 100.0, 50.0, 150
DECISION = "acceptance:milestone"


def main(arguments: list[str]) -> None:
    given = _options().parse_args(arguments)
    folder = given.folder / ("postgres" if given.postgres else "sqlite")
    if given.anew or not fits(folder):
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)
    with _database(given.postgres, folder) as url, _set_up(folder, url):
        _show(_pages(folder), given)


def fits(folder: Path) -> bool:
    """Whether the data there are whole, and of the tables of today."""
    kept = folder / "tables"
    return kept.exists() and kept.read_text() == _tables()


def _tables() -> str:
    found = hashlib.sha256()
    for file in sorted((ROOT / "makegood").rglob("migrations/0*.py")):
        found.update(file.read_bytes())
    return found.hexdigest()


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench web", description=__doc__)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own")
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--only", action="append", default=[], help="part of a page's name")
    parser.add_argument("--anew", action="store_true", help="build the data again")
    parser.add_argument("--statements", action="store_true", help="show the slowest statements of each page")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "makegood-bench-web")
    return parser


@contextmanager
def _database(postgres: bool, folder: Path) -> Iterator[str]:
    if not postgres:
        yield ""
        return
    from tests.postgres import installed, running

    programs = installed()
    if programs is None:
        raise SystemExit("web: PostgreSQL is not installed here (scripts/setup-system installs it)")
    (folder / "server").mkdir(exist_ok=True)
    with running(programs, folder / "server") as server:
        yield server.url()


@contextmanager
def _set_up(folder: Path, url: str) -> Iterator[None]:
    """Django and the keyholder, as `makegood serve` has them."""
    os.environ["MAKEGOOD_HOME"] = str(folder / "home")
    os.environ.pop("DATABASE_URL", None)
    if url:
        os.environ["DATABASE_URL"] = url
    from makegood.engine.home import Home
    from makegood.rules.keyholder import asking
    from makegood.web import serving

    serving.prepare()
    keyholder = asking.start(Home.here().state)
    try:
        yield
    finally:
        keyholder.terminate()
        keyholder.wait(10)


def _pages(folder: Path) -> list[Page]:
    kept = folder / "pages.json"
    if not kept.exists():
        subprocess.run([sys.executable, "-m", "bench.web.built", folder], cwd=ROOT, check=True)
        (folder / "tables").write_text(_tables())
    from bench.web.building import Page, freshen, pages_of_rows

    pages_of_rows()  # their deeds register themselves
    freshen()
    return [Page(**page) for page in json.loads(kept.read_text())]


def _show(pages: list[Page], given: argparse.Namespace) -> None:
    from bench.web.asking import queries_of, slowest_of, times_of
    from makegood.web.server import stay

    stay()

    print(f"{'page':40}{'p50':>8}{'p95':>8}{'own p50':>9}{'own p95':>9}{'queries':>12}{'kB':>7}")
    took: dict[str, Times] = {}
    grows: list[str] = []
    for page in pages:
        if given.only and not any(part in page.name for part in given.only):
            continue
        few, many = page.few, queries_of(page.path, page.person)
        mine = took[page.name] = times_of(page.path, page.person, given.times)
        grows += [page.name] if few and many > few else []
        told = f"{mine.middle:8.1f}{mine.p95:8.1f}{mine.own_middle:9.1f}{mine.own_p95:9.1f}"
        print(f"{page.name:40}{told}{f'{few} to {many}':>12}{mine.size / 1000:7.1f}", flush=True)
        if given.statements:
            for seconds, text in slowest_of(page.path, page.person, 3):
                print(f"    {1000 * seconds:7.1f} ms  {text[:300]}")
    if took:
        show(f"Pages on {'PostgreSQL' if given.postgres else 'SQLite'}", _rows(took, grows))
        print(f"Load of the machine: {load_of_the_machine()}")


def _rows(took: Mapping[str, Times], grows: Sequence[str]) -> Rows:
    late = [name for name, one in took.items() if one.p95 > _goal(name)]
    busy = [name for name, one in took.items() if one.own_p95 > _goal(name)]
    slowest = max(took, key=lambda name: took[name].p95)
    largest = max(took, key=lambda name: took[name].size)
    rows = [
        ("pages over the goal, by the clock", "0", f"{len(late)} of {len(took)}: {', '.join(late[:5])}".rstrip(": ")),
        (
            "pages over the goal, by processor time",
            "0",
            f"{len(busy)} of {len(took)}: {', '.join(busy[:5])}".rstrip(": "),
        ),
        (f"slowest, p95 in ms: {slowest}", f"under {GOAL:.0f}", _both(took[slowest])),
        (f"largest, kB: {largest}", f"under {LARGEST}", f"{took[largest].size / 1000:.0f}"),
        ("take more statements for more data", "0", _listed(grows)),
    ]
    if DECISION in took:
        rows.insert(3, ("the payment decision, p95 in ms", f"under {DECISION_GOAL:.0f}", _both(took[DECISION])))
    return rows


def _listed(names: Sequence[str]) -> str:
    return f"{len(names)}: {', '.join(names[:3])}{' ...' if len(names) > 3 else ''}" if names else "0"


def _goal(name: str) -> float:
    return DECISION_GOAL if name == DECISION else GOAL


def _both(times: Times) -> str:
    return f"{times.p95:.0f} ({times.own_p95:.0f} of work)"
