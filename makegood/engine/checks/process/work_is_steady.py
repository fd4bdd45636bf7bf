"""Whether the work went on week by week or was done in one rush before delivery."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.facts import Facts, Origin
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted


@check(
    id="process.work_is_steady",
    version=2,
    phase="acceptance",
    promise="The work goes on week by week, not in one rush before delivery.",
    why="Work done in a rush at the end is tested least, and you could not see it grow while there was time to steer.",
    remedy="Show the work week by week and a running version every two weeks, and say what kept it from being shown.",
    needs=("review.changes", "git.weeks", "git.active_weeks", "git.last_week_share", "git.longest_pause"),
    accepts=Origin,  # dates are the partner's word; a forged steadiness is for history_is_genuine
    limits={"most_last_week": "0.5", "least_weeks": 6, "least_changes": 30, "least_active": "0.1"},
)
def work_is_steady(facts: Facts, limits: Limits) -> Judgement:
    changes, weeks = facts.integer("review.changes"), facts.integer("git.weeks")
    if weeks < number(limits, "least_weeks") or changes < number(limits, "least_changes"):
        return unknown(f"{counted(changes, 'change')} in {counted(weeks, 'week')}: too few to tell", Cause.NO_EVIDENCE)
    last = facts.decimal("git.last_week_share")
    if last > number(limits, "most_last_week"):
        return failed(f"{last:.0%} of the {changes:,} changes of {weeks} weeks were made in the last seven days")
    active, pause = facts.integer("git.active_weeks"), facts.integer("git.longest_pause")
    said = f"Work in {active:,} of {counted(weeks, 'week')}"
    if active < number(limits, "least_active") * weeks:
        return failed(f"{said}; for {counted(pause, 'week')} on end nothing was done")
    gaps = f"the longest pause was {counted(pause, 'week')}" if pause else "no week was left out"
    return passed(f"{said}; {gaps}")
