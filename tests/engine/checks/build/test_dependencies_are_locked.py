"""Locked versions pass, open ones and foreign sources fail, and silence proves nothing."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "build.dependencies_are_locked"
MANIFEST = {"path": "package.json", "ecosystem": "npm", "kind": "application", "packages": 3, "locks": ["x"]}
PLACE = Finding.at("version-open", "flask has no version", "requirements.txt", line=1)


def judged(
    manifests: int = 1, unlocked: int = 0, foreign: int = 0, unhashed: int = 0, limits: dict[str, object] | None = None
) -> Outcome:
    values: dict[str, object] = {
        "dependencies.manifests": [MANIFEST] * manifests,
        "dependencies.unlocked": [PLACE] * unlocked,
        "dependencies.foreign": [PLACE] * foreign,
        "dependencies.unhashed": [PLACE] * unhashed,
    }
    return judge_one(CHECK, values, limits=limits).outcome


def test_exact_versions_pass() -> None:
    assert judged() is Outcome.PASS


def test_an_open_version_or_a_foreign_source_fails() -> None:
    assert judged(unlocked=1) is Outcome.FAIL
    assert judged(foreign=1) is Outcome.FAIL


def test_missing_hashes_fail_only_where_they_were_agreed() -> None:
    assert judged(unhashed=1) is Outcome.PASS
    assert judged(unhashed=1, limits={"hashes": "required"}) is Outcome.FAIL


def test_no_manifest_is_not_no_dependencies() -> None:
    assert judged(manifests=0) is Outcome.UNKNOWN
