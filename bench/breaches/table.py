"""The score: a table by family, and the page of what was missed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bench.breaches.measuring import Outcome

FOUND, LINELESS = "found", "without line"


def show(
    outcomes: Sequence[Outcome], decoys: int, alarms: Sequence[str], healthy: Sequence[str], *, goal: float
) -> None:
    print(f"\n{'family':<16}{'breaches':>9}{'found':>7}{'no line':>9}{'missed':>8}")
    for family in dict.fromkeys(one.breach.family for one in outcomes):
        _row(family, [one for one in outcomes if one.breach.family == family])
    _row("all", outcomes)
    found = sum(one.how == FOUND for one in outcomes)
    if outcomes:
        share = found / len(outcomes)
        print(f"{share:.1%} found with their place (goal {goal:.0%}: {'reached' if share >= goal else 'MISSED'})")
    print(f"{len(alarms)} false alarms on {decoys} decoys; {len(healthy)} false failures on healthy copies")
    for line in [*alarms, *healthy]:
        print(f"  {line}")


def _row(name: str, outcomes: Sequence[Outcome]) -> None:
    found = sum(one.how == FOUND for one in outcomes)
    lineless = sum(one.how == LINELESS for one in outcomes)
    print(f"{name:<16}{len(outcomes):>9}{found:>7}{lineless:>9}{len(outcomes) - found - lineless:>8}")


def misses_page(outcomes: Sequence[Outcome], alarms: Iterable[str], healthy: Iterable[str]) -> str:
    lines = ["# What the breaches benchmark misses", ""]
    for family in dict.fromkeys(one.breach.family for one in outcomes):
        mine = [one for one in outcomes if one.breach.family == family]
        lost = [one for one in mine if one.how != FOUND]
        lines += [f"## {family}: {len(mine) - len(lost)} of {len(mine)} found", ""]
        lines += [f"- {one.line()}" for one in lost]
        lines.append("")
    lines += ["## False alarms", "", *(f"- {line}" for line in [*alarms, *healthy]), ""]
    return "\n".join(lines)
