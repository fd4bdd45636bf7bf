"""All suites of one revision: which cases a runner would take, and what they prove with the help of others."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from makegood.engine.probes.tests.kinds import framework_of, kind_of
from makegood.engine.probes.tests.outline import EMPTY, NOTHING, REAL
from makegood.engine.probes.tests.words import HELPING
from makegood.engine.repository.tree import Entry

PYTHON_FILE = re.compile(r"(?:test\w*|\w+_tests?)\.py")
TEARDOWN = frozenset(("tearDown", "teardown_method", "teardown_function", "afterEach", "TearDown", "teardown"))
ROUNDS = 8
"""How many helpers may stand between a test and the assertion."""


@dataclass(slots=True)
class Case:
    """One test as found in a file."""

    path: str
    line: int
    name: str
    group: str
    text: str
    proof: int
    assertions: int
    skip: str | None
    conditional: bool
    uses: frozenset[str]

    @property
    def title(self) -> str:
        return f"{self.group} > {self.name}" if self.group else self.name


@dataclass(slots=True)
class Suite:
    """One test file with its cases. `lost` are functions that look like tests and are none for the runner.

    `skipped_at` is the line that switches off the whole file, 0 where there is none.
    """

    path: str
    language: str
    kind: str
    framework: str
    cases: list[Case]
    commented: list[tuple[int, str]]
    lost: list[Case] = field(default_factory=list)
    skipped_at: int = 0


@dataclass(slots=True)
class _File:
    own: dict[str, list[tuple[int, frozenset[str]]]] = field(default_factory=dict)
    imports: frozenset[str] = frozenset()
    proving: set[str] = field(default_factory=set)


def suites_of(rows: Iterable[tuple[Entry, object]]) -> list[Suite]:
    """The suites of all files together, so that a helper of one file proves for the tests of another."""
    suites: list[Suite] = []
    files: dict[str, _File] = {}
    for entry, result in rows:
        if isinstance(result, dict):
            suite, file = _read(entry, result)
            suites.append(suite)
            files[suite.path] = file
    shared = _prove(files)
    called = {
        _plain(use) for file in files.values() for bodies in file.own.values() for _, uses in bodies for use in uses
    }
    called |= {_plain(use) for suite in suites for case in suite.cases for use in case.uses}
    for suite in suites:
        suite.lost = [case for case in suite.lost if case.name not in called]
        for case in suite.cases:
            if case.proof != REAL and _is_proven(case, suite.language, files[suite.path], shared):
                case.proof = REAL
    return suites


def _read(entry: Entry, result: dict[str, object]) -> tuple[Suite, _File]:
    imports = frozenset(_strings(result.get("imports")))
    file = _File(imports=imports)
    cases: list[Case] = []
    lost: list[Case] = []
    for row in _rows(result.get("cases")):
        if _is_collected(entry, row):
            cases.append(_case(entry.path, row))
        else:
            file.own.setdefault(str(row["name"]), []).append((_proof(row), frozenset(_strings(row["uses"]))))
    for row in _rows(result.get("functions")):
        file.own.setdefault(str(row["name"]), []).append((_proof(row), frozenset(_strings(row["uses"]))))
        if row.get("lost") is True:
            lost.append(_case(entry.path, {**row, "skip": None, "assertions": 0}))
    kind = kind_of(entry.path, _strings(result.get("signs")))
    language = str(entry.language)
    commented = result.get("commented")
    lines = [(int(row[0]), str(row[1])) for row in commented] if isinstance(commented, list) else []
    framework = framework_of(language, entry.path, imports)
    at = int(str(result.get("skipped_at", 0)))
    return Suite(entry.path, language, kind, framework, cases, lines, lost, at), file


def _is_collected(entry: Entry, row: dict[str, object]) -> bool:
    """A function `test_x` of a helper module is no test: pytest takes it from files named for tests only."""
    return entry.language != "python" or bool(row["group"]) or bool(PYTHON_FILE.fullmatch(entry.path.split("/")[-1]))


def _case(path: str, row: dict[str, object]) -> Case:
    skip = row["skip"]
    return Case(
        path=path,
        line=int(str(row["line"])),
        name=str(row["name"]),
        group=str(row["group"]),
        text=str(row["text"]),
        proof=_proof(row),
        assertions=int(str(row["assertions"])),
        skip=str(skip) if skip is not None else None,
        conditional=row.get("conditional") is True,
        uses=frozenset(_strings(row["uses"])),
    )


def _proof(row: dict[str, object]) -> int:
    proof = row["proof"]
    return proof if proof in (NOTHING, EMPTY, REAL) and isinstance(proof, int) else NOTHING


def _strings(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _rows(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _prove(files: dict[str, _File]) -> set[str]:
    """Marks in each file which functions prove something; gives the names of all of them."""
    shared: set[str] = set()
    for _ in range(ROUNDS):
        grown = False
        for file in files.values():
            for name, bodies in file.own.items():
                if name not in file.proving and any(
                    proof == REAL or any(_leads(use, file, shared) for use in uses) for proof, uses in bodies
                ):
                    file.proving.add(name)
                    shared.add(name)
                    grown = True
        if not grown:
            break
    return shared


def _leads(use: str, file: _File, shared: set[str]) -> bool:
    """True where a call leads to a function that proves: of the same file first, else of any test file."""
    name = _plain(use)
    if name in file.own:
        return name in file.proving
    return name in shared


def _plain(use: str) -> str:
    return use.removeprefix("fixture ").removeprefix(".").removesuffix(" t")


def _is_proven(case: Case, language: str, file: _File, shared: set[str]) -> bool:
    if file.proving & TEARDOWN:
        return True
    return any(_leads(use, file, shared) or _is_doubtful(use, language, file) for use in case.uses)


def _is_doubtful(use: str, language: str, file: _File) -> bool:
    """A helper that no test file defines may assert: nobody is accused of what was not seen."""
    name = use.removeprefix(".").removesuffix(" t")
    if name in file.own or use.startswith("fixture "):
        return False
    if use.startswith("."):
        return language in ("python", "php", "javascript", "typescript", "tsx") and f"self.{name}" not in file.imports
    if use.endswith(" t"):
        return True
    return f"helper.{name}" in file.imports and bool(HELPING.match(name))
