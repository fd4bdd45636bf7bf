"""Whether code still uses a table or a column that a migration takes away."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from makegood.engine.probe import Scene
from makegood.engine.repository.git import GitFailed
from makegood.engine.repository.paths import is_product
from makegood.engine.tables import Change
from makegood.engine.tables.files import is_step

ENDINGS = "py js jsx mjs cjs ts tsx mts cts php rb java kt cs go vue prisma graphql erb html".split()
WORDS = 40
_TOO_COMMON = frozenset("id name type data key value status title text date created updated".split())


@dataclass(slots=True)
class Models:
    """Every model of the revision: (path, its creation)."""

    made: list[tuple[str, Change]] = field(default_factory=list)

    def find(self, table: str) -> tuple[str, Change] | None:
        wanted = singular(table)
        for path, change in self.made:
            if wanted in (singular(change.table), singular(change.to)) and change.only not in ("abstract",):
                return path, change
        return None


def with_bases(change: Change, made: list[tuple[str, Change]]) -> Change:
    """A model with the columns that it takes from classes which make no table of their own."""
    bases = set(change.to.split())
    given = [one for _, one in made if one.only == "abstract" and bases & {one.table, _class_of(one)}]
    return replace(change, columns=[*change.columns, *(column for one in given for column in one.columns)])


def _class_of(change: Change) -> str:
    return change.text.partition("(")[0].removeprefix("class ")


def singular(name: str) -> str:
    """`order_items`, `OrderItem` and `OrderItems` are one."""
    bare = re.sub(r"[^a-z0-9]", "", name.lower())
    return re.sub(r"(?:ies)$", "y", bare) if bare.endswith("ies") else bare.removesuffix("s")


def spellings(name: str) -> set[str]:
    """A name as code may write it: `total_price`, `totalPrice`, `TotalPrice`."""
    parts = [part for part in re.split(r"_|(?<=[a-z0-9])(?=[A-Z])", name) if part]
    if not parts:
        return set()
    pascal = "".join(part[:1].upper() + part[1:] for part in parts)
    return {name, "_".join(parts).lower(), pascal, pascal[:1].lower() + pascal[1:]}


class Usage:
    """Asks the revision's source, once for each name."""

    def __init__(self, scene: Scene, models: Models) -> None:
        self.scene = scene
        self.models = models
        self.known: dict[frozenset[str], list[tuple[str, int]]] = {}

    def of_column(self, table: str, column: str) -> tuple[str, int] | None:
        """(path, line) of a use. Where a model of the table is known, it alone decides."""
        model = self.models.find(table)
        if model is not None:
            path, change = model
            wanted = spellings(column) | spellings(re.sub(r"_id$", "", column))
            found = next((one for one in change.columns if spellings(one.name) & wanted), None)
            return (path, found.line) if found is not None else None
        places = self._places(spellings(column) - {column.lower()} | {column})
        if not places:
            return None
        beside = {path for path, _ in self._places(_of_table(table))}
        return next((place for place in places if place[0] in beside), None)

    def of_table(self, table: str) -> tuple[str, int] | None:
        model = self.models.find(table)
        if model is not None:
            return model[0], model[1].line
        if len(table) < 4 or table.lower() in _TOO_COMMON:
            return None
        places = self._places(_of_table(table))
        return places[0] if places else None

    def _places(self, words: Iterable[str]) -> list[tuple[str, int]]:
        asked = frozenset(word for word in words if re.fullmatch(r"[\w$]{2,100}", word))
        if not asked or len(self.known) > WORDS:
            return []
        if asked not in self.known:
            self.known[asked] = self._search(asked)
        return self.known[asked]

    def _search(self, words: frozenset[str]) -> list[tuple[str, int]]:
        patterns = [part for word in sorted(words) for part in ("-e", word)]
        files = [f"*.{ending}" for ending in ENDINGS]
        revision = self.scene.repository.revision
        try:
            raw = self.scene.repository.git.output(
                "grep", "-z", "-n", "-I", "-w", "-F", *patterns, revision, "--", *files, seconds=20
            )
        except GitFailed:  # status 1 says: found nowhere
            return []
        found = []
        for line in raw.decode("utf-8", "backslashreplace").split("\n"):
            head, _, rest = line.partition("\0")
            number, _, text = rest.partition("\0")
            path = head.removeprefix(f"{revision}:")
            if number.isdecimal() and is_product(path) and not is_step(path) and _is_code(path, text):
                found.append((path, int(number)))
        return found


def _is_code(path: str, text: str) -> bool:
    if path.endswith((".sql", "schema.rb")):
        return False
    return not re.match(r"\s*(?:#|//|\*|/\*|--)", text)


def _of_table(table: str) -> set[str]:
    one = re.sub(r"ies$", "y", table) if table.lower().endswith("ies") else re.sub(r"(?<=[^s])s$", "", table)
    return spellings(table) | spellings(one)
