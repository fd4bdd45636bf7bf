"""Tests that the runner's own settings leave out: ignored files, deselected names, suites turned off."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePosixPath

import re2

from makegood.engine.evidence import Finding
from makegood.engine.probes.tests.suites import Suite
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_vendored
from makegood.engine.repository.tree import Entry

PYTEST = frozenset(("pytest.ini", ".pytest.ini", "tox.ini", "setup.cfg", "pyproject.toml", "conftest.py"))
SCRIPT = re.compile(
    r"package\.json|(?:jest|vitest|vite|ava)(?:\.\w{1,20})?\.config\.(?:[cm]?[jt]s|json)|\.mocharc\.\w{2,5}"
)
XML = re.compile(r"pom\.xml|phpunit(?:\.\w{1,20})?\.xml(?:\.dist)?|[^/]{1,100}\.csproj")
GRADLE = frozenset(("build.gradle", "build.gradle.kts"))
READINGS: dict[str, Callable[[str], bool]] = {
    "pytest": PYTEST.__contains__,
    "script": lambda name: bool(SCRIPT.fullmatch(name)),
    "xml": lambda name: bool(XML.fullmatch(name)),
    "gradle": GRADLE.__contains__,
    "rspec": lambda name: name == ".rspec",
}
LINES_READ, LINE_READ, ROWS_KEPT = 4_000, 400, 100

QUOTED = re.compile(r"[\"']([^\"'\n]{2,160})[\"']")
PATTERNS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "pytest": (
        ("path", re.compile(r"--ignore(?:-glob)?[= ]+['\"]?([^\s'\",]{2,160})")),
        ("path", re.compile(r"--deselect[= ]+['\"]?([^\s'\",:]{2,160})")),
        ("name", re.compile(r"-k[= ]+[\\'\"]{0,3}not ([\w ]{2,160})")),
        ("all", re.compile(r"^\s*(?:items\[:\]\s?=\s?\[\]|items\.clear\(\)|del items\[:\])")),
    ),
    "script": (
        ("path", re.compile(r"--(?:testPathIgnorePatterns|exclude|ignore)[= ]+[\\'\"]{0,2}([^\s\\'\",]{2,160})")),
        ("name", re.compile(r"(?:--grep|-g)[= ]+[\\'\"]{0,2}([\w ]{2,80})[\\'\"]{0,2} (?:--invert|-i)\b")),
        ("all", re.compile(r"[\"']test[\"']\s?:\s?[\"'](?:true|exit 0|:|echo [^\"&|;]{0,120}(?:&& exit 0)?)[\"']")),
    ),
    "xml": (
        ("path", re.compile(r"<exclude>\s*([^<]{2,160}?)\s*</exclude>")),
        ("path", re.compile(r"<Compile Remove=\"([^\"]{2,160})\"")),
        ("all", re.compile(r"<(?:skipTests|maven\.test\.skip)>\s*true\s*<")),
    ),
    "gradle": (
        ("path", re.compile(r"^\s*exclude\s*\(?\s*['\"]([^'\"]{2,160})")),
        ("all", re.compile(r"\btest\b[\"')]{0,2}\s*\{?\s*\.?\s*(?:it\.)?enabled\s*=\s*false")),
    ),
    "rspec": (("path", re.compile(r"--exclude-pattern[= ]+['\"]?([^\s'\"]{2,160})")),),
}  # fmt: skip
LISTS = {
    "pytest": re.compile(r"^\s*collect_ignore(?:_glob)?\s*(?:\+?=|\.extend\(|\.append\()"),
    "script": re.compile(r"[\"']?(?:testPathIgnorePatterns|exclude|ignore)[\"']?\s*:\s*"),
}
"""Settings whose value is a list of patterns, on the same line or on those that follow."""
COVERAGE = re.compile(r"\b(?:nyc|c8|eslint|prettier|tsc|rimraf|cpx|nodemon|coverage)\b")
OTHERS = re.compile(r"coverage|nyc|c8|typecheck|optimizeDeps|build|files|eslint|prettier|watch|\"ignore\"|benchmark")
"""Whose lists of the same name leave nothing out of a run."""

MENTIONS = re.compile(rb"(?i)test|exclude|ignore|--tag")
Row = tuple[int, str, str, str]


def wants(entry: Entry) -> str | None:
    name = entry.path.rpartition("/")[2]
    if entry.size > 200_000 or is_vendored(entry.path):
        return None
    return next((reading for reading, takes in READINGS.items() if takes(name)), None)


def extract(content: bytes, reading: str) -> object:
    """[line, kind, pattern, text] of each setting that leaves tests out; kinds are `path`, `name` and `all`."""
    if not MENTIONS.search(content):
        return None
    lines = [line[:LINE_READ] for line in content.decode("utf-8", "backslashreplace").split("\n")[:LINES_READ]]
    rows: list[Row] = []
    profile = False
    for number, said in enumerate(lines, 1):
        profile = (profile or "<profile>" in said) and "</profile>" not in said
        if profile or said.lstrip().startswith(("#", "//", "<!--", "*")):
            continue
        for kind, pattern in PATTERNS[reading]:
            if kind == "path" and COVERAGE.search(said):
                continue
            found = [each.group(1) if each.groups() else "" for each in pattern.finditer(said)]
            rows += [(number, kind, each, said.strip()) for each in found]
    rows += _listed(lines, LISTS[reading]) if reading in LISTS else []
    rows += _disabled(lines) if reading == "gradle" else []
    return [list(row) for row in rows[:ROWS_KEPT]] or None


def _listed(lines: list[str], opening: re.Pattern[str]) -> Iterator[Row]:
    """The patterns of `testPathIgnorePatterns: [...]`, on one line or on several."""
    inside = False
    for number, said in enumerate(lines, 1):
        found = opening.search(said)
        if found and OTHERS.search(f"{_around(lines, number)}{said[: found.start()]}"):
            continue
        if inside or found:
            rest = said[found.end() :] if found else said
            for each in QUOTED.findall(rest.partition("]")[0]):
                yield number, "path", each, said.strip()
            inside = (inside or "[" in rest) and "]" not in rest


def _disabled(lines: list[str]) -> Iterator[Row]:
    """`enabled = false` in the block of the task `test`."""
    for number, said in enumerate(lines, 1):
        if re.match(r"\s*enabled\s*=\s*false", said) and re.search(r"\b[tT]est\b", _around(lines, number)):
            yield number, "all", "", said.strip()


def _around(lines: list[str], number: int) -> str:
    """The line above that is indented less: whose setting this is."""
    depth = _depth(lines[number - 1])
    return next((line for line in reversed(lines[max(0, number - 60) : number - 1]) if _depth(line) < depth), "")


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else LINE_READ


LEFT_OUT = Extractor(name="tests.left_out", wants=wants, extract=extract, folder=Path(__file__).parent)

FAMILIES = {
    "pytest": frozenset(("python",)),
    "script": frozenset(("javascript", "typescript", "tsx")),
    "pom.xml": frozenset(("java",)),
    "phpunit": frozenset(("php",)),
    "csproj": frozenset(("csharp",)),
    "gradle": frozenset(("java",)),
    "rspec": frozenset(("ruby",)),
}


def left_out(rows: Iterable[tuple[Entry, object]], suites: list[Suite]) -> Iterator[Finding]:
    """One finding for each setting that keeps tests of the repository from being run; `detail` says how many."""
    listed = [(entry, row) for entry, found in rows if isinstance(found, list) for row in found]
    for entry, (number, kind, pattern, said) in listed:
        reading = wants(entry) or ""
        folder = str(PurePosixPath(entry.path).parent).removeprefix(".")
        family = next((each for each in FAMILIES if each in entry.path), reading)
        near = [suite for suite in suites if suite.language in FAMILIES[family] and _is_below(suite.path, folder)]
        # Tests of the whole are run by a command of their own, and so are Maven's `*IT.java`.
        near = [suite for suite in near if suite.kind != "end_to_end" and not suite.path.endswith("IT.java")]
        if kind == "all":
            count = sum(len(suite.cases) for suite in near)
        elif kind == "name":
            words = [word for word in pattern.split() if word not in ("or", "and", "not")]
            count = sum(any(word in case.title for word in words) for suite in near for case in suite.cases)
        else:
            count = sum(len(suite.cases) for suite in near if _matches(pattern, suite.path, folder))
        if count:
            summary = f"This setting keeps {count} tests from being run."
            detail = {"count": count, "whole_file": kind == "all"}
            yield Finding.at("tests-left-out", summary, entry.path, line=number, text=said, detail=detail)


def _is_below(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")


def _matches(pattern: str, path: str, folder: str) -> bool:
    """A pattern of any of the runners, read as a glob, as the beginning of a path or as a part of it."""
    if pattern.startswith("!"):
        return False
    inner = path[len(folder) + 1 :] if folder else path
    plain = re.sub(r"<rootDir>/?|^\./|^\^|\$$|\\\\?(?=[./])", "", pattern).strip("/")
    if not plain or plain in ("*", "**", "**/*"):
        return False
    if "*" in plain or "?" in plain:
        glob = re.escape(plain).replace(r"\*\*/", "(?:.*/)?").replace(r"\*\*", ".*")
        glob = glob.replace(r"\.\*", ".*").replace(r"\*", "[^/]*").replace(r"\?", "[^/]")
        return bool(re2.fullmatch(f"(?:.*/)?{glob}(?:/.*)?", inner))
    return inner == plain or inner.startswith(f"{plain}/") or f"/{plain}/" in f"/{inner}/"
