"""One command that does it all passes; a list of steps by hand fails with the steps; silence is unknown."""

from __future__ import annotations

from makegood.engine.check import Outcome
from tests.engine.checks.sheet import judge_one

CHECK = "build.one_command"


def way(line: int, command: str, one: bool = False) -> dict[str, object]:
    return {"path": "README.md", "line": line, "command": command, "one": one}


def test_one_command_among_others_passes() -> None:
    rows = [way(number, "npm install") for number in range(1, 6)]
    assert judge_one(CHECK, {"build.ways": [*rows, way(9, "docker compose up", True)]}).outcome is Outcome.PASS


def test_many_steps_by_hand_fail_with_their_places() -> None:
    verdict = judge_one(CHECK, {"build.ways": [way(number, "npm install") for number in range(1, 5)]})
    assert verdict.outcome is Outcome.FAIL
    assert [place.line for place in verdict.evidence] == [1, 2, 3, 4]


def test_a_library_is_not_set_up_by_itself() -> None:
    sheet = {"build.ways": [way(number, "bundle add shop") for number in range(1, 5)], "dependencies.library": True}
    assert judge_one(CHECK, sheet).outcome is Outcome.NOT_APPLICABLE
    assert judge_one(CHECK, {**sheet, "dependencies.library": False}).outcome is Outcome.FAIL


def test_few_steps_pass_and_none_is_unknown() -> None:
    assert judge_one(CHECK, {"build.ways": [way(1, "npm ci"), way(2, "npm start")]}).outcome is Outcome.PASS
    assert judge_one(CHECK, {"build.ways": []}).outcome is Outcome.UNKNOWN
