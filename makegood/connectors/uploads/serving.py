"""How a file that was handed in is shown and served: under a harmless name, as a download that can do nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import quote

from makegood.connectors.uploads.kinds import PAPER, Kind

LONGEST = 120
ALSO = {"jpeg": (".jpeg",), "json": (".sarif",), "tar.gz": (".tgz",), "text": (".md", ".log", ".csv")}
"""Endings that a kind may keep beside its usual one."""

OPENED = frozenset(
    ".pdf .docx .xlsx .csv .tsv .txt .text .md .markdown .eml .ofx .qfx .qbo .iif .png .jpg .jpeg .webp .gif .tif "
    ".tiff .heic .doc .xls .odt .ods .rtf .msg .pages .numbers".split()
)
"""Endings of papers that an office program or a viewer opens. With another one a double click could run the file."""

_UNSAFE = re.compile(r'[<>:"|?*/\\]')


def display_name(given: str, kind: Kind) -> str:
    """A name as sent -> one line without folders, control or turning characters, ending as its content does."""
    name = unicodedata.normalize("NFC", given).replace("\\", "/").rpartition("/")[2]
    name = "".join(
        letter for letter in name if unicodedata.category(letter)[0] not in "C" and letter not in "\u2028\u2029"
    )
    name = _UNSAFE.sub("_", " ".join(name.split())).strip(". ")
    ending = next((end for end in (kind.suffix, *ALSO.get(kind.name, ())) if name.lower().endswith(end)), None)
    stem = name[: -len(ending)] if ending else name
    return f"{stem[:LONGEST].strip('. ') or 'file'}{ending or kind.suffix}"


def serving_headers(name: str, kind: Kind) -> Mapping[str, str]:
    """Headers of the answer that carries the file; `name` from `display_name`."""
    if kind is PAPER and PurePosixPath(name).suffix.lower() not in OPENED:
        name = f"{name}.txt"
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", name)
    return {
        "Content-Type": kind.media_type,
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Embedder-Policy": "require-corp",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "private, no-store",
    }
