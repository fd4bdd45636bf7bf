"""Whether a second person saw each change, as far as a repository alone can show it."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.facts import Facts, Origin
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted


@check(
    id="process.changes_are_reviewed",
    version=1,
    phase="acceptance",
    promise="A second person looks at changes before they count.",
    why="What nobody else has looked at carries more mistakes, and nobody else knows it.",
    remedy="Have every change approved by another named person, and give us read access to where that is recorded.",
    needs=("review.changes", "review.seen_by_another", "review.by_request", "review.by_oneself", "git.people"),
    # Trailers and merges are the partner's word: believable enough to advise, never to open a gate alone.
    accepts=Origin,
    limits={"least_share": "0.5", "least_changes": 10, "most_by_oneself": "0.1"},
)
def changes_are_reviewed(facts: Facts, limits: Limits) -> Judgement:
    changes, seen = facts.integer("review.changes"), facts.integer("review.seen_by_another")
    requested, oneself = facts.integer("review.by_request"), facts.integer("review.by_oneself")
    if changes < number(limits, "least_changes"):
        return unknown(
            f"The history holds only {counted(changes, 'change')}; that is too few to tell", Cause.NO_EVIDENCE
        )
    if oneself >= 3 and oneself > number(limits, "most_by_oneself") * changes:
        return failed(f"{oneself:,} of {counted(changes, 'change')} name their own author as the only reviewer")
    least = number(limits, "least_share") * changes
    if seen >= least:
        return passed(f"{seen:,} of {changes:,} changes were merged, applied or reviewed by a second person")
    if seen + requested >= least:
        said = f"{requested:,} of {changes:,} changes came by a request, and git does not record who looked at them."
        return unknown(f"{said} Read access to the pull requests would show it", Cause.NO_ACCESS)
    if facts.integer("git.people") == 1:
        said = "One person made all changes, and no second one appears in the history"
    else:
        said = f"{seen:,} of {changes:,} changes show a second person"
    return unknown(f"{said}; git cannot show more", Cause.NO_EVIDENCE)
