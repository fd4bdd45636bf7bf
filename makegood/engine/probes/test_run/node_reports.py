"""What the runners of JavaScript write: TAP, the JSON of jest and vitest, our reporter for mocha, coverage by V8."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any

from makegood.engine.probes.test_run.python_way import texts
from makegood.engine.probes.test_run.ways import Left, Told, Unreadable
from makegood.engine.sandbox import ReadLimits, ResultRefused, collect, read_result
from makegood.engine.syntax import line, matches, parse, text

RESULT_LIMIT = ReadLimits(file_bytes=32_000_000)
COVERAGE_LIMIT = ReadLimits(file_bytes=64_000_000, total_bytes=256_000_000, entries=400, depth=2)
TAP = re.compile(
    r"^( {0,40})(not ok|ok)\b(?: (\d{1,9}))?(?: -)? ?(.{0,300}?)(?: # (SKIP|TODO)\b.{0,200})?$", re.M | re.I
)
MESSAGE = re.compile(r"^\s{2,60}(?:error|message): (?:\|-\s+)?(.{1,300})$", re.M)
CASES_KEPT, FAILURES_KEPT, SCRIPTS_KEPT, RANGES_KEPT = 20_000, 100, 20_000, 100_000
"""What is taken of a report that the partner's own code may have written."""
NAMED = """
(function_declaration name: (_) @name) @function
(method_definition name: (_) @name) @function
(variable_declarator name: (identifier) @name value: [(arrow_function) (function_expression)]) @function
(assignment_expression left: (member_expression property: (_) @name)
  right: [(arrow_function) (function_expression)]) @function
(pair key: (property_identifier) @name value: [(arrow_function) (function_expression)]) @function
"""


def read_tap(content: str) -> Told:
    """The leaves of a TAP document; a group's own line says nothing more than its tests."""
    outcomes: dict[str, str] = {}
    failures: dict[str, str] = {}
    found = list(islice(TAP.finditer(content), CASES_KEPT))
    for number, each in enumerate(found):
        indent, result, _, title, directive = each.groups()
        later = content[each.end() : found[number + 1].start() if number + 1 < len(found) else None]
        if re.search(r"^\s*type: 'suite'", later[:600], re.M) or (outcomes and _closes(found, number, indent)):
            continue
        name = _free(title.strip() or f"test {number + 1}", outcomes)
        failed = result.lower() == "not ok" and (directive or "").upper() != "TODO"
        outcomes[name] = "skipped" if directive else "failed" if failed else "passed"
        if failed and len(failures) < FAILURES_KEPT:
            said = MESSAGE.search(later[:3_000])
            failures[name] = said.group(1) if said else later.strip()[:600]
    return Told(outcomes, failures)


def _closes(found: Sequence[re.Match[str]], number: int, indent: str) -> bool:
    """True for the line that ends a group: the line before it is indented more."""
    return number > 0 and len(found[number - 1].group(1)) > len(indent)


def _free(name: str, taken: Mapping[str, str]) -> str:
    return name if name not in taken else f"{name} ({len(taken)})"


def read_jest(out: Path, code: str) -> Told:
    """The JSON report of jest, which vitest writes too."""
    outcomes: dict[str, str] = {}
    failures: dict[str, str] = {}
    for suite in _document(out)["testResults"]:
        path = str(suite.get("name", "")).removeprefix(f"{code}/")
        for case in suite.get("assertionResults", []):
            name = f"{path}::{case.get('fullName') or case.get('title')}"
            outcomes[name] = {"passed": "passed", "failed": "failed"}.get(str(case.get("status")), "skipped")
            if outcomes[name] == "failed":
                failures[name] = "\n".join(map(str, case.get("failureMessages", [])))[:900]
        if suite.get("status") == "failed" and not suite.get("assertionResults"):
            outcomes[path] = "failed"
            failures[path] = str(suite.get("message"))[:900]
    return Told(texts(outcomes), texts(failures))


def read_told(out: Path) -> Told:
    document = _document(out)
    return Told(texts(document["outcomes"]), texts(document["failures"]))


def _document(out: Path) -> Any:
    try:
        document = json.loads(read_result(out, "report.json", RESULT_LIMIT))
    except (ResultRefused, ValueError, RecursionError) as bad:
        raise Unreadable("its report is missing or broken") from bad
    if not isinstance(document, dict):
        raise Unreadable("its report is broken")
    return document


