"""Whether work is done beside the main line and joined when it is ready, as far as a repository alone can show it."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, number, passed, unknown
from makegood.engine.facts import Facts, Origin
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted


@check(
    id="process.branches_are_used",
    version=1,
    phase="acceptance",
    promise="Work is prepared on branches and joined to the main line when it is ready.",
    why="When half-done work goes straight to the main line, what you are shown may break at any hour.",
    remedy="Do each piece of work on a branch of its own, and join it by a request.",
    needs=("review.changes", "review.by_branch"),
    accepts=Origin,  # merges are seen by us; that a message speaks of a request is the partner's word
    limits={"least_share": "0.3", "least_changes": 10},
)
def branches_are_used(facts: Facts, limits: Limits) -> Judgement:
    changes, branched = facts.integer("review.changes"), facts.integer("review.by_branch")
    if changes < number(limits, "least_changes"):
        return unknown(
            f"The history holds only {counted(changes, 'change')}; that is too few to tell", Cause.NO_EVIDENCE
        )
    said = f"{branched:,} of {counted(changes, 'change')} came by a branch or a request"
    if branched >= number(limits, "least_share") * changes:
        return passed(said)
    # Branches that were rebased or fast-forwarded leave no trace; most admired projects with a straight line do so.
    return unknown(f"{said}; branches that were joined without a merge leave no trace in git", Cause.NO_EVIDENCE)
