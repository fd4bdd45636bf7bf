"""Whole and built passes; anything missing fails with its place; what was not built is unknown."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one

CHECK = "build.from_clean_machine"
NAMES = ("build.broken", "build.unreadable", "build.missing_modules", "build_run.failed")
PLACE = Finding.at("no-file", "“node main.js” needs “main.js”", "package.json", line=5)


def test_what_was_built_by_its_own_steps_passes() -> None:
    assert judge_one(CHECK, {name: [] for name in NAMES}).outcome is Outcome.PASS


def test_each_kind_of_missing_thing_fails_alone() -> None:
    for one in NAMES:
        verdict = judge_one(CHECK, {name: [PLACE] if name == one else [] for name in NAMES})
        assert verdict.outcome is Outcome.FAIL
        assert [(place.path, place.line) for place in verdict.evidence] == [("package.json", 5)]


def test_without_a_build_nothing_is_proved_and_what_is_missing_still_fails() -> None:
    gaps = {"build_run.failed": "It was not built."}
    assert judge_one(CHECK, {name: [] for name in NAMES}, gaps=gaps).outcome is Outcome.UNKNOWN
    broken = {**{name: [] for name in NAMES}, "build.broken": [PLACE]}
    assert judge_one(CHECK, broken, gaps=gaps).outcome is Outcome.FAIL
