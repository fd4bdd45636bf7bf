"""Whether the software stays yours to run: what can stop it, and who says it is his."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

LOCKS = FactName(
    "ownership.locks",
    FactType.FINDINGS,
    "places",
    "Places that stop the program on a date or at another's word, let a fixed password in, or hide what they run.",
)
WATCHED = FactName(
    "ownership.watched_places",
    FactType.LEADS,
    "leads",
    "Places where the code asks whether it runs on a build server, in a sandbox or before an inspector.",
)
READ = FactName("ownership.files_read", FactType.INTEGER, "files", "Source files that were looked through for locks.")
