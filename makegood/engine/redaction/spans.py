"""The one detector: where in a text the secrets stand. Probes report by it and redaction masks by it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import re2

from makegood.engine.redaction import assigned, links
from makegood.engine.redaction.plausible import Strength, entropy, is_documented, is_monotone
from makegood.engine.redaction.shapes import SHAPES, Shape

ANCHOR_LIMIT = 5_000
"""Anchors followed in one text. A file of keys and nothing else is known for what it is long before."""

HEAD = 20_100
"""Bytes that the longest shape may take."""


@dataclass(frozen=True, slots=True)
class Span:
    """One secret: `start` and `end` are byte offsets. `name` completes "This is ...".

    `severity` is what it means in delivered code: critical and high are secrets as they stand, medium may be one, info
    is a placeholder or a sample. `quoted` is False for a bare value, which is one in configuration only.
    """

    rule: str
    name: str
    start: int
    end: int
    severity: str
    quoted: bool = True


def spans(content: bytes) -> list[Span]:
    """Every secret in the text, by place, none inside another. Linear in the size of the text."""
    found: list[Span] = []
    for number, match in enumerate(_anchors().finditer(content)):
        if number >= ANCHOR_LIMIT:
            break
        at = match.start()
        span = next(_at(content, at), None)
        if span is not None and (not found or span.start >= found[-1].end):
            found.append(span)
    return found


def may_hold_secrets(content: bytes) -> bool:
    """Whether `spans` has anything to look at: one pass of one automaton."""
    return _anchors().search(content) is not None


def _at(content: bytes, at: int) -> Iterator[Span]:
    for shape, pattern in _by_first_byte()[content[at]]:
        match = pattern.match(content, at, min(len(content), at + HEAD))
        if match is not None:
            yield _shaped(shape, *match.span("s"), content)
    found = links.link(content, at)
    if found is not None:
        yield _linked(found)
    given = assigned.assigned(content, at)
    if given is not None:
        yield _assigned(given, content)


def _shaped(shape: Shape, start: int, end: int, content: bytes) -> Span:
    value = content[start:end]
    severity = shape.severity
    if is_documented(value) or entropy(value) < shape.randomness or is_monotone(value):
        severity = "info"
    return Span(shape.rule, shape.name, start, end, severity)


def _linked(link: links.Link) -> Span:
    severity = "info"
    if link.strength is Strength.RANDOM:
        severity = "high"
    elif link.strength is Strength.PLAUSIBLE:
        severity = "medium" if link.near else "high"
    elif link.strength is Strength.WEAK and not link.near:
        severity = "medium"
    name = "a database password in an address" if link.rule == "database-address" else "a password in an address"
    return Span(link.rule, name, link.start, link.end, severity)


def _assigned(given: assigned.Assigned, content: bytes) -> Span:
    value = content[given.start : given.end]
    inner = next((span for span in _inner(value) if span.rule != "generic"), None)
    if inner is not None:
        start = given.start + inner.start
        severity = "high" if inner.rule == "signed-token" and inner.severity == "medium" else inner.severity
        return Span(inner.rule, inner.name, start, given.start + inner.end, severity)
    rule, name = _kind(given.name.lower(), value)
    severity = "high" if given.strength is Strength.RANDOM or name == "a password" else "medium"
    if given.default:
        severity = "medium"
    return Span(rule, name, given.start, given.end, severity, given.quoted)


def _inner(value: bytes) -> Iterator[Span]:
    for shape, pattern in _by_first_byte()[value[0]]:
        match = pattern.match(value)
        if match is not None:
            yield _shaped(shape, *match.span("s"), value)
    at = value.find(b"://")
    found = links.link(value, at) if at > 0 else None
    if found is not None:
        yield _linked(found)


def _kind(name: bytes, value: bytes) -> tuple[str, str]:
    if b"aws" in name and len(value) == 40:
        return "aws-secret-key", "a secret key of Amazon Web Services"
    if b"twilio" in name:
        return "twilio-token", "a Twilio token"
    if b"pass" in name or b"pwd" in name:
        return "password", "a password"
    return "secret-value", "a secret value"


@cache
def _anchors() -> Any:
    options = re2.Options()
    options.max_mem = 64 << 20
    options.never_capture = True
    options.log_errors = False
    rows = [shape.anchor for shape in SHAPES]
    whole = "|".join(f"(?:{row})" for row in dict.fromkeys([*rows, links.ANCHOR, assigned.ANCHOR]))
    options.encoding = re2.Options.Encoding.LATIN1
    return re2.compile(whole.encode(), options)


@cache
def _by_first_byte() -> tuple[tuple[tuple[Shape, Any], ...], ...]:
    """For each first byte the shapes that can begin with it, so that an anchor costs a few tries and not fifty."""
    import re

    rows: list[list[tuple[Shape, Any]]] = [[] for _ in range(256)]
    for shape in SHAPES:
        pattern = re.compile(shape.exact.encode())
        for first in range(256):
            rows[first].append((shape, pattern))
    return tuple(tuple(row) for row in rows)
