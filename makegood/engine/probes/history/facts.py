"""What the history of a repository tells."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

COMMITS = FactName("git.commits", FactType.INTEGER, "commits", "How many changes the history of this revision holds.")
