"""Whether what the law wants protected is unreadable to whoever copies the database."""

from __future__ import annotations

from makegood.engine.check import Judgement, Limits, check, failed, not_applicable, passed
from makegood.engine.facts import Facts


@check(
    id="security.data_is_encrypted",
    version=1,
    phase="acceptance",
    promise="Passwords, card, bank and identity numbers are kept so that whoever copies the database cannot read them.",
    why="A copied database with readable numbers must be told to every customer and the state, and is paid for by you.",
    remedy="Hash passwords slowly, encrypt the listed fields, and do not keep card codes.",
    needs=("schema.tables", "schema.plain_fields", "passwords.in_clear"),
    standards=("OWASP-Top-10:2025:A04", "PCI-DSS:3.5", "CWE-312", "CWE-256"),
)
def data_is_encrypted(facts: Facts, _: Limits) -> Judgement:
    fields, passwords = facts.findings("schema.plain_fields"), facts.findings("passwords.in_clear")
    grave = [*passwords, *(field for field in fields if field.severity != "low")]
    if grave:
        places = "1 place keeps" if len(grave) == 1 else f"{len(grave)} places keep"
        return failed(f"{places} in the clear what must be protected: {grave[0].summary}", grave)
    if not facts.integer("schema.tables"):
        return not_applicable("The delivery keeps no tables, and no password is handled in the clear.")
    return passed("No field named for protected data is kept in the clear, and no password is.", fields)
