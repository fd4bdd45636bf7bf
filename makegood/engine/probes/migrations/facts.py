"""Migrations: the steps that change a database which already holds somebody's data."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

STEPS = FactName("migrations.steps", FactType.INTEGER, "files", "Migrations that were read.")
NEW = FactName(
    "migrations.new_steps",
    FactType.INTEGER,
    "files",
    "Migrations that the owner's database has not seen: new since the accepted revision, else in the last 20 commits.",
)
FAULTS = FactName(
    "migrations.faults",
    FactType.FINDINGS,
    "places",
    "What would lose data, stop half-way, or leave database and code apart: high and medium; low is worth a look.",
)
EVERY = (STEPS, NEW, FAULTS)
