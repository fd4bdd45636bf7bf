"""Playbooks: which checks decide a payment, how heavily, and with which limits. Criteria are data, in TOML."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from makegood.engine.check import Check, Limit, Limits
from makegood.engine.evidence import digest
from makegood.engine.facts import Origin
from makegood.engine.verdict import Priority

FOLDER = Path(__file__).parent / "playbooks"
SCHEMA = "makegood.playbook/1"
SIZE_LIMIT = 1_000_000
MOST_LIMIT = 1_000_000_000
MOST_DAYS = 3650
LONGEST_SHOWN = 80


class PlaybookRefused(Exception):
    """A playbook that cannot be used, with the one sentence that says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """One check as agreed: its priority, and what differs from the check's own limits, origins and freshness.

    `fresh_days`: facts older than this many days need to be looked at again; None means that age does not matter.
    `new_only`: places that stood at the last accepted revision already do not count (a delivery that continues work
    which somebody else began).
    """

    check: str
    priority: Priority
    limits: Limits
    accepts: frozenset[Origin]
    fresh_days: int | None = None
    new_only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """Named criteria. `digest` is over the file's bytes (`source`): a changed limit is a changed digest.

    `first` says that this is a first delivery, so that checks which compare have nothing to compare with.
    """

    name: str
    version: int
    title: str
    digest: str
    criteria: Mapping[str, Criterion]
    first: bool = False
    source: str = ""


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def load(name_or_path: str, catalogue: Mapping[str, Check]) -> Playbook:
    """Reads a playbook by name or file. Raises PlaybookRefused with one sentence."""
    path = FOLDER / f"{name_or_path}.toml"
    if name_or_path not in names():
        path = Path(name_or_path)
        if not path.is_file():
            raise PlaybookRefused(f"There is no playbook {name_or_path!r}. Known ones: {', '.join(names())}.")
    if path.stat().st_size > SIZE_LIMIT:
        raise PlaybookRefused(f"The playbook {path.name} is larger than a playbook can be (1 MB).")
    return parse(path.read_bytes(), catalogue, path.name)


def parse(content: bytes, catalogue: Mapping[str, Check], file: str) -> Playbook:
    """A playbook from the bytes of its file. Raises PlaybookRefused with one sentence."""
    try:
        document = tomllib.loads(content.decode("utf-8"), parse_float=Decimal)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as broken:
        raise PlaybookRefused(f"The playbook {file} cannot be read as TOML: {broken}.") from None
    except (ValueError, RecursionError):  # a number of thousands of digits, brackets in brackets without end
        raise PlaybookRefused(f"The playbook {file} cannot be read as TOML: nobody wrote this by hand.") from None
    if document.get("schema") != SCHEMA:
        raise PlaybookRefused(f"The playbook {file} does not say schema = {SCHEMA!r}.")
    rows = document.get("criterion", [])
    if not isinstance(rows, list):
        raise PlaybookRefused(f"The playbook {file} must list its criteria as [[criterion]].")
    own: dict[str, Criterion] = {}
    for row in rows:
        criterion = _criterion(row, catalogue, file)
        if criterion.check in own:
            raise PlaybookRefused(f"The playbook {file} names {criterion.check} twice.")
        own[criterion.check] = criterion
    base = _base(document, catalogue, file)
    version = document.get("version")
    if not isinstance(version, int):
        raise PlaybookRefused(f"The playbook {file} must give its version as a whole number.")
    name, title = document.get("name"), document.get("title")
    return Playbook(
        name=name if isinstance(name, str) and name else Path(file).stem,
        version=version,
        title=title if isinstance(title, str) else "",
        digest=digest(content + base.digest.encode()) if base else digest(content),
        criteria={**base.criteria, **own} if base else own,
        first=document.get("first") is True,
        source=content.decode("utf-8"),
    )


def _base(document: Mapping[str, object], catalogue: Mapping[str, Check], file: str) -> Playbook | None:
    """The playbook of ours that this one changes: `base = "standard"`. One step only; its digest counts as well."""
    name = document.get("base")
    if name is None:
        return None
    content = (FOLDER / f"{name}.toml").read_bytes() if name in names() else b""
    if not content or b"\nbase" in content:
        raise PlaybookRefused(f"The playbook {file} changes {_shown(name)}, which is no playbook that can be changed.")
    return parse(content, catalogue, f"{name}.toml")


def _criterion(row: object, catalogue: Mapping[str, Check], file: str) -> Criterion:
    if not isinstance(row, dict):
        raise PlaybookRefused(f"The playbook {file} has a criterion that is not a table.")
    check = catalogue.get(_word(row.get("check")))
    if check is None:
        asked = _shown(row.get("check"))
        raise PlaybookRefused(f"The playbook {file} asks for the check {asked}, which does not exist.")
    strange = set(row) - {"check", "priority", "limits", "accepts", "fresh_days", "new_only"}
    if strange:
        said = _shown(sorted(strange)[0])
        raise PlaybookRefused(f"The playbook {file} says {said} of {check.id}, which means nothing.")
    try:
        priority = Priority(_word(row.get("priority")))
        accepts = frozenset(Origin(item) for item in row["accepts"]) if "accepts" in row else check.accepts
    except (ValueError, TypeError):
        raise PlaybookRefused(
            f"The playbook {file} gives {check.id} a priority or origin that does not exist "
            "(blocker, required, advisory; observed, attested, declared)."
        ) from None
    fresh = row.get("fresh_days")
    if fresh is not None and (not isinstance(fresh, int) or isinstance(fresh, bool) or not 1 <= fresh <= MOST_DAYS):
        raise PlaybookRefused(f"The playbook {file} gives {check.id} fresh_days that are not a number of days.")
    new_only = row.get("new_only", False)
    if not isinstance(new_only, bool):
        raise PlaybookRefused(f"The playbook {file} gives {check.id} a new_only that is neither true nor false.")
    return Criterion(
        check=check.id,
        priority=priority,
        limits=_limits(row, check, file),
        accepts=accepts,
        fresh_days=fresh,
        new_only=new_only,
    )


def _limits(row: Mapping[str, object], check: Check, file: str) -> Limits:
    given = row.get("limits", {})
    if not isinstance(given, dict):
        raise PlaybookRefused(f"The playbook {file} must give the limits of {check.id} as a table.")
    limits: dict[str, Limit] = dict(check.limits)
    for name, value in given.items():
        if name not in limits:
            raise PlaybookRefused(f"The playbook {file} limits {check.id} by {_shown(name)}, which it does not know.")
        limits[name] = _limit(value, limits[name], f"The playbook {file}, {check.id}, {name}")
    return limits


def _limit(value: object, default: Limit, place: str) -> Limit:
    if isinstance(default, tuple):
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(value)
        raise PlaybookRefused(f"{place}: expected a list of words.")
    if isinstance(default, str):
        if isinstance(value, str):
            return value
        raise PlaybookRefused(f"{place}: expected a word.")
    try:
        number = Decimal(str(value)) if not isinstance(value, bool) else Decimal("NaN")
    except (ArithmeticError, ValueError):
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > MOST_LIMIT:
        raise PlaybookRefused(f"{place}: expected a number, not {_shown(value)}.")
    return int(number) if isinstance(default, int) and number == int(number) else number


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _shown(value: object) -> str:
    """What stands in the file, in a sentence; a number of thousands of digits cannot be written out at all."""
    try:
        said = repr(value)
    except ValueError:
        return "a number without end"
    return said if len(said) <= LONGEST_SHOWN else f"{said[:LONGEST_SHOWN]}…"
