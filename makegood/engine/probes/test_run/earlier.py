"""The tests as they were accepted, run against the new code (H10)."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace

from makegood.engine.evidence import Finding
from makegood.engine.probes.test_run.inspected import SURROUNDINGS, Inspected, product_of
from makegood.engine.probes.test_run.runner import Ran
from makegood.engine.repository.paths import is_test
from makegood.engine.repository.written import Contents
from makegood.engine.sandbox import DISGUISES

FAILURES_KEPT, PLACES_KEPT, LINES_COMPARED = 50, 5, 20_000


def broken_by_change(seen: Inspected, accepted: Contents, until: float) -> Iterator[Finding]:
    """The accepted tests that fail now, each followed by the changed code that its failure or its run leads to."""
    suite = seen.suite
    earlier = {path: file for path, file in accepted.files.items() if is_test(path)}
    now = suite.contents.files
    if time.monotonic() > until or all(now.get(path) == file for path, file in earlier.items()):
        return
    kept = {path: file for path, file in now.items() if not is_test(path)}
    old = replace(suite, contents=Contents({**kept, **earlier}, ()))
    run = old.run(DISGUISES[0], trace=True, seconds=max(20.0, 3 * seen.first.seconds))
    changed = _changed(accepted.files, product_of(suite))
    for name, told in list(run.failures.items())[:FAILURES_KEPT]:
        if SURROUNDINGS.search(told) and not any(path in told for path in changed):
            continue
        path = name.partition("::")[0] if name.partition("::")[0] in earlier else ""
        last = next((one for one in reversed(told.splitlines()) if one.strip()), "")[:200]
        said = f"“{name}”, as it was accepted, fails with the new code: {last}"
        detail = {"name": _last_name(name), "path": path}
        line = _line_of(earlier, path, _last_name(name))
        yield Finding.at("accepted-test-fails", said, path, line=line, text=name, detail=detail)
        yield from _guarded(changed, run, told, detail)


def _last_name(name: str) -> str:
    """`test_a` of `tests/test_a.py::Prices::test_a[1]` and of `tests.test_a.Prices.test_a`."""
    plain = name.partition("[")[0].rpartition("::")[2]
    return plain.rpartition(".")[2] if re.fullmatch(r"[\w.]{1,300}", plain) else plain


def _line_of(earlier: Mapping[str, tuple[bytes, bool]], path: str, name: str) -> int | None:
    if path not in earlier:
        return None
    before, found, _ = earlier[path][0].partition(name.encode())
    return before.count(b"\n") + 1 if found else None


def _changed(accepted: Mapping[str, tuple[bytes, bool]], product: Mapping[str, bytes]) -> dict[str, int]:
    """Files of the product that differ from the accepted ones, with the first line that does."""
    lines: dict[str, int] = {}
    for path, content in product.items():
        old = accepted.get(path, (b"", False))[0]
        if old != content:
            lines[path] = _first_difference(old, content)
    return lines


def _first_difference(old: bytes, new: bytes) -> int:
    pairs = zip(old.split(b"\n")[:LINES_COMPARED], new.split(b"\n"), strict=False)
    return next((number for number, (left, right) in enumerate(pairs, 1) if left != right), 1)


def _guarded(changed: Mapping[str, int], run: Ran, told: str, detail: Mapping[str, str]) -> Iterator[Finding]:
    """Changed files that the failure names; where it names none, those that the tests ran."""
    named = [path for path in changed if path in told] or [path for path in changed if run.lines.get(path)]
    for path in named[:PLACES_KEPT]:
        said = f"This changed since it was accepted, and the test “{detail['name']}” that guarded it fails."
        yield Finding.at("guarded-code-changed", said, path, line=changed[path], detail=dict(detail))
