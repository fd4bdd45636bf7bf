"""Licences of the product, its files and the packages in use: none that takes the product out of its owner's hands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause
from makegood.rules.wording import counted

_STRONG = re.compile(
    r"^(?:A?GPL|GNU (?:Affero )?General|SSPL|OSL|EUPL|CC-BY-SA|CC-BY-NC|BUSL|Elastic|Commons|PolyForm"
    r"|LicenseRef-(?:commercial|noncommercial|sustainable|split))(?:[- v(]|$)",
    re.IGNORECASE,
)


@check(
    id="ownership.licences_are_compatible",
    version=2,
    phase="acceptance",
    promise="No package and no file of the software obliges you to publish your own code.",
    why="A buyer of your company, or the author of the package, can demand your source code or stop the product.",
    remedy="Replace each listed package or file by one with a permissive licence, or buy a licence that fits.",
    needs=("dependencies.packages",),
    uses=("licences.project", "licences.obliging_files", "licences.contradictions", "licences.taken_away"),
    limits={"least_known": Decimal("0.8")},
    standards=("SPDX", "OpenChain:ISO-5230"),
)
def licences_are_compatible(facts: Facts, limits: Limits) -> Judgement:
    used = [row for row in facts.table("dependencies.packages") if not row["dev"]]
    known = [row for row in used if row["licence"]]
    places = [] if _is_open_for_good(facts) else [*_packages(known), *_files(facts)]
    places += [*_findings(facts, "licences.contradictions"), *_findings(facts, "licences.taken_away")]
    if places:
        plural = "places stand" if len(places) > 1 else "place stands"
        because = f"{len(places)} {plural} against your free use of the product. First: {places[0].summary}"
        return failed(because.rstrip(".") + ".", places)
    if used and Decimal(len(known)) / len(used) < number(limits, "least_known"):
        which = f"{len(used) - len(known)} of {len(used)} packages" if known else counted(len(used), "package")
        because = f"The licence of {which} is said nowhere in the delivery."
        return unknown(because, Cause.NO_EVIDENCE)
    return passed(
        f"None of the {counted(len(known), 'package')} whose licence is said obliges you to publish your code."
    )


def _is_open_for_good(facts: Facts) -> bool:
    """Whether the project itself stands under strong copyleft: then others of its kind add no duty."""
    if "licences.project" not in facts:
        return False
    return any("/" not in str(row["path"]) and obliges(str(row["licence"])) for row in facts.table("licences.project"))


def _packages(known: list[dict[str, object]]) -> Iterator[Evidence]:
    for row in known:
        if obliges(str(row["licence"])):
            said = f"{row['name']} is under {row['licence']}"
            yield Evidence(summary=said, path=str(row["path"]), line=_line(row["line"]))


def _files(facts: Facts) -> Iterator[Evidence]:
    if "licences.obliging_files" in facts:
        for finding in facts.findings("licences.obliging_files"):
            if obliges(str(finding.detail.get("licence", ""))):
                yield finding.evidence()


def _findings(facts: Facts, name: str) -> Iterator[Evidence]:
    if name in facts:
        yield from (finding.evidence() for finding in facts.findings(name))


def obliges(expression: str) -> bool:
    """Whether every choice that an SPDX expression leaves is strong copyleft. An exception ("WITH") lifts it."""
    plain = expression.replace("(", " ").replace(")", " ")
    choices = re.split(r"\s+OR\s+|\s*/\s*", plain)
    return all(any(_is_strong(part) for part in re.split(r"\s+AND\s+", choice)) for choice in choices)


def _is_strong(part: str) -> bool:
    return bool(_STRONG.match(part.strip())) and " WITH " not in f" {part} "


def _line(value: object) -> int | None:
    return value if isinstance(value, int) else None
