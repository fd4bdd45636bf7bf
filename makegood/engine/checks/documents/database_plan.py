"""Database plan: the tables, described."""

from __future__ import annotations

from decimal import Decimal

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, number, passed
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Facts
from makegood.rules.wording import counted


@check(
    id="documents.database_plan",
    version=1,
    phase="acceptance",
    promise="The tables of the database and what they hold are described.",
    why="Your data outlives this software; whoever moves or reports on it must know what each table means.",
    remedy="Describe each table: what one row is, its main columns, how it belongs to the others, how long it is kept.",
    needs=("documents.topics", "documents.tables"),
    limits={"least_words": 60, "least_named": Decimal("0.5"), "least_tables": 2},
    standards=("18F-QASP:documented",),
)
def database_plan(facts: Facts, limits: Limits) -> Judgement:
    tables = facts.table("documents.tables")
    if not tables:
        return not_applicable("The code defines no database tables.")
    if len(tables) < number(limits, "least_tables"):
        return not_applicable(f"The code defines {counted(len(tables), 'table')}, which needs no plan.")
    sections = [row for row in facts.table("documents.topics") if row["topic"] == "database"]
    words = sum(int(str(row["words"])) for row in sections)
    unnamed = [row for row in tables if not row["named"]]
    places = [
        Evidence(summary=f"defines {row['name']}", path=str(row["path"]), line=int(str(row["line"]))) for row in unnamed
    ]
    if words < number(limits, "least_words"):
        written = counted(words, "word is", "words are")
        return failed(f"The code defines {len(tables)} tables; {written} written about the database.", places)
    if 1 - Decimal(len(unnamed)) / len(tables) < number(limits, "least_named"):
        return failed(f"{len(unnamed)} of {len(tables)} tables are described nowhere.", places)
    return passed(
        f"{len(tables) - len(unnamed)} of {len(tables)} tables are named in {words:,} words about the database."
    )
