"""Licences of the packages in use: none that obliges the owner to publish the whole product."""

from __future__ import annotations

import re
from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, number, passed, unknown
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.engine.gaps import Cause

_STRONG = re.compile(r"^(?:A?GPL|SSPL|OSL|EUPL|CC-BY-SA|CC-BY-NC)(?:[- v]|$)", re.IGNORECASE)


@check(
    id="ownership.licences_are_compatible",
    version=1,
    phase="acceptance",
    promise="No package that the software uses obliges you to publish your own code.",
    why="A buyer of your company, or the author of the package, can demand your source code or stop the product.",
    remedy="Replace each listed package by one with a permissive licence, or buy a licence that fits.",
    needs=("dependencies.packages",),
    limits={"least_known": Decimal("0.8")},
    standards=("SPDX", "OpenChain:ISO-5230"),
)
def licences_are_compatible(facts: Facts, limits: Limits) -> Judgement:
    used = [row for row in facts.table("dependencies.packages") if not row["dev"]]
    known = [row for row in used if row["licence"]]
    strong = [row for row in known if obliges(str(row["licence"]))]
    if strong:
        places = [
            Evidence(summary=f"{row['name']} is under {row['licence']}", path=str(row["path"]), line=_line(row["line"]))
            for row in strong
        ]
        plural = "packages oblige" if len(strong) > 1 else "package obliges"
        return failed(f"{len(strong)} {plural} you to publish your own code.", places)
    if used and Decimal(len(known)) / len(used) < number(limits, "least_known"):
        because = f"The licence of {len(used) - len(known)} of {len(used)} packages is said nowhere in the delivery."
        return unknown(because, Cause.NO_EVIDENCE)
    return passed(f"None of the {len(known)} packages whose licence is said obliges you to publish your code.")


def obliges(expression: str) -> bool:
    """Whether every choice that an SPDX expression leaves is strong copyleft. An exception ("WITH") lifts it."""
    plain = expression.replace("(", " ").replace(")", " ")
    choices = re.split(r"\s+OR\s+|\s*/\s*", plain)
    return all(any(_is_strong(part) for part in re.split(r"\s+AND\s+", choice)) for choice in choices)


def _is_strong(part: str) -> bool:
    return bool(_STRONG.match(part.strip())) and " WITH " not in f" {part} "


def _line(value: object) -> int | None:
    return value if isinstance(value, int) else None
