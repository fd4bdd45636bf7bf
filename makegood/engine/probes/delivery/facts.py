"""What making our own copy of the delivery showed, before anything in it was looked at."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType, Outside

IS_SHALLOW = FactName(
    "delivery.is_shallow", FactType.FLAG, "", "Whether older history was cut off before the repository was delivered."
)
MISSING_OBJECTS = FactName(
    "delivery.missing_objects",
    FactType.INTEGER,
    "objects",
    "How many files or folders of the history the repository names without holding them.",
)
BLEMISHES = FactName(
    "delivery.blemishes",
    FactType.TABLE,
    "kinds",
    "Harmless faults of old objects by git's name for them: `id`, `count`, and one `object` as an example.",
)
LOST_REFS = FactName(
    "delivery.lost_refs", FactType.TEXTS, "refs", "Branches and tags that lead to nothing in what was delivered."
)
UNCOMMITTED = FactName(
    "delivery.uncommitted",
    FactType.TEXTS,
    "files",
    "Files in the work tree that differ from the revision under inspection; they are named, not judged.",
)
LEFT_OUT = FactName(
    "delivery.left_out", FactType.TEXTS, "files", "What of a plain folder could not be read, a sentence each."
)
OUTSIDE = (Outside.WORKTREE,)
