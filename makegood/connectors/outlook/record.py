"""What was asked and what was answered, as it is kept. Strangers wrote everything in it: it is cut and cleaned."""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from makegood.connectors.outlook.subject import Subject

TEXT, ROWS = 500, 40


def clean(text: object, most: int = TEXT) -> str:
    """Without what moves a terminal's cursor, hides or turns letters; blanks made one; cut at `most`."""
    kept = "".join(letter if letter.isprintable() else " " for letter in str(text)[: most * 4])
    return " ".join(kept.split())[:most]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """Why there is no answer, as a whole sentence. `ours`: because of this machine or this look, and nobody else."""

    unanswered: str
    ours: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """One request that left the machine. `answered` is what came back in a few words, or why nothing did."""

    who: str
    what: str
    at: datetime
    seconds: float
    bytes: int
    answered: str


@dataclass(frozen=True, slots=True)
class Registration:
    """A domain as its registry or registrar tells it (RDAP, RFC 9083).

    `registrant` is the organisation, or else the person's name; "" where none is told. `hidden`: somebody said that
    there is one who is not shown. `is_registered` is False where the registry knows no such domain.
    """

    server: str
    at: datetime
    is_registered: bool = True
    registrar: str = ""
    reseller: str = ""
    registrant: str = ""
    hidden: bool = False
    created: datetime | None = None
    expires: datetime | None = None
    statuses: tuple[str, ...] = ()
    signed: bool | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """Whose addresses those of the server are (RDAP of the regional registry)."""

    ip: str
    at: datetime
    holder: str = ""
    name: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Records:
    """What the name servers hold for one name and kind. No value is an answer, too; `exists` is False for no name."""

    name: str
    kind: str
    at: datetime
    values: tuple[str, ...] = ()
    exists: bool = True
    alias: str = ""
    problem: Unanswered | None = None


@dataclass(frozen=True, slots=True)
class Certificate:
    """`problem` is "" for one that a browser would take for that host, else why it would not."""

    at: datetime
    issuer: str
    names: tuple[str, ...]
    begins: datetime
    ends: datetime
    problem: str = ""
    by_itself: bool = False


@dataclass(frozen=True, slots=True)
class Cookie:
    name: str
    secure: bool
    http_only: bool
    same_site: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """`headers` are those of `pages.TOLD`, as name and value. `hops` are the addresses that led here."""

    url: str
    at: datetime
    status: int
    headers: tuple[tuple[str, str], ...] = ()
    cookies: tuple[Cookie, ...] = ()
    hops: tuple[str, ...] = ()
    generator: str = ""
    noindex: bool = False

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


@dataclass(frozen=True, slots=True)
class Note:
    """A small text file beside the page (robots.txt, security.txt); `text` is "" where there is none."""

    url: str
    at: datetime
    status: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that one look brought. None is "not asked because it does not apply"."""

    subject: Subject
    at: datetime
    offline: bool
    registration: Registration | Unanswered | None
    network: Network | Unanswered | None
    names: tuple[Records, ...]
    certificate: Certificate | Unanswered | None
    page: Page | Unanswered | None
    plain: Page | Unanswered | None
    robots: Note | Unanswered | None
    security_txt: Note | Unanswered | None
    requests: tuple[Asked, ...] = ()

    def records(self, name: str, kind: str) -> Records | None:
        return next((row for row in self.names if (row.name, row.kind) == (name, kind)), None)

    def as_json(self) -> dict[str, object]:
        told = _told(self)
        assert isinstance(told, dict)
        return told

    @classmethod
    def from_json(cls, data: Mapping[str, object]) -> Look:
        """Raises KeyError, TypeError or ValueError for anything that `as_json` did not write."""
        found = _read(cls, data)
        assert isinstance(found, cls)
        return found


def _told(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: _told(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple):
        return [_told(row) for row in value]
    return value.isoformat() if isinstance(value, datetime) else value


def _read(kind: typing.Any, value: object) -> object:
    if isinstance(kind, types.UnionType):
        return _one_of(typing.get_args(kind), value)
    if typing.get_origin(kind) is tuple:
        return _rows(typing.get_args(kind), value)
    if kind is datetime:
        return datetime.fromisoformat(str(value))
    if dataclasses.is_dataclass(kind) and isinstance(kind, type):
        return _row(kind, value)
    if kind is float and isinstance(value, int):
        return float(value)
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise TypeError(f"no {kind.__name__}")
    return value


def _row(kind: type, value: object) -> object:
    if not isinstance(value, Mapping):
        raise TypeError(f"no {kind.__name__}")
    hints = typing.get_type_hints(kind)
    return kind(**{name: _read(hint, value[name]) for name, hint in hints.items()})


def _rows(kinds: tuple[typing.Any, ...], value: object) -> tuple[object, ...]:
    if not isinstance(value, list):
        raise TypeError("no list")
    if kinds[-1] is Ellipsis:
        return tuple(_read(kinds[0], row) for row in value)
    return tuple(_read(kind, row) for kind, row in zip(kinds, value, strict=True))


def _one_of(kinds: tuple[typing.Any, ...], value: object) -> object:
    if value is None and types.NoneType in kinds:
        return None
    left = [kind for kind in kinds if kind is not types.NoneType]
    if isinstance(value, Mapping) and Unanswered in left and len(left) > 1:
        left = [kind for kind in left if (kind is Unanswered) == ("unanswered" in value)]
    return _read(left[0], value)
