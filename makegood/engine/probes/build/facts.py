"""Whether what was delivered is whole: what its own files and guides name is there, and its code can be read."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

WAYS = FactName(
    "build.ways",
    FactType.TABLE,
    "commands",
    "Documented commands that install, build or start it: path, line, command, and whether one does it all.",
)
BROKEN = FactName(
    "build.broken",
    FactType.FINDINGS,
    "places",
    "Places where a guide, a recipe or a manifest names something that was not delivered.",
)
UNREADABLE = FactName(
    "build.unreadable",
    FactType.FINDINGS,
    "files",
    "Source files and manifests that no compiler would accept, left-over marks of a merge included.",
)
MISSING = FactName(
    "build.missing_modules",
    FactType.FINDINGS,
    "imports",
    "Imports of parts of the product itself that are not among the delivered files.",
)

ALL = (WAYS, BROKEN, UNREADABLE, MISSING)
