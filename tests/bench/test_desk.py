"""The made purchases of the bench read and decided as they must be; one of each manner, without a look at real code."""

from __future__ import annotations

from bench.desk import measured
from bench.desk.cases import HELD, OPEN, UNKNOWN, cases
from tests.rules.desk.papers import CODE


def test_some_of_each_decision_are_right() -> None:
    told = [case for case in cases(1) if case.code in ("healthy", "")]
    some = [case for state in (OPEN, HELD, UNKNOWN) for case in [one for one in told if one.state == state][:3]]
    counted = measured(some, {"healthy": (CODE,)})
    assert counted.wrong == []
    assert counted.right.total() == counted.asked.total() == 9
