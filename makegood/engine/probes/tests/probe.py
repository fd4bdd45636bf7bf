"""The tests as delivered: which there are, which never run, which prove nothing, and what became weaker."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.tests import facts
from makegood.engine.probes.tests.changes import at_the_change, measures_changed, weakened
from makegood.engine.probes.tests.extract import READERS, SUITES
from makegood.engine.probes.tests.left_out import LEFT_OUT, left_out
from makegood.engine.probes.tests.outline import EMPTY, REAL
from makegood.engine.probes.tests.removed import removed
from makegood.engine.probes.tests.suites import Case, Suite, suites_of
from makegood.engine.repository.paths import is_product, other_language_of
from makegood.engine.repository.tree import Tree

FINDINGS_KEPT = 20_000
MEASURING = re.compile(r"(?i)(?:perf|bench|load[_-]?tests?|stress|smoke)")
"""Where tests run code to time it and look at nothing: serilog's performance tests."""
WHOLE = 5
"""Tests of one file from which on it matters that they are never run, or that all of them check nothing.

requests has three that check nothing; of flysystem's Azure adapter half are skipped, as Azure cannot do what they try.
"""
FALSE = 3
"""Tests of one file that check only what cannot be wrong: from three on, if they are half of it, they were made so."""


def look(scene: Scene) -> Iterator[Fact | Gap]:
    extracts = scene.extracts[SUITES.name]
    suites = suites_of(extracts.over(scene.tree.files))
    cases = [case for suite in suites for case in suite.cases]
    yield scene.saw(facts.CASES, len(cases))
    yield scene.saw(facts.SUITES, _table(suites))
    yield scene.saw(facts.KINDS, sorted({suite.kind for suite in suites if any(_runs(case) for case in suite.cases)}))
    turned_off = list(left_out(scene.extracts[LEFT_OUT.name].over(scene.tree.files), suites))
    yield scene.saw(facts.SKIPPED, [*turned_off, *skipped_tests(suites)][:FINDINGS_KEPT])
    yield scene.saw(facts.CONDITIONAL, sum(case.conditional and case.skip is None for case in cases))
    yield scene.saw(facts.HOLLOW, hollow_tests(cases)[:FINDINGS_KEPT])
    yield scene.saw(facts.REMOVED, [] if cases else list(removed(scene)))
    yield from _source(scene)
    unread = list(extracts.missing(scene.tree.files))
    if unread:
        reason = f"{len(unread)} test files could not be read, {unread[0][0].path} first: {unread[0][1]}."
        yield from scene.missed(
            facts.READ, Cause.ERROR, reason, "Deliver test files of an ordinary size.", Side.PARTNER
        )
    yield from _compared(scene, suites)


def _runs(case: Case) -> bool:
    return case.skip is None


def _table(suites: list[Suite]) -> list[dict[str, object]]:
    files: Counter[tuple[str, str, str]] = Counter()
    cases: Counter[tuple[str, str, str]] = Counter()
    for suite in suites:
        if suite.cases:
            key = (suite.language, suite.framework, suite.kind)
            files[key] += 1
            cases[key] += len(suite.cases)
    names = ("language", "framework", "kind")
    return [{**dict(zip(names, key, strict=True)), "files": files[key], "cases": cases[key]} for key in sorted(files)]


def skipped_tests(suites: list[Suite]) -> list[Finding]:
    found = []
    for suite in suites:
        never = sum(not _runs(case) for case in suite.cases)
        whole = never >= WHOLE and 2 * never > len(suite.cases) and not MEASURING.search(suite.path)
        if suite.skipped_at and never:
            said = f"This line switches off all {never} tests of the file."
            detail = {"whole_file": whole, "count": 0}
            found.append(Finding.at("file-switched-off", said, suite.path, line=suite.skipped_at, detail=detail))
        for case in suite.cases:
            if case.skip is not None:
                said = f"“{case.title}” is never run: {case.skip}."
                found.append(_finding("test-skipped", said, case, whole))
        for case in suite.lost:
            said = f"“{case.title}” looks like a test, but no runner takes it under this name."
            found.append(_finding("test-not-found", said, case, False))
        for number, text in suite.commented:
            said = "A test is commented out."
            detail = {"whole_file": not suite.cases and len(suite.commented) >= WHOLE}
            found.append(
                Finding.at(
                    "test-commented-out", said, suite.path, line=number, text=text, severity="low", detail=detail
                )
            )
    return found


def hollow_tests(cases: list[Case]) -> list[Finding]:
    hollow = [case for case in cases if case.proof != REAL and case.skip is None]
    of_file = Counter(case.path for case in cases)
    hollow_of_file = Counter(case.path for case in hollow)
    always = Counter(case.path for case in hollow if case.proof == EMPTY)
    found = []
    for case in hollow:
        whole = of_file[case.path] >= WHOLE and hollow_of_file[case.path] == of_file[case.path]
        whole = whole or (always[case.path] >= FALSE and 2 * always[case.path] >= of_file[case.path])
        whole = whole and not MEASURING.search(case.path)
        if case.proof == EMPTY:
            found.append(
                _finding("test-always-true", f"“{case.title}” checks nothing that could be wrong.", case, whole)
            )
        else:
            found.append(_finding("test-checks-nothing", f"“{case.title}” runs code and checks nothing.", case, whole))
    return found


def _finding(rule: str, summary: str, case: Case, whole_file: bool) -> Finding:
    text = case.text or case.name
    return Finding.at(rule, summary, case.path, line=case.line, text=text, detail={"whole_file": whole_file})


def _source(scene: Scene) -> Iterator[Fact | Gap]:
    product = [entry for entry in scene.tree.files if entry.language in READERS and is_product(entry.path)]
    size = sum(entry.size for entry in product)
    yield scene.saw(facts.SOURCE, size)
    other: Counter[str] = Counter()
    for entry in scene.tree.files:
        name = other_language_of(entry.path)
        if name is not None and name != "SQL" and is_product(entry.path):
            other[name] += entry.size
    if other and other.total() > size:
        name = other.most_common(1)[0][0]
        reason = f"Most of the code is in {name}, whose tests Makegood cannot read yet."
        yield from scene.missed((*facts.READ, facts.SOURCE), Cause.UNSUPPORTED, reason, "Have a reviewer look at them.")


def _compared(scene: Scene, suites: list[Suite]) -> Iterator[Fact | Gap]:
    before: Tree | None = scene.before
    if before is None:
        reason = "No accepted revision was named to compare the tests with."
        yield from scene.missed(
            facts.COMPARED, Cause.NO_EVIDENCE, reason, "Name the last accepted revision with --since.", Side.OWNER
        )
        return
    earlier = suites_of(scene.extracts[SUITES.name].over(before.files))
    yield scene.saw(facts.CASES_BEFORE, sum(len(suite.cases) for suite in earlier))
    weaker = at_the_change(scene.repository.git, before, scene.tree, weakened(earlier, suites))
    yield scene.saw(facts.WEAKENED, weaker)
    yield scene.saw(facts.MEASURES, measures_changed(scene.repository.git, before, scene.tree))


PROBE = Probe(name="tests", gives=facts.ALL, look=look, extractors=(SUITES, LEFT_OUT))
