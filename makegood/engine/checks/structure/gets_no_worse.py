"""Whether the code became harder to change since the last accepted revision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, number, passed
from makegood.engine.evidence import Evidence, Finding
from makegood.engine.facts import Facts


@check(
    id="structure.gets_no_worse",
    version=1,
    phase="acceptance",
    promise="The code did not become harder to change since you last accepted it.",
    why="Each further change costs more than the last one: what is copied or tangled today is paid for with every"
    " change from now on.",
    remedy="Put the named places right in this delivery, while the people who wrote them still know them.",
    needs=("structure.worse", "structure.trend"),
    uses=("structure.hot_spots",),
    limits={
        "most_ways": 30,
        "most_more_ways": 15,
        "most_statements": 150,
        "most_copied_statements": 24,
        "least_variety": 12,
        "least_likeness": Decimal("0.7"),
        "most_rise": Decimal("0.03"),
    },
    standards=("ISO-5055:CWE-1041", "ISO-5055:CWE-1121", "ISO-5055:CWE-1047"),
)
def gets_no_worse(facts: Facts, limits: Limits) -> Judgement:
    found = facts.findings("structure.worse")
    counted = [each for each in found if _counts(each, limits)]
    trend = facts.table("structure.trend")
    figures = ", ".join(
        f"{row['measure']} {_share(row, 'before')} before and {_share(row, 'after')} now" for row in trend
    )
    if counted:
        places = "1 place is" if len(counted) == 1 else f"{len(counted)} places are"
        return failed(f"{places} worse than before: {counted[0].summary} Of all code: {figures}.", _places(counted))
    risen = [row for row in trend if _value(row, "after") - _value(row, "before") > number(limits, "most_rise")]
    if risen and found:
        return failed(f"More of the code is {risen[0]['measure']} than before: {figures}.", _places(found))
    return passed(f"Nothing became worse beyond the limits. Of all code: {figures}.", [*_places(found), *_hot(facts)])


def _counts(found: Finding, limits: Limits) -> bool:
    if found.rule == "new-circle":
        return bool(found.detail["direct"]) or bool(found.detail["files"])
    if found.rule == "new-copy":
        size, variety = int(str(found.detail["statements"])), int(str(found.detail["variety"]))
        return (
            size > number(limits, "most_copied_statements")
            and variety >= number(limits, "least_variety")
            and Decimal(str(found.detail["likeness"])) >= number(limits, "least_likeness")
        )
    return _outgrew(found, "ways", number(limits, "most_ways"), number(limits, "most_more_ways")) or _outgrew(
        found, "statements", number(limits, "most_statements"), number(limits, "most_statements")
    )


def _outgrew(found: Finding, measure: str, most: Decimal, most_more: Decimal) -> bool:
    """Over the limit and not before, or well over what it was."""
    now, before = (int(str(found.detail.get(name, 0))) for name in (measure, f"{measure}_before"))
    return now > most and (before <= most or now - before > most_more)


def _places(found: Iterable[Finding]) -> Iterator[Evidence]:
    for each in found:
        yield each.evidence()
        if each.rule == "new-copy":
            said = f"The same stands at {each.path}:{each.line}."
            yield Evidence(summary=said, path=str(each.detail["other"]), line=int(str(each.detail["other_line"])))


def _hot(facts: Facts) -> Iterator[Evidence]:
    for row in facts.table("structure.hot_spots")[:5] if "structure.hot_spots" in facts else ():
        said = f"Much work and hard to follow: {row['changes']} of the last 500 changes, {row['ways']} ways."
        yield Evidence(summary=said, path=str(row["path"]), line=int(str(row["line"])))


def _value(row: dict[str, object], name: str) -> Decimal:
    return Decimal(str(row[name]))


def _share(row: dict[str, object], name: str) -> str:
    return f"{_value(row, name):.1%}"
