"""The tables that the delivery declares: how sound they are, and what they keep in the clear."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

TABLES = FactName("schema.tables", FactType.INTEGER, "tables", "Tables and collections that models or SQL declare.")
FLAWS = FactName(
    "schema.flaws",
    FactType.FINDINGS,
    "columns",
    "Money that rounds wrongly, rows that cannot be told apart or point nowhere, dates as text; low is worth a look.",
)
PLAIN = FactName(
    "schema.plain_fields",
    FactType.FINDINGS,
    "columns",
    "Columns named for what the law wants protected, of a type that keeps it as it was typed in; low may be hashed.",
)
EVERY = (TABLES, FLAWS, PLAIN)
