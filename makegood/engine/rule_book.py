"""A playbook written out whole, as both sides sign it: every limit stands in it, so no later release changes one."""

from __future__ import annotations

import json
from collections.abc import Iterable
from decimal import Decimal

from makegood.engine.check import Limit
from makegood.engine.playbook import SCHEMA, Criterion, Playbook


def written(*, name: str, title: str, criteria: Iterable[Criterion], first: bool = False) -> bytes:
    """TOML that `playbook.parse` reads back as the same criteria. The same criteria give the same bytes.

    Nothing is left to a base or to a check's defaults: limits, origins and freshness are all spelled out.
    """
    head = [
        f'schema = "{SCHEMA}"',
        f"name = {_text(name)}",
        "version = 1",
        f"title = {_text(title)}",
        *(["first = true"] if first else []),
    ]
    rows = ["\n".join(_row(one)) for one in sorted(criteria, key=lambda one: one.check)]
    return ("\n\n".join(["\n".join(head), *rows]) + "\n").encode()


def rewritten(book: Playbook, criteria: Iterable[Criterion]) -> bytes:
    """The same rule book with other criteria."""
    return written(name=book.name, title=book.title, criteria=criteria, first=book.first)


def _row(one: Criterion) -> list[str]:
    lines = ["[[criterion]]", f"check = {_text(one.check)}", f"priority = {_text(one.priority.value)}"]
    if one.limits:
        inside = ", ".join(f"{name} = {_value(one.limits[name])}" for name in sorted(one.limits))
        lines.append(f"limits = {{ {inside} }}")
    lines.append(f"accepts = [{', '.join(_text(origin.value) for origin in sorted(one.accepts))}]")
    if one.fresh_days is not None:
        lines.append(f"fresh_days = {one.fresh_days}")
    if one.new_only:
        lines.append("new_only = true")
    return lines


def _value(limit: Limit) -> str:
    if isinstance(limit, tuple):
        return f"[{', '.join(_text(word) for word in limit)}]"
    if isinstance(limit, Decimal):
        return _text(f"{limit:f}")
    return str(limit) if isinstance(limit, int) else _text(limit)


def _text(text: str) -> str:
    """A TOML basic string: JSON's escapes are all of TOML's, but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
