"""Columns whose names say that they hold what must not be readable to whoever copies the database.

After PCI DSS 3.3 (a card's security code is never kept), 3.5 (card numbers are made unreadable) and the state laws on
social security, passport, licence and account numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from makegood.engine.evidence import Finding
from makegood.engine.probes.schema.declared import Declared
from makegood.engine.probes.schema.flaws import snake
from makegood.engine.tables import Column

_NUMBER = r"(?:_?(?:number|num|no|nr|value|code))?"
_NAMES = (
    (
        "social security numbers",
        rf"(?:ssn|social_?security{_NUMBER}|social_?insurance{_NUMBER}|nino|itin|ssn_(?:number|full))",
    ),
    ("national identity numbers", rf"national_?(?:id|identity|insurance){_NUMBER}"),
    ("passport numbers", rf"passport(?:{_NUMBER}|_id)"),
    ("driving licences", rf"driv(?:er|ing)s?_?licen[cs]e{_NUMBER}"),
    ("card numbers", r"(?:credit_?|debit_?)?card_?(?:number|num|no|pan)|cc_?(?:number|num|no)|credit_?card|card_?pan"),
    ("bank accounts", rf"bank_?account{_NUMBER}|iban(?:_?(?:number|code))?|bank_?acct{_NUMBER}|ach_?account{_NUMBER}"),
    ("bank accounts", r"account_?number|routing_?number"),
    ("medical records", r"medical_?record(?:_?(?:number|no))?|mrn|medical_?history|diagnos[ei]s|hiv_?status"),
    ("tax numbers of people", r"tax_?(?:id|payer_?id|identification){_NUMBER}|tin".replace("{_NUMBER}", _NUMBER)),
    ("passwords", r"plain_?(?:text_?)?password|password_?(?:plain|clear|raw|text)|clear_?password|raw_?password"),
)
_PATTERNS = tuple((what, re.compile(rf"(?:^|_)(?:{pattern})$")) for what, pattern in _NAMES)
_CODE = re.compile(
    r"(?:^|_)(?:cvv2?|cvc2?|card_?(?:security_?code|verification(?:_?(?:value|code))?)|cvv_?(?:code|number))$"
)
_HARMLESS = re.compile(
    r"encrypt|cipher|(?:^|_)enc(?:_|$)|hash|digest|token|last_?(?:4|four|digits)|mask|redact|vault|fingerprint|blind_index"
    r"|verified|is_|has_|status|type|country|expir|issued|url|image|photo|file|path|present|required|provided|label|gl_"
)
_PROTECTED = re.compile(r"(?i)encrypt|cipher|fernet|pgp|vault|kms|hash|transformer|secretfield|last4|tokeni[sz]ed")
_OPEN = frozenset(("varchar", "text", "int", "bigint", "smallint", "other", "json", "number", "decimal", "float"))
_PEOPLE = re.compile(
    r"person|people|employee|contractor|applicant|patient|customer|user|member|borrower|tenant|payroll|w9|payee|profile"
)
_BANKING = re.compile(
    r"bank|payout|ach|payroll|payee|direct_?deposit|wire|transfer|payment_?method|vendor|employee|customer|user"
)
_SECRETS = re.compile(
    r"(?:^|_)(?:access_token|refresh_token|api_key|api_secret|secret_key|client_secret|private_key|webhook_secret|auth_token)$"
)
_PASSWORD = re.compile(r"(?:^|user_|login_)(?:password|passwd|pwd)$")
_HASHED = re.compile(
    r"(?:hash|hashed|digest|encrypted|crypted)_?(?:password|passwd|pwd)$|(?:password|passwd|pwd)_?(?:hash|digest)$"
)
_TWICE = "password-twice", "keeps passwords beside their hashes, so that whoever sees the table can read them.", "high"
_NO_CARD = re.compile(r"gift|loyalty|business|playing|score|flash|library|sim|id_?card|report|punch|time")


def plain(tables: Sequence[Declared]) -> Iterator[Finding]:
    """Sensitive columns of a readable type; `low` for keys and tokens, which may be hashed before they are kept."""
    for one in tables:
        hashed = any(_HASHED.search(snake(column.name)) for column in one.table.columns.values())
        for column in one.table.columns.values():
            name = snake(column.name.rpartition(".")[2])
            found = _said(name, snake(one.table.name), column)
            found = found or (_TWICE if hashed and _is_readable_password(name, column) else None)
            if found is None:
                continue
            rule, what, severity = found
            text = column.text or f"{one.table.name} {column.name}"
            detail = {"column": column.name, "table": one.table.name}
            place = one.place(column.name)
            summary = f"{one.table.name}.{column.name} {what}"
            yield Finding.at(
                rule, summary, place, line=column.line or None, text=text, severity=severity, detail=detail
            )


def _is_readable_password(name: str, column: Column) -> bool:
    return _PASSWORD.search(name) is not None and column.kind in ("varchar", "text")


def _said(name: str, table: str, column: Column) -> tuple[str, str, str] | None:
    if _CODE.search(name) and column.kind not in ("bool", "date", "datetime", "enum"):
        return "card-code-kept", "keeps the security code of cards, which nobody may keep in any form.", "high"
    if column.kind not in _OPEN or column.refs or _HARMLESS.search(name) or _PROTECTED.search(column.text):
        return None
    for what, pattern in _PATTERNS:
        if pattern.search(name) and _fits(what, name, table):
            return "plain-field", f"keeps {what} so that whoever sees the table can read them.", "high"
    if _SECRETS.search(name) and column.kind in ("varchar", "text"):
        return "plain-key", "keeps keys to other systems; nothing shows that they are encrypted.", "low"
    return None


def _fits(what: str, name: str, table: str) -> bool:
    if what == "bank accounts" and re.search(r"(?:account|routing)_?number$", name) and "bank" not in name:
        return _BANKING.search(table) is not None
    if what == "tax numbers of people":
        return _PEOPLE.search(table) is not None
    if what == "card numbers":
        return not _NO_CARD.search(name) and not _NO_CARD.search(table)
    return True
