"""Facts: what was read or measured, by whom it is vouched for, and the sheet that holds them for one deliverable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.evidence import Evidence, Finding, Lead
from makegood.engine.gaps import Gap


class Origin(StrEnum):
    """Who vouches for a fact. Observed: read or measured by us, outside the partner's code."""

    OBSERVED = "observed"
    ATTESTED = "attested"
    DECLARED = "declared"


class FactType(StrEnum):
    """A value's shape in Python: int, Decimal, str, bool, list[str], list[Finding], list[Lead], list[dict]."""

    INTEGER = "integer"
    DECIMAL = "decimal"
    TEXT = "text"
    FLAG = "flag"
    TEXTS = "texts"
    FINDINGS = "findings"
    LEADS = "leads"
    TABLE = "table"


class Outside(StrEnum):
    """What else than the revision and the engine's own source decides the facts of a topic.

    A topic says so in its `facts.py` as OUTSIDE; without it, what was seen of a revision once is known for good.
    """

    RECORDS = "the vulnerability records, and the day"
    TOOLS = "the installed scanners"
    RUN = "a run of delivered code, where that is allowed"
    OTHERS = "the other deliverables of the inspection"
    WORKTREE = "what lies uncommitted"


@dataclass(frozen=True, slots=True)
class FactName:
    """The one declaration of a fact: `topic.noun`, its type, its unit, and a sentence that says what it means.

    `compares`: it can only be seen against the last accepted revision; a first delivery has none.
    """

    name: str
    type: FactType
    unit: str
    meaning: str
    kind: Kind = Kind.REPOSITORY
    compares: bool = False

    def encode(self, value: object) -> object:
        """The JSON form of a Python value. Raises ValueError when the value is not of the declared type."""
        if self.type is FactType.DECIMAL and isinstance(value, Decimal | int) and not isinstance(value, bool):
            return format(Decimal(value), "f")
        if self.type in (FactType.FINDINGS, FactType.LEADS) and isinstance(value, list | tuple):
            return [item.to_json() for item in value]
        if not _fits(self.type, value):
            raise ValueError(f"{self.name} is declared as {self.type}, not as {type(value).__name__}")
        return list(value) if isinstance(value, tuple) else value

    def decode(self, document: object) -> object:
        """The Python value of a JSON form. Raises ValueError when it is not of the declared type."""
        if self.type is FactType.DECIMAL and isinstance(document, str):
            try:
                return Decimal(document)
            except InvalidOperation:
                raise ValueError(f"{self.name} is not a decimal: {document!r}") from None
        if self.type in (FactType.FINDINGS, FactType.LEADS) and isinstance(document, list):
            made: type[Finding] = Lead if self.type is FactType.LEADS else Finding
            return [made.from_json(item) for item in document if isinstance(item, dict)]
        if not _fits(self.type, document):
            raise ValueError(f"{self.name} is declared as {self.type}, not as {type(document).__name__}")
        return document


def _fits(fact_type: FactType, value: object) -> bool:
    if fact_type is FactType.INTEGER:
        return isinstance(value, int) and not isinstance(value, bool)
    if fact_type is FactType.TEXT:
        return isinstance(value, str)
    if fact_type is FactType.FLAG:
        return isinstance(value, bool)
    if fact_type is FactType.TEXTS:
        return isinstance(value, list | tuple) and all(isinstance(item, str) for item in value)
    if fact_type is FactType.TABLE:
        return isinstance(value, list | tuple) and all(isinstance(item, dict) for item in value)
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing known about one deliverable. `value` is of the declared Python type; `source` names the probe."""

    name: str
    value: object
    source: str
    observed_at: datetime
    origin: Origin = Origin.OBSERVED
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last accepted revision (full id), and what stood there already: how often each fingerprint, by fact name.

    Only facts that somebody asked to compare are in `known`; one that could not be seen there is absent.
    """

    revision: str
    known: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


@dataclass(slots=True)
class FactSheet:
    """Everything known and not known about one deliverable.

    A fact may stand beside a gap of the same name: then only a part was seen. What was seen can still fail a check;
    only what was wholly seen can pass one. `earlier` is None when no accepted revision was named, or it is gone.
    """

    deliverable: Deliverable
    facts: dict[str, Fact] = field(default_factory=dict)
    gaps: list[Gap] = field(default_factory=list)
    earlier: Earlier | None = None

    def add(self, items: Iterable[Fact | Gap]) -> None:
        """Later facts replace earlier ones of the same name only when their origin is stronger or equal."""
        strength = {Origin.OBSERVED: 2, Origin.ATTESTED: 1, Origin.DECLARED: 0}
        for item in items:
            if isinstance(item, Gap):
                self.gaps.append(item)
                continue
            known = self.facts.get(item.name)
            if known is None or strength[item.origin] >= strength[known.origin]:
                self.facts[item.name] = item

    def gaps_of(self, names: Iterable[str]) -> Iterator[Gap]:
        wanted = set(names)
        return (gap for gap in self.gaps if gap.name in wanted)


class Facts(Mapping[str, object]):
    """What a judge sees: only the facts its check declared, by value. Asking for any other raises KeyError."""

    def __init__(self, sheet: FactSheet, needs: Iterable[str], uses: Iterable[str] = ()) -> None:
        self._declared = (*needs, *uses)
        self._facts = {name: sheet.facts[name] for name in self._declared if name in sheet.facts}

    def __getitem__(self, name: str) -> object:
        if name not in self._declared:
            raise KeyError(f"the check did not declare that it looks at {name}")
        return self._facts[name].value

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)

    def integer(self, name: str) -> int:
        value = self[name]
        assert isinstance(value, int), name
        return value

    def decimal(self, name: str) -> Decimal:
        value = self[name]
        assert isinstance(value, Decimal | int), name
        return Decimal(value)

    def text(self, name: str) -> str:
        return str(self[name])

    def flag(self, name: str) -> bool:
        return bool(self[name])

    def texts(self, name: str) -> list[str]:
        value = self[name]
        assert isinstance(value, list | tuple), name
        return [str(item) for item in value]

    def findings(self, name: str) -> list[Finding]:
        value = self[name]
        assert isinstance(value, list | tuple), name
        return [item for item in value if isinstance(item, Finding)]

    def table(self, name: str) -> list[dict[str, object]]:
        value = self[name]
        assert isinstance(value, list | tuple), name
        return [item for item in value if isinstance(item, dict)]