def istanbul_lines(out: Path, code: str) -> dict[str, list[int]]:
    """Lines of statements that ran, from the coverage that jest itself can write."""
    try:
        document = json.loads(read_result(out, "coverage/coverage-final.json", RESULT_LIMIT))
        return {
            str(path).removeprefix(f"{code}/"): sorted(
                {int(file["statementMap"][key]["start"]["line"]) for key, count in file["s"].items() if count}
            )
            for path, file in document.items()
        }
    except (ResultRefused, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}


def v8_lines(left: Left, readings: Mapping[str, str]) -> dict[str, list[int]]:
    """Lines that ran, by what V8 counted in every process. Of a file that was compiled first, its named functions.

    None where the counts are none that V8 writes: whoever wrote them wrote the rest, too.
    """
    try:
        return _v8_lines(left, readings)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return {}


def _v8_lines(left: Left, readings: Mapping[str, str]) -> dict[str, list[int]]:
    files = left.files
    plain: dict[str, bytearray] = {}
    called: dict[str, set[str]] = {}
    for script in islice(_scripts(left.out), SCRIPTS_KEPT):
        url, functions = str(script.get("url", "")), script.get("functions")
        if not url.startswith(f"file://{left.code}/") or not isinstance(functions, list):
            continue
        path = url.removeprefix(f"file://{left.code}/")
        if path in readings and readings[path] == "javascript" and not _is_compiled(files[path][0]):
            source = files[path][0].decode("utf-8", "replace")
            _mark(plain.setdefault(path, bytearray(len(source))), functions)
        elif origin := _origin(path, readings):
            called.setdefault(origin, set()).update(_names(functions))
    lines = {path: _lines(files[path][0].decode("utf-8", "replace"), ran) for path, ran in plain.items()}
    for path, names in called.items():
        if path not in lines:
            lines[path] = _lines_of(files[path][0], readings[path], names)
    return lines


def _scripts(out: Path) -> Iterable[Mapping[str, object]]:
    try:
        written = collect(out / "v8", COVERAGE_LIMIT).files
    except (ResultRefused, OSError):
        return
    for content in written.values():
        try:
            document = json.loads(content)
            yield from (one for one in document["result"] if isinstance(one, dict))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue


def _is_compiled(content: bytes) -> bool:
    """JSX is never run as it stands."""
    return b"/>" in content or b"</" in content


def _origin(path: str, readings: Mapping[str, str]) -> str | None:
    """The delivered file behind a compiled one: `web/src/api.ts` for `web/dist/src/api.js`."""
    if path in readings:
        return path
    if not PurePosixPath(path).name:
        return None
    bare = PurePosixPath(path).with_suffix("").parts
    for start in range(1, len(bare)):
        ending = "/".join(bare[-start:])
        found = [one for one in readings if PurePosixPath(one).with_suffix("").as_posix().endswith(f"/{ending}")]
        if len(found) == 1:
            return found[0]
    return None


def _names(functions: list[object]) -> set[str]:
    names = set()
    for one in functions:
        if isinstance(one, dict) and any(each.get("count") for each in one.get("ranges", [])[:1]):
            names.add(str(one.get("functionName", "")).rpartition(".")[2])
    return names - {""}


def _mark(ran: bytearray, functions: list[object]) -> None:
    """Inner ranges correct outer ones; what one process ran stays run."""
    here = bytearray(len(ran))
    rows = (each for one in functions if isinstance(one, dict) for each in one.get("ranges", ()))
    for each in islice(rows, RANGES_KEPT):
        start, end = int(each["startOffset"]), min(int(each["endOffset"]), len(here))
        if 0 <= start < end:
            here[start:end] = (b"\1" if each["count"] else b"\0") * (end - start)
    both = int.from_bytes(ran, "big") | int.from_bytes(here, "big")
    ran[:] = both.to_bytes(len(ran), "big")


def _lines(source: str, ran: Sequence[int]) -> list[int]:
    found, place = [], 0
    for number, each in enumerate(source.split("\n"), 1):
        first = place + len(each) - len(each.lstrip())
        if each.strip() and first < len(ran) and ran[first]:
            found.append(number)
        place += len(each) + 1
    return found


def _lines_of(content: bytes, reading: str, names: set[str]) -> list[int]:
    found: set[int] = set()
    for _, captured in matches(parse(content, reading).root_node, reading, NAMED):
        node = captured["function"][0]
        if text(captured["name"][0], 100) in names:
            found |= set(range(line(node), node.end_point.row + 2))
    return sorted(found)


def read_tap_file(out: Path) -> Told:
    try:
        return read_tap(read_result(out, "report.tap", RESULT_LIMIT).decode("utf-8", "backslashreplace"))
    except ResultRefused as bad:
        raise Unreadable("its report is missing") from bad
