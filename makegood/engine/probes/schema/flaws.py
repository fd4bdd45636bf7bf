"""Flaws of tables that cost money later. Few rules, each sure: a name says what a column holds, its type says how.

After SchemaCrawler's lints (https://www.schemacrawler.com/lint.html) and "Don't Do This" of PostgreSQL's wiki.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from makegood.engine.evidence import Finding
from makegood.engine.probes.schema.declared import Declared
from makegood.engine.tables import Column
from makegood.engine.tables.kinds import TEXTS

_MONEY = re.compile(
    r"(?:^|_)(?:price|amount|cost|balance|fees?|salary|wages?|subtotal|sub_total|grand_total|revenue|deposit|refund"
    r"|payment|paid|owed|payout|invoice_total|order_total|total_due|unit_price|vat_amount|tax_amount|discount_amount)"
    r"(?:_|$)|^(?:total|tax|vat|sum|discount|credit_limit|total_(?:price|amount|cost|paid|tax|due))$"
)
_NO_MONEY = re.compile(
    r"rate|ratio|percent|pct|count|score|weight|hours|seconds|minutes|quantity|qty|_size|volume|distance|index|days|method"
    r"|status|type|_id$|_at$|date|factor|lat|lng|threshold|calor|energy|fuel|water|points"
)
_DATE = re.compile(
    r"_(?:at|date|datetime|timestamp|on)$|^(?:date_of_birth|birth_?date|dob|birthday|due_date|start_date|end_date)$"
)
_NO_DATE = re.compile(
    r"^(?:look|based|add|click|run|depends|turn|switch|acts?|hands|log|sign|put|carry|format).*_(?:at|on)$|format"
)
_SWITCH = re.compile(r"^(?:is|has|can|should|allow)_[a-z]+")
_NO_SWITCH = re.compile(r"_(?:name|text|by|url|id|note|reason|type|code|value|label|to|from|in)$")
_RECORDS = re.compile(r"invoice|payment|transaction|ledger|receipt|refund|creditnote|journalentr|payout|charge")
_PEOPLE = re.compile(
    r"^(?:\w*_)?(?:user|customer|client|account|compan|member|patient|tenant|organi[sz]ation|employee|buyer)"
)
_SCRATCH = re.compile(
    r"(?i)te?mp|staging|import|_logs?$|^logs?$|audit|history|archive|backup|schema_|migration|_fts|search|cache"
)
_KEYED = frozenset(("sql", "rails", "rails-schema", "laravel", "entity-framework"))
_SIGN_IN = ("email", "username", "login", "user_name", "email_address", "user_email")


def snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def flaws(tables: Sequence[Declared]) -> Iterator[Finding]:
    names = {_one(table.table.name) for table in tables}
    references = [
        column
        for one in tables
        if one.label in _KEYED
        for column in one.table.columns.values()
        if _points(column, names)
    ]
    keyed = sum(bool(column.refs) for column in references)
    usual = keyed * 2 >= len(references) and keyed > 0
    for one in tables:
        if one.label != "document":
            yield from _keyless(one)
            yield from _doubles(one)
        for column in one.table.columns.values():
            yield from _typed(one, column)
            yield from _pointing(one, column, names, usual)


def _at(rule: str, summary: str, one: Declared, column: Column, severity: str) -> Finding:
    text = column.text or f"{one.table.name} {column.name}"
    return Finding.at(rule, summary, one.place(column.name), line=column.line or None, text=text, severity=severity)


def _one(name: str) -> str:
    bare = re.sub(r"[^a-z0-9]", "", name.lower())
    return re.sub(r"ies$", "y", bare) if bare.endswith("ies") else bare.removesuffix("s")


def _keyless(one: Declared) -> Iterator[Finding]:
    table = one.table
    columns = list(table.columns.values())
    if table.keyed or one.label not in ("sql", "entity-framework") or len(columns) < 2 or _SCRATCH.search(table.name):
        return
    if any(column.primary for column in columns) or table.uniques or any(column.unique for column in columns):
        return
    if all(column.refs or column.name.lower().endswith("id") for column in columns):
        return  # ties two tables together
    what = f"{table.name} has no primary key: its rows cannot be told apart, and doubles cannot be refused."
    yield Finding.at("no-primary-key", what, table.path, line=table.line, text=f"table {table.name}", severity="medium")


def _doubles(one: Declared) -> Iterator[Finding]:
    table = one.table
    columns = {snake(column.name): column for column in table.columns.values()}
    secret = next(
        (name for name in columns if re.match(r"(?:hashed_|encrypted_)?password(?:_hash|_digest)?$", name)), None
    )
    known = [columns[name] for name in _SIGN_IN if name in columns]
    if secret is None or not known or not _PEOPLE.match(snake(table.name)):
        return
    told = [column for column in columns.values() if re.search(r"(?i)e_?mail|user_?name|login", column.name)]
    names = {column.name.lower() for column in told}
    if any(column.unique or column.primary for column in told):
        return
    if any(not listed or names & set(listed) for listed in table.uniques):
        return
    what = f"{table.name}.{known[0].name} is used to sign in and need not be unique: two people may share one account."
    yield _at("sign-in-not-unique", what, one, known[0], "medium")


def _typed(one: Declared, column: Column) -> Iterator[Finding]:
    name = snake(column.name.rpartition(".")[2])
    what = f"{one.table.name}.{column.name}"
    if column.kind == "float" and _MONEY.search(name) and not _NO_MONEY.search(name):
        yield _at(
            "money-as-float", f"{what} keeps money in a type that rounds: sums come out wrong.", one, column, "high"
        )
    if column.kind not in TEXTS or column.refs:
        return
    if _DATE.search(name) and not _NO_DATE.search(name):
        said = f"{what} keeps a date as text: it cannot be compared, sorted or checked."
        yield _at("date-as-text", said, one, column, "medium")
    elif _SWITCH.match(name) and not _NO_SWITCH.search(name):
        yield _at("switch-as-text", f"{what} keeps yes or no as text, which takes any word.", one, column, "medium")


def _points(column: Column, names: set[str]) -> bool:
    name = snake(column.name)
    kinds = ("int", "bigint", "smallint", "uuid", "varchar")
    return name.endswith("_id") and column.kind in kinds and not column.primary and _one(name[:-3]) in names


def _pointing(one: Declared, column: Column, names: set[str], usual: bool) -> Iterator[Finding]:
    table = snake(one.table.name)
    if column.refs and column.cascade and _RECORDS.search(table.replace("_", "")) and _PEOPLE.match(snake(column.refs)):
        said = f"Deleting a row of {column.refs} deletes its {one.table.name}, which the books must keep."
        yield _at("records-deleted-along", said, one, column, "medium")
    if column.refs or one.label not in _KEYED or not _points(column, names):
        return
    severity = "medium" if usual and not column.index else "low"
    tail = "" if column.index else " and no index"
    said = f"{one.table.name}.{column.name} has no foreign key{tail}: it may point to what is gone."
    yield _at("reference-without-key", said, one, column, severity)
