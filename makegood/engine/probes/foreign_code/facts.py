"""Code that stands in another repository, too."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType, Outside

SHARED = FactName(
    "foreign_code.shared",
    FactType.FINDINGS,
    "files",
    "Files of the product that stand, whole or in long runs of lines, in another repository of the same inspection.",
)
SHARE = FactName(
    "foreign_code.share", FactType.DECIMAL, "share", "Share of the product's lines of code in such files and runs."
)
COMPARED = FactName("foreign_code.compared", FactType.INTEGER, "repositories", "Repositories that were compared with.")
OUTSIDE = (Outside.OTHERS,)
