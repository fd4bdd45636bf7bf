"""Passwords in the program's hands: kept, compared or hashed so that a thief can read them."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

CLEAR = FactName(
    "passwords.in_clear",
    FactType.FINDINGS,
    "places",
    "Lines that keep or compare passwords as they were typed in, or hash them in a way that is fast to undo.",
)
READ = FactName("passwords.files_read", FactType.INTEGER, "files", "Source files that were looked through.")
EVERY = (CLEAR, READ)
