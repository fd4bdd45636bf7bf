"""Under which licence the delivery itself stands, and which of its files say another."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

PROJECT = FactName(
    "licences.project",
    FactType.TABLE,
    "places",
    "Where the licence of the project is said, and which: licence files at the root and its manifests.",
)
OBLIGING = FactName(
    "licences.obliging_files",
    FactType.FINDINGS,
    "files",
    "Files of the product, or copied into it, whose head says a licence that obliges or forbids.",
)
CONTRADICTIONS = FactName(
    "licences.contradictions", FactType.FINDINGS, "places", "Places that say another licence than the licence file."
)
TAKEN = FactName(
    "licences.taken_away", FactType.FINDINGS, "files", "Licence files that stood at the root and were removed."
)
