# ruff: noqa: E501  (one row a licence: a table is read by its columns)
"""Licences recognised by sentences that only their text has, by SPDX lines, and by what file headers say."""

from __future__ import annotations

import re

from makegood.engine.linear import Linear

_TEXTS = (
    ("AGPL-3.0", rb"gnu affero general public license\s+version 3"),
    ("LGPL-3.0", rb"gnu lesser general public license\s+version 3"),
    ("LGPL-2.1", rb"gnu lesser general public license\s+version 2\.1|gnu library general public license\s+version 2"),
    ("GPL-3.0", rb"gnu general public license\s+version 3"),
    ("GPL-2.0", rb"gnu general public license\s+version 2"),
    ("SSPL-1.0", rb"server side public license"),
    ("BUSL-1.1", rb"business source license 1\.1"),
    ("Elastic-2.0", rb"elastic license 2\.0"),
    ("Commons-Clause", rb"commons clause\D{0,20}license condition"),
    ("PolyForm-Noncommercial-1.0.0", rb"polyform (?:noncommercial|strict|small business|internal use) license"),
    ("CC-BY-NC-4.0", rb"(?:creative commons )?attribution[ -]noncommercial"),
    ("CC-BY-SA-4.0", rb"(?:creative commons )?attribution[ -]sharealike"),
    ("CC-BY-4.0", rb"creative commons attribution 4\.0"),
    ("CC0-1.0", rb"cc0 1\.0 universal"),
    ("MPL-2.0", rb"mozilla public license version 2\.0|mozilla public license,? (?:v\. )?2\.0"),
    ("EPL-2.0", rb"eclipse public license - v 2\.0"),
    ("EUPL-1.2", rb"european union public licence"),
    ("Apache-2.0", rb"apache license,?\s+version 2\.0"),
    ("BSL-1.0", rb"boost software license - version 1\.0"),
    ("Unlicense", rb"this is free and unencumbered software released into the public domain"),
    (
        "ISC",
        rb"permission to use, copy, modify, and(?:/or)? distribute this software for any purpose with or without fee",
    ),
    (
        "Zlib",
        rb"this software is provided 'as-is', without any express or implied warranty\. in no event will the authors",
    ),
    ("BSD-3-Clause", rb"redistribution and use in source and binary forms.{0,1500}neither the name"),
    ("BSD-2-Clause", rb"redistribution and use in source and binary forms"),
    ("MIT", rb"permission is hereby granted, free of charge, to any person obtaining a copy"),
    ("WTFPL", rb"do what the fuck you want to"),
    (
        "proprietary",
        rb"proprietary and confidential|confidential and proprietary|licensed,? (?:and )?not sold|all rights (?:are )?reserved\.? (?:no part|unauthori[sz]ed)|may not be (?:copied|modified|reproduced|distributed|used)[^.]{0,120}(?:consent|permission)",
    ),
)
_COMPILED = tuple((name, re.compile(pattern, re.DOTALL)) for name, pattern in _TEXTS)
_SPDX = re.compile(rb"SPDX-License-Identifier:[ \t]{0,4}([\w.+() -]{2,80})")
_HEADS = (
    ("AGPL-3.0", rb"gnu affero general public licen[cs]e|\bagpl(?:v?3|[ -]3)?\b"),
    ("SSPL-1.0", rb"server side public license"),
    ("BUSL-1.1", rb"business source license"),
    ("Commons-Clause", rb"commons clause"),
    (
        "CC-BY-NC-4.0",
        rb"cc[ -]by[ -]nc|creative commons attribution[ -]noncommercial|noncommercial use only|non-commercial use only",
    ),
    (
        "GPL",
        rb"gnu general public licen[cs]e|\b(?:licensed|released|distributed|available) under (?:the )?(?:terms of )?(?:the )?gpl|\bgpl(?:v[23]|[ -][23])\b",
    ),
)
_HEAD_COMPILED = tuple((name, re.compile(pattern)) for name, pattern in _HEADS)
_LESSER = re.compile(rb"lesser general public|\blgpl|library general public")
_CHOICE = re.compile(
    rb"dual[ -]licen[cs]ed|\bmit\b|\bbsd\b|apache|mozilla public|\bmpl\b|special exception|classpath exception|linking exception|either (?:the|of)|at your (?:choice|discretion)|font exception|artistic"
)
_QUICK = Linear(rb"(?i)gnu|gpl|server side public|business source|commons clause|noncommercial|non-commercial|spdx")


def of_text(content: bytes) -> str:
    """The licence of a licence file, "" where its text is none that is known."""
    plain = b" ".join(content[:60_000].lower().split())
    if match := _SPDX.search(content):
        return match[1].decode("ascii", "replace").strip()
    return next(
        (
            name
            for name, pattern in _COMPILED
            if pattern.search(plain[:2_500] if name.startswith(("GPL", "AGPL", "LGPL")) else plain)
        ),
        "",
    )


def of_head(head: bytes) -> tuple[str, int] | None:
    """(licence, offset) that the head of a file says without leaving a choice, None for none that obliges."""
    if not _QUICK.search(head):
        return None
    if match := _SPDX.search(head):
        return match[1].decode("ascii", "replace").strip().rstrip("*/- "), match.start()
    lower = head.lower()
    if _LESSER.search(lower) or _CHOICE.search(lower):
        return None
    for name, pattern in _HEAD_COMPILED:
        if match := pattern.search(lower):
            return name, match.start()
    return None
