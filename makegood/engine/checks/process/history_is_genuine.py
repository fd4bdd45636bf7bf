"""A history that shows how the software was made, not one that was made up or thrown away before delivery."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.facts import Facts, Origin
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted

OF_DATES = frozenset({"date-in-future", "equal-intervals", "committed-at-once"})


@check(
    id="process.history_is_genuine",
    version=1,
    phase="acceptance",
    promise="The history shows how the software was made.",
    why="Without the true history nobody can see who did the work and when, or whether it is copied.",
    remedy="Deliver the complete repository as your team works in it, and explain each oddity listed.",
    needs=("git.commits", "git.questions", "git.import_share", "review.changes", "knowledge.files"),
    uses=("git.rewritten",),
    # Names and dates are the partner's word; they can speak against him here, and passing opens nothing by itself.
    accepts=Origin,
    limits={"least_changes": 10, "least_files": 30, "most_imported": "0.9", "least_changes_by_file": "0.1"},
)
def history_is_genuine(facts: Facts, limits: Limits) -> Judgement:
    questions = facts.findings("git.questions")
    changes, files = facts.integer("review.changes"), facts.integer("knowledge.files")
    imported = facts.decimal("git.import_share")
    if "git.rewritten" in facts and facts.flag("git.rewritten"):
        return failed("The revision you accepted last is no longer part of the history", questions)
    at_once = imported >= number(limits, "most_imported") and files >= number(limits, "least_files")
    few = max(number(limits, "least_changes"), number(limits, "least_changes_by_file") * files)
    if at_once and changes < few:
        said = f"One change brought {imported:.0%} of the files, of {counted(changes, 'change')} in all"
        return failed(f"{said}: how the software was made was not delivered", questions)
    if changes < number(limits, "least_changes"):
        return unknown(
            f"The history holds only {counted(changes, 'change')}; that is too few to tell", Cause.NO_EVIDENCE
        )
    imported_late = [question for question in questions if question.rule == "without-past"]
    if imported_late:
        return failed(f"{imported_late[0].summary}: how that part was made was not delivered", questions)
    strong = [question for question in questions if question.detail.get("strong")]
    if len(strong) >= 2 and any(question.rule not in OF_DATES for question in strong):
        signs = "; ".join(question.summary for question in strong)
        return failed(f"Independent signs say that this history was made up: {signs}", questions)
    if not questions:
        return passed(f"{counted(changes, 'change')} in the history, and nothing odd about them")
    named = "; ".join(question.summary for question in questions)
    return passed(
        f"{counted(changes, 'change')} in the history; {counted(len(questions), 'question')} to ask: {named}", questions
    )
