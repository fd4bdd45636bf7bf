"""What stands in the code that should stand in nobody's code: passwords, keys and tokens."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

IN_TREE = FactName(
    "secrets.in_tree",
    FactType.FINDINGS,
    "places",
    "Passwords, keys and tokens in the delivered files; critical and high are secrets as they stand, the rest may be.",
)
IN_HISTORY = FactName(
    "secrets.in_history",
    FactType.FINDINGS,
    "places",
    "Passwords, keys and tokens that are gone from the delivered files and still in the history for everyone to read.",
)
READ = FactName("secrets.files_read", FactType.INTEGER, "contents", "How many contents, of all revisions, were read.")
UNREAD = FactName("secrets.files_unread", FactType.INTEGER, "contents", "How many contents could not be read.")
