"""Models that say something else than what the migrations leave behind: the program fails on the first use."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence

from makegood.engine.evidence import Finding
from makegood.engine.probes.migrations.placed import Placed
from makegood.engine.tables import Change, Column
from makegood.engine.tables.replay import Table, Tables, key, replayed

Models = Mapping[str, tuple[str, list[Change]]]
"""Path -> (framework, its changes)."""

DJANGO = frozenset(
    "AutoField BigAutoField BigIntegerField BinaryField BooleanField CharField DateField DateTimeField DecimalField"
    " DurationField EmailField FileField FilePathField FloatField ForeignKey GenericIPAddressField ImageField"
    " IntegerField JSONField NullBooleanField OneToOneField PositiveBigIntegerField"
    " PositiveIntegerField PositiveSmallIntegerField SlugField SmallAutoField SmallIntegerField TextField"
    " TimeField URLField UUIDField".split()
)
"""Django's own fields; those of others may stand for two columns or for none."""

LEAST_SHARE = 0.6
"""Of the declared tables that the migrations must know, before one that they do not know is missing."""


def drifted(steps: Sequence[Placed], models: Models) -> Iterator[Finding]:
    """Models and columns that no migration makes, each at the line of the model."""
    yield from _django([one for one in steps if one.step.label == "django"], models)
    yield from _prisma([one for one in steps if one.step.label == "sql"], models)
    yield from _sqlalchemy([one for one in steps if one.step.label == "alembic"], models)


def _replay(steps: Sequence[Placed]) -> Tables:
    return replayed(((one.path, change) for one in steps for change in one.step.forth), state=True)


def _finding(rule: str, summary: str, path: str, line: int, text: str, severity: str = "high") -> Finding:
    return Finding.at(rule, summary, path, line=line, text=text, severity=severity)


def _django(steps: Sequence[Placed], models: Models) -> Iterator[Finding]:
    apps = {posixpath.dirname(one.chain): one.app for one in steps}
    if not apps:
        return
    state = _replay(steps)
    unclear = {one.app for one in steps if one.step.cut}
    for path, (label, changes) in models.items():
        home = _home(path, apps)
        if label != "django" or home is None or not re.search(r"(?:^|/)models(?:\.py$|/)", path[len(home) :]):
            continue
        for change in changes:
            if change.act != "create" or change.only == "abstract":
                continue
            app = change.only.partition(":")[2] or apps[home]
            table = state.get(key(f"{app}_{change.table}"))
            if app in unclear or (table is not None and not table.whole):
                continue
            if table is not None:
                yield from _columns(path, change, table)
            elif change.sure and change.columns and change.to == "models.Model":
                what = f"No migration makes the table of {change.table}: the first use of it fails."
                yield _finding("model-without-migration", what, path, change.line, change.text)


def _home(path: str, apps: Mapping[str, str]) -> str | None:
    folder = posixpath.dirname(path)
    while folder and folder not in apps:
        folder = posixpath.dirname(folder)
    return folder if folder in apps else None


def _columns(path: str, change: Change, table: Table) -> Iterator[Finding]:
    for column in change.columns:
        known = table.columns.get(key(column.name))
        if known is None and column.raw in DJANGO:
            what = f"No migration makes {change.table}.{column.name}, which the code declares: its first use fails."
            yield _finding("column-without-migration", what, path, column.line, column.text)
        elif known is not None and (said := _difference(column, known)):
            what = f"{change.table}.{column.name} {said}, and no migration makes it so."
            yield _finding("change-without-migration", what, path, column.line, column.text, "medium")


def _difference(column: Column, known: Column) -> str:
    if column.raw != known.raw:
        return ""
    if column.raw == "CharField" and column.size and known.size and column.size != known.size:
        return f"holds {column.size} characters in the code and {known.size} in the database"
    if column.null != known.null and None not in (column.null, known.null):
        return "may be empty in the code only" if column.null else "may be empty in the database only"
    return ""


def _prisma(steps: Sequence[Placed], models: Models) -> Iterator[Finding]:
    for path, (label, changes) in models.items():
        if label != "prisma":
            continue
        homes = {one.chain for one in steps if _beside(path, one.chain)}
        state = _replay([one for one in steps if one.chain in homes])
        if any(table.whole for table in state.values()):
            yield from _declared([(path, change) for change in changes if "@ignore" not in change.text], state)


def _beside(path: str, chain: str) -> bool:
    return (posixpath.dirname(path) + "/").startswith(posixpath.dirname(chain) + "/") and chain.endswith("migrations")


def _sqlalchemy(steps: Sequence[Placed], models: Models) -> Iterator[Finding]:
    if not steps:
        return
    shared = {
        change.text.partition("(")[0].removeprefix("class "): change
        for label, changes in models.values()
        if label == "sqlalchemy"
        for change in changes
        if change.act == "create" and change.only == "abstract"
    }
    declared = []
    for path, (label, changes) in models.items():
        for change in changes if label == "sqlalchemy" else []:
            if change.act == "create" and not change.only:
                declared.append((path, change))
                given = [shared[base] for base in change.to.split() if base in shared]
                declared += [(_path_of(one, models), _under(one, change.table)) for one in given]
    yield from _declared(declared, _replay(steps))


def _under(shared: Change, table: str) -> Change:
    return Change("create", table, shared.line, shared.columns, text=shared.text)


def _path_of(change: Change, models: Models) -> str:
    return next(path for path, (_, changes) in models.items() if any(one is change for one in changes))


def _declared(declared: Sequence[tuple[str, Change]], state: Tables) -> Iterator[Finding]:
    made = [(path, change) for path, change in declared if change.act == "create"]
    known = sum((table := state.get(key(change.table))) is not None and table.whole for _, change in made)
    if not made or known / len(made) < LEAST_SHARE:
        return
    said: set[tuple[str, int]] = set()
    for path, change in made:
        table = state.get(key(change.table))
        if table is None:
            what = f"No migration makes the table {change.table}: the first use of it fails."
            yield _finding("model-without-migration", what, path, change.line, change.text)
            continue
        for column in change.columns if table.whole else ():
            if (
                key(column.name) not in table.columns
                and "@ignore" not in column.text
                and (path, column.line) not in said
            ):
                said.add((path, column.line))
                what = f"No migration makes {change.table}.{column.name}, which the code declares: its first use fails."
                yield _finding("column-without-migration", what, path, column.line, column.text)
