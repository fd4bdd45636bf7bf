# ruff: noqa: E501  (patterns are read by their columns)
"""The lines of a file that say whose it is and what nobody may do with it. Pure functions of bytes."""

from __future__ import annotations

import re

from makegood.engine.linear import Linear

HEAD = 4_000
NOTICES = 8
_QUICK = Linear(
    rb"(?i)copyright|\(c\)|\xc2\xa9|&copy;|propriet|confidential|property of|not sold|may not be|redistribut|commercial licen[cs]e|trade secret|all rights reserved"
)
_NOTICE = re.compile(
    rb"^[^\n]{0,80}?(?:(?i:copyright)\b|\([cC]\)|\xc2\xa9|&copy;)[ \t:]{0,4}(?:\([cC]\)|\xc2\xa9|&copy;)?[ \t]{0,3}(?:\d{4}(?:[ ]?(?:-|,|\xe2\x80\x93|to)[ ]?(?:\d{2,4}|[Pp]resent))*)?[ ,.:]{0,3}(?:(?i:by)[ ]{1,2})?([A-Z][\w&.,'\xc3-\xff -]{2,80})[^\n]{0,160}"
    rb"|^[^\n]{0,120}(?i:\bproperty of)[ ]{1,2}(?i:the )?([A-Z][\w&.,' -]{2,80})[^\n]{0,160}",
    re.MULTILINE,
)
_TERMS = re.compile(
    rb"(?im)^[^\n]{0,120}(?:confidential (?:and|&) proprietary|proprietary (?:and|&) confidential|\bproprietary (?:software|information|code|to|and)\b|licensed,? (?:and )?not sold|unauthori[sz]ed (?:copying|use|reproduction|distribution|modification)\b"
    rb"|(?:may|must|shall) not be (?:copied|modified|reproduced|distributed|redistributed|used|disclosed|altered|transferred)\b[^\n]{0,160}(?:consent|permission|licen[cs]e|approval)|do not (?:re)?distribute|not for (?:re)?distribution|\btrade secrets?\b|(?:under|requires?|needs?|buy|purchase|obtain) (?:a|an|the|our) (?:separate )?commercial licen[cs]e\b|without (?:the )?(?:prior |express |explicit )?(?:written )?(?:consent|permission|approval) of)[^\n]{0,200}"
)
_GIVES = Linear(
    rb"(?i)permission is hereby granted|redistribution and use|gnu (?:affero |lesser |library )?general public|apache licen[cs]e|apache software"
    rb"|mozilla public license|permission to use, copy|creative commons|spdx-license-identifier|\bmit(?: |-)licen[cs]ed?\b|(?:licen[cs]ed|released|distributed) under (?:the )?(?:terms of )?(?:the )?(?:mit|bsd|apache|mpl|isc|lgpl|unlicense|zlib)|\b(?:bsd|mit|isc|apache)\b[^\n]{0,20}\blicen[cs]e|licen[cs]e:? (?:mit|bsd|isc|apache)|public domain|see (?:the )?(?:accompanying )?licen[cs]e|found in the licen[cs]e|governed by|use of this source code"
)
_STRICT = Linear(
    rb"(?i)\bgnu (?:affero )?general public|\ba?gpl(?:v?[23])?\b|commercial licen[cs]e|do not (?:re)?distribute|sspl|business source"
)


_MAY_BE_TERMS = Linear(
    rb"(?i)propriet|confidential|not sold|unauthori|not be|not for|redistribute|trade secret|commercial licen|without"
)


def notices(content: bytes, reading: str) -> object:
    """`{gives, strict, rows: [[line, text, holder, is it terms?], ...]}`, None where nothing is said."""
    body = content if reading == "source" else content[: 10 * HEAD]
    if not _QUICK.search(body):
        return None
    gives = _GIVES.search(body[: HEAD if reading == "source" else len(body)])
    rows: dict[int, list[object]] = {}
    for match in _NOTICE.finditer(body):
        holder = (match[1] or match[2] or b"").decode("utf-8", "replace")
        if len(rows) < NOTICES and not re.match(
            r"(?i)(?:notice|owner|holder|law|act\b|info|license|statement|protected)", holder
        ):
            _add(rows, body, match, holder, False)
    for match in _TERMS.finditer(body) if _MAY_BE_TERMS.search(body) else ():
        if len(rows) < 2 * NOTICES:
            _add(rows, body, match, "", True)
    if reading == "document":
        gives = b"ermission is hereby granted" in body
    strict = _STRICT.search(body[:HEAD]) and b"esser general" not in body[:HEAD]
    return (
        {"gives": gives, "strict": strict, "rows": list(rows.values())}
        if rows or (gives and reading != "source")
        else None
    )


def _add(rows: dict[int, list[object]], body: bytes, match: re.Match[bytes], holder: str, terms: bool) -> None:
    line = body.count(b"\n", 0, match.start()) + 1
    known = rows.get(line)
    if known:
        known[3] = known[3] or terms
        return
    rows[line] = [line, match[0].strip()[:300].decode("utf-8", "backslashreplace"), holder, terms]
