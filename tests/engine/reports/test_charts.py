"""Pictures are drawn from facts that a probe declares, and only when there is something to draw."""

from __future__ import annotations

import ast
from pathlib import Path

from makegood.engine import dictionary
from makegood.engine.facts import Fact
from makegood.engine.gate import GateState
from makegood.engine.reports import charts
from tests.engine.reports.inspections import NOW, inspection


def drawn(name: str, value: object) -> list[charts.Picture]:
    made = inspection(GateState.OPEN)
    made.sheets[0].add([Fact(name=name, value=value, source="history", observed_at=NOW)])
    return charts.pictures(made)


def test_every_fact_that_a_picture_needs_is_declared() -> None:
    tree = ast.parse(Path(charts.__file__).read_text(encoding="utf-8"))
    asked = [
        node.args[1].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_rows"
        and isinstance(node.args[1], ast.Constant)
    ]
    assert asked
    assert set(asked) <= set(dictionary.load_facts())


def test_work_over_time_is_drawn_and_said() -> None:
    weeks = [{"week": "2026-05-11", "commits": 3, "people": 2}, {"week": "2026-05-18", "commits": 4, "people": 1}]
    (picture,) = drawn("git.activity", weeks)
    assert picture.says == "7 changes in 2 weeks with work, by at most 2 people in one week."
    assert picture.svg.startswith("<svg")
    assert "<script" not in picture.svg


def test_a_hostile_folder_name_is_drawn_as_text() -> None:
    (picture,) = drawn("knowledge.by_folder", [{"folder": "</svg><script>x", "files": 3, "people": 1}])
    assert "<script" not in picture.svg


def test_nothing_is_drawn_without_facts() -> None:
    assert charts.pictures(inspection(GateState.OPEN)) == []


def test_hot_spots_are_drawn_by_changes_and_ways_and_the_worst_is_said() -> None:
    rows = [{"path": f"shop/part_{n}.py", "changes": 9 - n, "ways": 90 - n} for n in range(7)]
    (picture,) = drawn("structure.hot_spots", rows)
    assert picture.says.startswith("Of these files shop/part_0.py costs most")
    assert "shop/part_4.py" in picture.svg
    assert "shop/part_5.py" not in picture.svg
    assert charts.pictures(inspection(GateState.OPEN)) == []
    assert drawn("structure.hot_spots", rows[:2]) == []
