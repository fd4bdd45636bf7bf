"""How the code is built: what stands in it twice, what is tangled, what needs each other in a circle."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

SIZE = FactName(
    "structure.size", FactType.TABLE, "", "Code written for the product, per language: files, statements, ways."
)
COPIES = FactName(
    "structure.copies",
    FactType.FINDINGS,
    "places",
    "Stretches of statements that stand in two places, names aside: how many, how varied, word for word.",
)
COPIED_SHARE = FactName(
    "structure.copied_share", FactType.DECIMAL, "share", "Statements that stand in such a stretch, of all statements."
)
TANGLES = FactName(
    "structure.tangles",
    FactType.FINDINGS,
    "places",
    "Functions with many ways through them, very long or deeply nested ones, and very large files.",
)
TANGLED_SHARE = FactName(
    "structure.tangled_share",
    FactType.DECIMAL,
    "share",
    "Statements in functions with more than 20 ways through them, of all statements.",
)
CIRCLES = FactName(
    "structure.circles",
    FactType.FINDINGS,
    "places",
    "Files (in Java, C# and PHP name spaces) that need each other in a circle when they are loaded.",
)
HOT_SPOTS = FactName(
    "structure.hot_spots",
    FactType.TABLE,
    "files",
    "The tangled files that change most: path, line, changes in the last 500 commits, ways, the worst function.",
)
WORSE = FactName(
    "structure.worse",
    FactType.FINDINGS,
    "places",
    "Copies, tangles and circles that were not there at the last accepted revision.",
    compares=True,
)
TREND = FactName(
    "structure.trend",
    FactType.TABLE,
    "share",
    "Copied and tangled share at the last accepted revision and now: measure, before, after.",
    compares=True,
)
SEEN = (SIZE, COPIES, COPIED_SHARE, TANGLES, TANGLED_SHARE, CIRCLES)
COMPARED = (WORSE, TREND)
EVERY = (*SEEN, HOT_SPOTS, *COMPARED)
