"""The code was written for this product, or is free to use in it."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed, unknown
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause, Side
from makegood.rules.wording import counted


@check(
    id="ownership.no_foreign_code",
    version=1,
    phase="acceptance",
    promise="The code was written for you: it is no copy of other people's code, or of what others paid for.",
    why="Code that was taken from another customer or company can be claimed back when your product earns money.",
    remedy="Say where each listed file comes from, and give us the written right to use it, or write that part anew.",
    needs=("notices.of_others", "notices.files_read"),
    uses=("foreign_code.shared", "foreign_code.share", "foreign_code.compared"),
    standards=("OpenChain:ISO-5230",),
)
def no_foreign_code(facts: Facts, _: Limits) -> Judgement:
    claimed = facts.findings("notices.of_others")
    shared = facts.findings("foreign_code.shared") if "foreign_code.shared" in facts else []
    if claimed or shared:
        said = [counted(len(claimed), "notice names another owner", "notices name another owner")] if claimed else []
        if shared:
            share = facts.decimal("foreign_code.share") if "foreign_code.share" in facts else 0
            said.append(
                f"{counted(len(shared), 'file stands', 'files stand')} in another repository, {share:.1%} of the code"
            )
        return failed(f"{' and '.join(said)}.", [*shared, *claimed])
    read = facts.integer("notices.files_read")
    if not read:
        return not_applicable("There is no program code in this delivery.")
    if "foreign_code.shared" not in facts:
        because = f"No notice in {read:,} files names another owner, but no other repository was given to compare with."
        return unknown(because, Cause.NO_EVIDENCE, Side.OWNER)
    return passed(f"No notice in {read:,} files names another owner, and no file stands in the other repositories.")
