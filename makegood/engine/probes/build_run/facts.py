"""What building it in the sandbox showed. That a step failed was seen by us; why is what the step itself wrote."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType, Outside

GRADE = FactName("build_run.sandbox", FactType.TEXT, "", "How well the run was contained: full, no_cgroup or none.")
STEPS = FactName(
    "build_run.steps",
    FactType.TABLE,
    "steps",
    "Steps that were run: path, line, command, how it ended, seconds, and with how many packages.",
)
FAILED = FactName(
    "build_run.failed",
    FactType.FINDINGS,
    "steps",
    "Steps that failed by the delivered code's own fault, with their last lines.",
)
ALL = (GRADE, STEPS, FAILED)
OUTSIDE = (Outside.RUN,)
