"""OFX: what a bank gives for Quicken (.qfx) or QuickBooks (.qbo). Version 1 is SGML that leaves end tags out, 2 is XML.

Source: OFX 1.6 and 2.2, 11.4.4 (`STMTTRN`). Containers are always closed, elements often not; so a statement is read by
its containers, and an element ends where the next tag or line begins.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from makegood.rules.documents.building import Builder
from makegood.rules.documents.document import Document
from makegood.rules.documents.limits import LIMITS, Limits

HEAD = ("Posted date", "Type", "Payee", "Memo", "Check number", "Amount", "Currency", "Account")
STATEMENTS = re.compile(r"<(STMTRS|CCSTMTRS)>", re.IGNORECASE)
MOVEMENT = re.compile(r"<STMTTRN>", re.IGNORECASE)
MOVEMENT_ENDS = re.compile(r"</STMTTRN>|<STMTTRN>|</BANKTRANLIST>", re.IGNORECASE)
ELEMENT = re.compile(r"<([A-Z0-9.]{2,40})>([^<\r\n]{1,500})", re.IGNORECASE)
DAY = re.compile(r"([12][0-9]{3})(0[1-9]|1[0-2])([0-3][0-9])")
LAST_DIGITS = 4


def looks_ofx(start: str) -> bool:
    """Whether the beginning of a file says so."""
    return "OFXHEADER" in start[:2_000] or "<OFX>" in start[:2_000].upper()


def read_ofx(text: str, limits: Limits = LIMITS, part: str | None = None) -> Document:
    """All movements of all accounts in the file as one table; of an account only its last four digits."""
    builder = Builder("ofx", limits, part)
    rows = [list(HEAD)]
    unread = 0
    for row in _movements(text):
        if len(rows) * len(HEAD) > limits.cells:
            break
        if row is None:
            unread += 1
        else:
            rows.append(row)
    if unread:
        builder.note(f"Left out, as no day or no amount is in it: {unread:,} of the movements.")
    if len(rows) > 1:
        builder.table(rows)
    return builder.document("Movements of an account")


def _movements(text: str) -> Iterator[list[str] | None]:
    cuts = [match.start() for match in STATEMENTS.finditer(text)] or [0]
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        first = MOVEMENT.search(text, start, end)
        about = _elements(text[start : first.start() if first else end])
        account = about.get("ACCTID", "")[-LAST_DIGITS:]
        place = first.end() if first else end
        while place < end:
            stop = MOVEMENT_ENDS.search(text, place, end)
            yield _row(_elements(text[place : stop.start() if stop else end]), about.get("CURDEF", ""), account)
            following = MOVEMENT.search(text, stop.start(), end) if stop else None
            place = following.end() if following else end


def _elements(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for match in ELEMENT.finditer(text):
        if value := html.unescape(match[2]).strip():
            found.setdefault(match[1].upper(), value)
    return found


def _row(one: dict[str, str], currency: str, account: str) -> list[str] | None:
    day = DAY.match(one.get("DTPOSTED", ""))
    if day is None or "TRNAMT" not in one:
        return None
    return [
        "-".join(day.groups()),
        one.get("TRNTYPE", ""),
        one.get("NAME", ""),
        one.get("MEMO", ""),
        one.get("CHECKNUM", ""),
        one["TRNAMT"],
        one.get("CURSYM", currency),
        account and f"ending {account}",
    ]
