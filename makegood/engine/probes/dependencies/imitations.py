"""Names that lie one slip of the finger from a popular package: a classic way to bring in code of a stranger.

Only packages that a manifest names itself are looked at: a name that a known package asks for was not typed by hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from makegood.engine.evidence import Finding
from makegood.engine.probes.dependencies.inventory import Inventory
from makegood.engine.probes.dependencies.listing import Package, Source
from makegood.engine.probes.dependencies.popular import NEIGHBOURS, POPULAR

SHORTEST = 5
"""Letters of a popular name from which on a neighbour is no accident: `koa` and `coa` are both real."""


def imitations(inventory: Inventory) -> Iterator[Finding]:
    """One finding per manifest and name."""
    for place in (*inventory.manifests, *inventory.aside):
        for package in place.listing.packages:
            other = imitated(package)
            if other:
                yield Finding.at(
                    "imitated-name",
                    f"{package.name} is no known package, and is one slip away from {other}, which everybody knows",
                    place.path,
                    line=package.line,
                    text=f"{package.name} {package.wanted}".strip(),
                    severity="critical",
                    detail={"ecosystem": package.ecosystem, "package": package.name, "resembles": other, "dev": False},
                )


def imitated(package: Package) -> str:
    """The popular package that this one's name imitates, empty for all others."""
    popular = POPULAR.get(package.ecosystem, frozenset())
    name = _plain(package.ecosystem, package.name)
    if package.source is Source.PATH or not popular or name in _known(package.ecosystem):
        return ""
    by_letters, by_form = _forms(package.ecosystem)
    same = by_letters.get(_letters(name))
    if same and len(same) >= SHORTEST and not name.startswith("@"):
        return same
    near = (by_form[form] for form in _deletions(name) if form in by_form)
    return next((other for others in near for other in sorted(others) if _is_one_slip(name, other.lower())), "")


def _plain(ecosystem: str, name: str) -> str:
    """Go puts the major version into the path; case never tells two packages apart."""
    return re.sub(r"/v\d+$", "", name.lower()) if ecosystem == "Go" else name.lower()


@cache
def _known(ecosystem: str) -> frozenset[str]:
    return frozenset(name.lower() for name in POPULAR[ecosystem] | NEIGHBOURS.get(ecosystem, frozenset()))


@cache
def _forms(ecosystem: str) -> tuple[dict[str, str], dict[str, set[str]]]:
    """The popular names by their letters alone, and by what is left of them when one letter is left out."""
    names = {name.lower(): name for name in POPULAR[ecosystem] if len(_own(name)) >= SHORTEST}
    by_form: dict[str, set[str]] = {}
    for name in names:
        for form in _deletions(name):
            by_form.setdefault(form, set()).add(names[name])
    return {_letters(name): names[name] for name in names}, by_form


def _own(name: str) -> str:
    """The part of a name behind its npm scope; elsewhere vendor and group are typed by hand, too."""
    return name.rpartition("/")[2] if name.startswith("@") else name


def _letters(name: str) -> str:
    return re.sub(r"[-_.]", "", name).lower()


def _deletions(name: str) -> set[str]:
    return {name, *(name[:place] + name[place + 1 :] for place in range(len(name)))} if len(name) < 120 else set()


def _is_one_slip(name: str, other: str) -> bool:
    """One letter too many, too few, another, or two changed places.

    Imitators keep the first letter, and a digit more or less is another major version.
    """
    if min(len(name), len(other)) < SHORTEST or name[0] != other[0]:
        return False
    (vendor, _, own), (others, _, same) = name.rpartition("/"), other.rpartition("/")
    if vendor == others and min(len(own), len(same)) < SHORTEST:
        return False
    if re.sub(r"\d", "", name) == re.sub(r"\d", "", other):
        return False
    shorter, longer = sorted((name, other), key=len)
    if len(longer) - len(shorter) == 1:
        return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
    if len(longer) != len(shorter):
        return False
    places = [place for place in range(len(name)) if name[place] != other[place]]
    if len(places) == 1:
        return True
    return (
        len(places) == 2
        and places[1] == places[0] + 1
        and name[places[0]] == other[places[1]]
        and name[places[1]] == other[places[0]]
    )
