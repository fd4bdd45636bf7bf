"""What became of the measuring stick since the last accepted revision (H10)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from makegood.engine.evidence import Finding
from makegood.engine.probes.tests.outline import REAL
from makegood.engine.probes.tests.suites import Case, Suite
from makegood.engine.repository.content import read_blobs
from makegood.engine.repository.git import Git
from makegood.engine.repository.tree import Tree

KEPT, LINES_OF_A_TEST = 2_000, 500
WHOLE = 3
"""Tests of a file that is gone, from which on it is told as a file that is gone."""


def weakened(before: Iterable[Suite], after: Iterable[Suite]) -> list[Finding]:
    """Tests deleted, newly skipped, or with fewer assertions.

    One that moved to another file is none of it, nor one of its file that has another name and as many assertions.
    """
    old, new = _by_place(before), _by_place(after)
    left, had = {path for path, _ in new}, Counter(path for path, _ in old)
    fresh = [case for place, case in new.items() if place not in old]
    moved = Counter(case.title for case in fresh)
    renamed = Counter((case.path, case.assertions) for case in fresh if case.proof == REAL and case.skip is None)
    found: list[Finding] = []
    for place, case in old.items():
        now = new.get(place)
        if now is not None:
            found += _less(case, now)
        elif moved[case.title] > 0:
            moved[case.title] -= 1
        elif renamed[case.path, case.assertions] > 0:
            renamed[case.path, case.assertions] -= 1
        elif case.skip is None:
            whole = case.path not in left and had[case.path] >= WHOLE
            found.append(_finding("test-deleted", f"The test “{case.title}” was deleted.", case, whole_file=whole))
    return found[:KEPT]


def _by_place(suites: Iterable[Suite]) -> dict[tuple[str, str], Case]:
    return {(suite.path, case.title): case for suite in suites for case in suite.cases}


def _less(case: Case, now: Case) -> Iterator[Finding]:
    if case.skip is None and now.skip is not None:
        yield _finding("test-newly-skipped", f"The test “{now.title}” is skipped now: {now.skip}.", now)
    elif case.proof == REAL and now.proof != REAL:
        said = f"The test “{now.title}” checks nothing any more."
        yield _finding("assertions-removed", said, now, was=case.line)
    elif now.assertions < case.assertions:
        gone = case.assertions - now.assertions
        said = f"The test “{now.title}” lost {gone} of its {case.assertions} assertions."
        yield _finding("assertions-removed", said, now, severity="low", gone=gone, was=case.line)


def _finding(
    rule: str, summary: str, case: Case, severity: str = "medium", gone: int = 0, whole_file: bool = False, was: int = 0
) -> Finding:
    detail = {"group": case.group, "name": case.name, "gone": gone, "whole_file": whole_file, "was": was}
    return Finding.at(
        rule, summary, case.path, line=case.line, text=case.text or case.name, severity=severity, detail=detail
    )


def at_the_change(git: Git, before: Tree, after: Tree, findings: list[Finding]) -> list[Finding]:
    """Each finding of a thinned test moved from the head of the test to the first line that differs in it."""
    thinned = [finding for finding in findings if finding.detail.get("was")][:FILES_READ]
    pairs = {one.path: (before.by_path.get(one.path), after.by_path.get(one.path)) for one in thinned}
    blobs = {entry.blob for pair in pairs.values() for entry in pair if entry is not None}
    contents = {blob: content.split(b"\n") for blob, content in read_blobs(git, sorted(blobs)) if content is not None}
    moved: list[Finding] = []
    for finding in findings:
        old, new = pairs.get(finding.path, (None, None)) if finding.detail.get("was") else (None, None)
        if old is not None and new is not None and old.blob in contents and new.blob in contents:
            line = _differs(contents[old.blob], contents[new.blob], int(str(finding.detail["was"])), finding.line or 1)
            moved.append(replace(finding, line=line))
        else:
            moved.append(finding)
    return moved


def _differs(old: list[bytes], new: list[bytes], was: int, now: int) -> int:
    for step, (left, right) in enumerate(zip(old[was - 1 :][:LINES_OF_A_TEST], new[now - 1 :], strict=False)):
        if left != right:
            return now + step
    return now


MEASURE = re.compile(
    r"(?:.*/)?(?:\.coveragerc|pytest\.ini|tox\.ini|noxfile\.py|\.nycrc(?:\.json)?|\.c8rc(?:\.json)?|codecov\.ya?ml"
    r"|\.codecov\.ya?ml|phpunit\.xml(?:\.dist)?|\.rspec|\.simplecov|\.eslintignore|\.semgrepignore|\.gitleaksignore"
    r"|\.trivyignore|\.bandit|\.snyk|\.hadolint\.ya?ml|sonar-project\.properties|(?:jest|vitest|playwright|cypress)"
    r"\.config\.[cm]?[jt]s|\.mocharc\.\w{2,5}|karma\.conf\.js|\.gitlab-ci\.yml|Jenkinsfile|azure-pipelines\.yml"
    r"|bitbucket-pipelines\.yml|conftest\.py|(?:jest|vitest)\.setup\.[cm]?[jt]s|\.npmrc|\.yarnrc\.yml|pip\.conf|CODEOWNERS"
    r"|\.pre-commit-config\.yaml|renovate\.json5?|\.github/dependabot\.yml|\.golangci\.ya?ml|\.rubocop\.yml|ruff\.toml"
    r"|mypy\.ini|phpstan\.neon(?:\.dist)?|\.eslintrc(?:\.\w{2,5})?|eslint\.config\.[cm]?[jt]s)"
    r"|\.github/workflows/[^/]+\.ya?ml|\.circleci/config\.yml"
)
SHARED = re.compile(
    r"(?:.*/)?(?:pyproject\.toml|setup\.cfg|package\.json|build\.gradle(?:\.kts)?|pom\.xml|Makefile|composer\.json"
    r"|(?:spec|test|rails)_helper\.rb)"
)
"""Files that hold measures beside much else: only a lowered threshold is told of them."""
THRESHOLD = re.compile(
    r"[\"']?(?:--)?\b(fail[_-]under|cov-fail-under|branches|functions|lines|statements|minimum_coverage|check-coverage"
    r"|coverageThreshold|threshold|minimum|target)[\"']?\s{0,4}[=: >]\s{0,4}[\"']?(\d{1,3}(?:\.\d{1,3})?)"
)
FILES_READ, CHANGES_KEPT = 400, 300


def measures_changed(git: Git, before: Tree, after: Tree) -> list[Finding]:
    """Test settings, thresholds, ignore files and CI that differ between the two revisions."""
    pairs = []
    for path in sorted({*before.by_path, *after.by_path}):
        if len(path) < 300 and (MEASURE.fullmatch(path) or SHARED.fullmatch(path)):
            old, new = before.get(path), after.get(path)
            if (old.blob if old and old.is_file else "") != (new.blob if new and new.is_file else ""):
                pairs.append((path, old.blob if old and old.is_file else "", new.blob if new and new.is_file else ""))
    wanted = sorted({blob for _, old, new in pairs[:FILES_READ] for blob in (old, new) if blob})
    contents = {blob: content for blob, content in read_blobs(git, wanted) if content is not None}
    found: list[Finding] = []
    for path, old_blob, new_blob in pairs[:FILES_READ]:
        found += _change(path, _text(contents, old_blob), _text(contents, new_blob))
    return found[:CHANGES_KEPT]


def _text(contents: dict[str, bytes], blob: str) -> str | None:
    return contents.get(blob, b"").decode("utf-8", "backslashreplace")[:500_000] if blob else None


def _change(path: str, old: str | None, new: str | None) -> Iterator[Finding]:
    lowered = list(_lowered(path, old or "", new or "")) if old is not None else []
    yield from lowered
    if not lowered and MEASURE.fullmatch(path):
        what = "was added" if old is None else "was removed" if new is None else "was changed"
        yield Finding.at("measure-changed", f"{path} {what}.", path, severity="info")


def _lowered(path: str, old: str, new: str) -> Iterator[Finding]:
    earlier, now = _thresholds(old), _thresholds(new)
    for name, value in earlier.items():
        if name not in now and value > 0:
            yield Finding.at("threshold-removed", f"The threshold {name} = {value:g} is gone from {path}.", path)
        elif now.get(name, value) < value:
            said = f"The threshold {name} was lowered from {value:g} to {now[name]:g}."
            yield Finding.at("threshold-lowered", said, path)


def _thresholds(content: str) -> dict[str, float]:
    return {name: float(value) for name, value in THRESHOLD.findall(content)[:50]}
