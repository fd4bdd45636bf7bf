"""All templates of a practice as one file (`makegood.templates/1`, JSON): written, and read back as hostile input."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from makegood.rules.documents.cleaning import clean
from makegood.rules.refusal import Refused
from makegood.rules.templates.placeholders import LETTERS, check_text
from makegood.rules.templates.positions import positions_from_json

SCHEMA = "makegood.templates/1"
MOST_BYTES = 2_000_000
MOST = 200
MOST_NAME = 120
MOST_SUBJECT = 200
MOST_TEXT = 20_000
MOST_CHECKLIST = 200_000
CONTENTS = {"checklist": "toml", "positions": "clauses", "letter": "letter"}
"""By kind: under which key its content stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed:
    """One template. `content`: a rule book in TOML, positions by clause, or what a letter is for with its words."""

    kind: str
    name: str
    content: str | Mapping[str, Any]


def written(practice: str, templates: Iterable[Filed]) -> bytes:
    """JSON that `read_file` reads back as the same; the same templates give the same bytes."""
    rows = [{"kind": one.kind, "name": one.name, CONTENTS[one.kind]: one.content} for one in templates]
    told = {"schema": SCHEMA, "practice": practice, "templates": rows}
    return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()


def read_file(content: bytes) -> list[Filed]:
    """What the file holds, nothing of it trusted. Raises Refused with one sentence; then none of it counts.

    Whether a checklist names items that exist, its reader says: the catalogue is no part of the rules.
    """
    told = _document(content)
    rows = told.get("templates")
    if not isinstance(rows, list) or not rows:
        raise Refused("There are no templates in this file.")
    if len(rows) > MOST:
        raise Refused(f"This file holds {len(rows)} templates; at most {MOST} can be brought in at once.")
    found = [_filed(number, row) for number, row in enumerate(rows, 1)]
    seen: set[tuple[str, str]] = set()
    for one in found:
        if (one.kind, one.name) in seen:
            raise Refused(f"“{one.name}” stands in this file twice.")
        seen.add((one.kind, one.name))
    return found


def _document(content: bytes) -> Mapping[str, Any]:
    if len(content) > MOST_BYTES:
        raise Refused(f"This file is larger than {MOST_BYTES // 1_000_000} MB.")
    try:
        told = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_once, parse_constant=_no_number)
    except Refused:
        raise
    except (ValueError, RecursionError):
        raise Refused("This file cannot be read: it is none that was downloaded from templates here.") from None
    if not isinstance(told, dict) or told.get("schema") != SCHEMA:
        raise Refused(f"This file does not say that it holds templates (schema {SCHEMA}).")
    return told


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise Refused("This file says the same thing twice in one place, so nobody knows which counts.")
    return told


def _no_number(word: str) -> object:
    raise ValueError(word)


def _filed(number: int, row: Any) -> Filed:
    kind = row.get("kind") if isinstance(row, dict) else None
    if not isinstance(kind, str) or kind not in CONTENTS:
        raise Refused(f"Template {number} is not a checklist, clause positions or a letter.")
    if strange := sorted(set(row) - {"kind", "name", CONTENTS[kind]}):
        raise Refused(f"Template {number} says {strange[0][:40]!r}, which means nothing.")
    name = _text(row.get("name"), f"The name of template {number}", MOST_NAME).replace("\n", " ")
    if not name:
        raise Refused(f"Template {number} has no name.")
    content = row.get(CONTENTS[kind])
    try:
        return Filed(kind=kind, name=name, content=READERS[kind](content))
    except Refused as refused:
        raise Refused(f"“{name}”: {refused}") from None


def _checklist(content: object) -> str:
    if not isinstance(content, str) or len(content) > MOST_CHECKLIST:
        raise Refused(f"The checklist is no text of at most {MOST_CHECKLIST:,} letters.")
    return content


def _positions(content: object) -> Mapping[str, Any]:
    positions_from_json(content)
    assert isinstance(content, dict)
    return {key: {**row, "words": clean(row.get("words", ""))} for key, row in content.items()}


def _letter(content: object) -> Mapping[str, Any]:
    if not isinstance(content, dict) or set(content) - {"for", "subject", "text"}:
        raise Refused("The letter does not say what it is for, its subject and its text.")
    letter = content.get("for")
    if not isinstance(letter, str) or letter not in LETTERS:
        raise Refused(f"It is for no letter that there is ({', '.join(LETTERS)}).")
    subject = _text(content.get("subject", ""), "The subject", MOST_SUBJECT).replace("\n", " ")
    text = _text(content.get("text"), "The text", MOST_TEXT)
    if not subject or not text:
        raise Refused("A letter has a subject and words.")
    for words in (subject, text):
        check_text(words, letter)
    return {"for": letter, "subject": subject, "text": text}


def _text(value: object, what: str, most: int) -> str:
    if not isinstance(value, str) or len(value) > most:
        raise Refused(f"{what} is no text of at most {most:,} letters.")
    return clean(value)


READERS: Mapping[str, Callable[[object], str | Mapping[str, Any]]] = {
    "checklist": _checklist,
    "positions": _positions,
    "letter": _letter,
}
