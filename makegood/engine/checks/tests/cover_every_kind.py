"""Every kind of test: the parts alone, the parts together, and the whole as a user meets it."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.rules.wording import counted

SHOWN = {
    "unit": "tests of single parts",
    "integration": "tests of parts together",
    "end_to_end": "tests of the whole, as a user meets it",
}


@check(
    id="tests.cover_every_kind",
    version=1,
    phase="acceptance",
    promise="There are tests of single parts, of parts together, and of the whole as a user meets it.",
    why="Parts that work alone can still fail together, and your customers meet only the whole.",
    remedy="Add the kind of tests that is missing, at least one for each thing a customer does.",
    needs=("tests.kinds", "tests.suites", "tests.source_bytes"),
    uses=("dependencies.library",),
    limits={"kinds": ("unit", "integration", "end_to_end")},
    standards=("18F-QASP:tested-code",),
)
def cover_every_kind(facts: Facts, limits: Limits) -> Judgement:
    found = facts.texts("tests.kinds")
    if not found and facts.integer("tests.source_bytes") == 0:
        return not_applicable("There is no code in the repository that tests could cover.")
    if found and "dependencies.library" in facts and facts.flag("dependencies.library"):
        return not_applicable("This is a library: no user meets the whole of it, and its tests call what it offers.")
    wanted = limits["kinds"]
    assert isinstance(wanted, tuple)
    places = [
        Evidence(summary=f"{_tests(row)} in {counted(int(str(row['files'])), 'file')}")
        for row in facts.table("tests.suites")
    ]
    missing = [SHOWN.get(kind, kind) for kind in wanted if kind not in found]
    if missing:
        return failed(f"These are missing, or never run: {'; '.join(missing)}.", places)
    return passed(f"All {len(wanted)} agreed kinds of tests were found.", places)


def _tests(row: dict[str, object]) -> str:
    return counted(int(str(row["cases"])), f"{str(row['kind']).replace('_', ' ')} test")
