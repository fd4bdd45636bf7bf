"""Locked versions pass, open ones and foreign sources fail, and silence proves nothing."""

from __future__ import annotations

from dataclasses import replace

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "build.dependencies_are_locked"
MANIFEST = {"path": "package.json", "ecosystem": "npm", "kind": "application", "packages": 3, "locks": ["x"]}
KINDS = ("unlocked", "foreign", "unhashed", "undeclared", "sources")
PLACE = Finding.at("version-open", "flask has no version", "requirements.txt", line=1)


def judged(
    manifests: int = 1, limits: dict[str, object] | None = None, severity: str = "medium", **places: int
) -> Outcome:
    values: dict[str, object] = {
        "dependencies.manifests": [MANIFEST] * manifests,
        **{f"dependencies.{name}": [replace(PLACE, severity=severity)] * places.get(name, 0) for name in KINDS},
    }
    return judge_one(CHECK, values, limits=limits).outcome


def test_exact_versions_pass() -> None:
    assert judged() is Outcome.PASS


def test_whatever_is_open_foreign_or_listed_nowhere_fails() -> None:
    for kind in KINDS:
        assert judged(**{kind: 1}) is Outcome.FAIL
        assert judged(severity="low", **{kind: 1}) is Outcome.PASS


def test_files_without_any_hash_fail_only_where_hashes_were_agreed() -> None:
    assert judged(severity="low", unhashed=1, limits={"hashes": "required"}) is Outcome.FAIL


def test_imports_without_a_manifest_fail() -> None:
    assert judged(manifests=0, undeclared=1) is Outcome.FAIL


def test_no_manifest_is_not_no_dependencies() -> None:
    assert judged(manifests=0) is Outcome.UNKNOWN
