"""What you paid for says that it is yours."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts


@check(
    id="ownership.code_is_yours",
    version=2,
    phase="acceptance",
    promise="No file says that it belongs to the company that was paid to write it.",
    why="In a sale or a dispute the notices in the files are read first, and these speak against you.",
    remedy="Replace each listed notice with our company's name, and confirm the transfer of rights in writing.",
    needs=("notices.of_authors_company", "notices.files_read", "notices.open_licence"),
)
def code_is_yours(facts: Facts, _: Limits) -> Judgement:
    claims = facts.findings("notices.of_authors_company")
    read = facts.integer("notices.files_read")
    if not read:
        return not_applicable("There are no source files and no licence in this delivery.")
    against = [claim for claim in claims if claim.rule != "notice-of-the-authors"]
    if facts.flag("notices.open_licence") and not against:
        if claims:
            return passed(
                "Notices name the authors' company, under an open licence that gives everybody rights.", claims
            )
        return passed(f"No notice in {read:,} files names the company from whose addresses the work was committed.")
    places = against if facts.flag("notices.open_licence") else claims
    if places:
        lines = "1 notice keeps" if len(places) == 1 else f"{len(places)} notices keep"
        return failed(f"{lines} the code for those who wrote it, or for somebody else.", places)
    return passed(f"No notice in {read:,} files names the company from whose addresses the work was committed.")
