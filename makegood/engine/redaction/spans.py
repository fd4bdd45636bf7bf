"""The one detector: where in a text the secrets stand. Probes report by it and redaction masks by it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from makegood.engine.redaction import assigned, links, tokens
from makegood.engine.redaction.plausible import Strength, entropy, is_documented, is_monotone, strength
from makegood.engine.redaction.shapes import SHAPES, Shape

ANCHOR_LIMIT = 5_000
"""Anchors followed in one text. A file of keys and nothing else is known for what it is long before."""

HEAD = 20_100
"""Bytes that the longest shape may take."""


_SESSION_KEY = re.compile(
    rb"(?:^|[_.-])(?:secret_?key(?:_?base)?|app_?(?:key|secret)|secret_token|jwt_?secret(?:_?key)?|(?:session|cookie)_?(?:secret|key))$"
)


_CONSTANT = re.compile(rb"[A-Z]+(?:_[A-Z]+)+|[A-Z]?[a-z]+(?:[A-Z][a-z]+)+|[a-z]+(?:[_-][a-z]+)+")
"""ATTACHMENT_STORAGE_TYPE begins like a token of Trello: a name of words is none."""


@dataclass(frozen=True, slots=True)
class Span:
    """One secret: `start` and `end` are byte offsets. `name` completes "This is ...".

    `severity` is what it means in delivered code: critical and high are secrets as they stand, medium may be one, info
    is a placeholder or a sample. `quoted` is False for a bare value, which is one in configuration only; `label` is the
    name that the value is given to, "localhost" for one of this same machine, "" where its shape tells what it is.
    """

    rule: str
    name: str
    start: int
    end: int
    severity: str
    quoted: bool = True
    label: str = ""


def spans(content: bytes) -> list[Span]:
    """Every secret in the text, by place, none inside another. Linear in the size of the text."""
    found = _first_of(_follow(_by_shape(), content, _shape_at))
    taken = [(span.start, span.end) for span in found]
    for span in _first_of(_follow(_by_name(), content, _assigned_at)):
        at = bisect_left(taken, (span.start, span.start))
        near = taken[max(0, at - 1) : at + 1]
        if not any(start < span.end and span.start < end for start, end in near):
            found.append(span)
    return sorted(found, key=lambda span: span.start)


def _follow(anchors: Any, content: bytes, look: Callable[[bytes, int], Span | None]) -> Iterator[Span]:
    for number, match in enumerate(anchors.finditer(content)):
        if number >= ANCHOR_LIMIT:
            return
        span = look(content, match.start())
        if span is not None:
            yield span


def _first_of(found: Iterator[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in found:
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def may_hold_secrets(content: bytes) -> bool:
    """Whether `spans` has anything to look at: one pass of one automaton."""
    return _anchors().search(content) is not None


def _shape_at(content: bytes, at: int) -> Span | None:
    for shape, pattern in _by_first_byte()[content[at]]:
        match = pattern.match(content, at, min(len(content), at + HEAD))
        if match is not None:
            return _shaped(shape, *match.span("s"), content)
    found = links.link(content, at)
    return _linked(found) if found is not None else None


def _assigned_at(content: bytes, at: int) -> Span | None:
    given = assigned.assigned(content, at)
    return _assigned(given, content) if given is not None else None


def _shaped(shape: Shape, start: int, end: int, content: bytes) -> Span:
    value = content[start:end]
    severity = tokens.severity(value) if shape.rule == "signed-token" else shape.severity
    if shape.rule == "authorization":
        severity = _authorized(value)
    named = bool(_CONSTANT.fullmatch(value))
    if named or is_documented(value) or entropy(value) < shape.randomness or is_monotone(value):
        severity = "info"
    quoted = shape.rule != "authorization" or _is_quoted(content, start)
    return Span(shape.rule, shape.name, start, end, severity, quoted)


def _is_quoted(content: bytes, at: int) -> bool:
    """Whether a quotation mark opened before on the line. A bare header in a program stands in its documentation."""
    line = content[max(0, content.rfind(b"\n", max(0, at - 400), at) + 1, at - 400) : at]
    return any(mark in line for mark in (b'"', b"'", b"`"))


def _authorized(value: bytes) -> str:
    if value.startswith(b"eyJ"):
        return tokens.severity(value)
    return "high" if strength(value) is Strength.RANDOM else "info"


def _linked(link: links.Link) -> Span:
    severity = "info"
    if link.strength is Strength.RANDOM:
        severity = "high"
    elif link.strength is Strength.PLAUSIBLE:
        severity = "medium" if link.near else "high"
    elif link.strength is Strength.WEAK and not link.near:
        severity = "medium"
    name = "a database password in an address" if link.rule == "database-address" else "a password in an address"
    return Span(link.rule, name, link.start, link.end, severity, label="localhost" if link.near else "")


def _assigned(given: assigned.Assigned, content: bytes) -> Span:
    value = content[given.start : given.end]
    rule, name = _kind(given.name.lower(), value)
    severity = "high" if given.strength is Strength.RANDOM or name == "a password" else "medium"
    label = given.name.decode("ascii", "replace")
    return Span(rule, name, given.start, given.end, severity, given.quoted, label)


def _kind(name: bytes, value: bytes) -> tuple[str, str]:
    if b"aws" in name and len(value) == 40:
        return "aws-secret-key", "a secret key of Amazon Web Services"
    if b"twilio" in name:
        return "twilio-token", "a Twilio token"
    if _SESSION_KEY.search(name):
        return "session-key", "the key that seals sessions"
    if b"pass" in name or b"pwd" in name:
        return "password", "a password"
    return "secret-value", "a secret value"


@cache
def _by_shape() -> Any:
    return _any_of(*(shape.anchor for shape in SHAPES), links.ANCHOR)


@cache
def _by_name() -> Any:
    return _any_of(assigned.ANCHOR)


@cache
def _anchors() -> Any:
    return _any_of(*(shape.anchor for shape in SHAPES), links.ANCHOR, assigned.ANCHOR)


def _any_of(*patterns: str) -> Any:
    return re2.compile("|".join(f"(?:{pattern})" for pattern in dict.fromkeys(patterns)).encode(), _options())


def _options() -> Any:
    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.max_mem = 64 << 20
    options.never_capture = True
    options.log_errors = False
    return options


@cache
def _by_first_byte() -> tuple[tuple[tuple[Shape, re.Pattern[bytes]], ...], ...]:
    """For each first byte the shapes that can begin with it, so that an anchor costs a few tries and not fifty."""
    rows = [(_first_bytes(shape.anchor.encode()), (shape, re.compile(shape.exact.encode()))) for shape in SHAPES]
    return tuple(tuple(row for first, row in rows if byte in first) for byte in range(256))


def _first_bytes(anchor: bytes) -> range:
    low, high = re2.compile(anchor, _options()).possiblematchrange(1)
    return range(low[0] if low else 0, high[0] + 1 if high else 0)
