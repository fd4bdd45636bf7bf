"""What source text says of database tables, in one form for every language and framework.

Readers turn bytes into changes: "create this table", "add this column", "delete every row". A model is a creation, a
migration a list of changes, and replaying a list gives the tables that are left (`replay.py`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

TEXT_LIMIT = 300


@dataclass(slots=True)
class Column:
    """One column. `kind` is the family of its type (`kinds.py`), `raw` the type as written.

    `null`, `size` are None where the text does not say; `refs` is the table a foreign key leads to.
    """

    name: str
    kind: str = "other"
    raw: str = ""
    size: int | None = None
    null: bool | None = None
    default: bool = False
    primary: bool = False
    unique: bool = False
    index: bool = False
    refs: str = ""
    cascade: bool = False
    line: int = 0
    text: str = ""


@dataclass(slots=True)
class Change:
    """One thing done to one table.

    `act` is one of: create drop add remove alter rename_table rename index foreign_key primary_key unique delete write
    destroy code. `to` is a new name, or what a foreign key leads to. `sure` means: for `delete` that no condition
    narrows it, for `code` that it can be undone, for `index` that the table is not locked, for `drop` that it cascades.
    `only` is `state` or `database` where a framework was told to change just one of the two.
    """

    act: str
    table: str
    line: int
    columns: list[Column] = field(default_factory=list)
    to: str = ""
    sure: bool = False
    only: str = ""
    text: str = ""


@dataclass(slots=True)
class Step:
    """One migration. `back` tells of the way back: made (by the tool), written, empty, raises, missing, unknown.

    `line` is where the way back stands or should stand. `name` and `needs` are its place in the chain where the text
    says it; `label` is the framework.
    """

    label: str
    forth: list[Change] = field(default_factory=list)
    reverse: list[Change] = field(default_factory=list)
    back: str = "made"
    line: int = 1
    name: str = ""
    needs: list[list[str]] = field(default_factory=list)
    replaces: list[list[str]] = field(default_factory=list)
    cut: bool = False


def to_json(step: Step) -> dict[str, object]:
    return asdict(step)


def change_of(row: Mapping[str, Any]) -> Change:
    """A change from its JSON form."""
    columns = row.get("columns")
    rest = {key: value for key, value in row.items() if key != "columns"}
    given = [Column(**column) for column in columns] if isinstance(columns, list) else []
    return Change(**rest, columns=given)


def step_of(row: Mapping[str, Any]) -> Step:
    """A step from its JSON form."""
    rest = {key: value for key, value in row.items() if key not in ("forth", "reverse")}
    forth, reverse = ([change_of(one) for one in row[key]] for key in ("forth", "reverse"))
    return Step(**rest, forth=forth, reverse=reverse)


def line_at(content: bytes | str, place: int) -> int:
    """The line of a place, counted from 1."""
    before = content.count(b"\n", 0, place) if isinstance(content, bytes) else content.count("\n", 0, place)
    return before + 1


def one_line(text: str) -> str:
    return " ".join(text.split())[:TEXT_LIMIT]
