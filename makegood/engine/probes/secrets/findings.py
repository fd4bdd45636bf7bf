"""The one constructor of evidence about secrets: place, kind, length and a keyed fingerprint, never the value (H23)."""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass

from makegood.engine.evidence import Finding
from makegood.engine.probes.secrets.content import Window
from makegood.engine.redaction import MASK, redact
from makegood.engine.redaction.spans import Span, spans

AROUND = 100
"""Bytes of the line that are shown before and after a masked secret."""

PLACES_LIMIT = 400
_BLOCK = 3_000
_BLOCKS = re.compile(rb"^[\"']?([A-Za-z_][\w-]{0,60})[\"']?:[ \t]*(?:&\w{1,40}[ \t]*)?$", re.MULTILINE)
_AT_HOME = frozenset((b"development", b"test", b"dev", b"testing", b"local"))


@dataclass(frozen=True, slots=True)
class Seen:
    """A secret at a line of a content. `same` is equal for equal values, and says nothing else of them.

    `at_home` tells that it stands in the block of a settings file that only developers and tests use.
    """

    span: Span
    line: int
    length: int
    same: str
    excerpt: str
    at_home: bool = False

    def finding(self, key: bytes, path: str, severity: str, place: str, commit: str | None = None) -> Finding:
        """Its evidence. The fingerprint is an HMAC under the engagement's key: a guess cannot be confirmed by it."""
        identity = f"{self.span.rule}\0{path}\0{self.same}".encode("utf-8", "surrogatepass")
        return Finding(
            rule=self.span.rule,
            summary=f"This is {self.span.name}, {self.length} characters long.",
            path=path,
            line=self.line,
            commit=commit,
            fingerprint=hmac.digest(key, b"place\0" + identity, "sha256").hex()[:32],
            severity=severity,
            excerpt=self.excerpt,
            detail={"length": self.length, "place": place, "same": self.same},
        )


def secrets_in(window: Window, key: bytes) -> list[Seen]:
    """Every secret of a window, each value forgotten as soon as its mask and its keyed digest are made."""
    found: list[Seen] = []
    content = window.content
    line, counted = window.first, 0
    for span in spans(content):
        if span.start < window.fresh:
            continue
        line, counted = line + content.count(b"\n", counted, span.start), span.start
        value = content[span.start : span.end]
        same = hmac.digest(key, b"value\0" + value.strip(), "sha256").hex()[:16]
        found.append(Seen(span, line, len(value), same, _excerpt(content, span), _is_at_home(content, span.start)))
        if len(found) >= PLACES_LIMIT:
            break
    return found


def _is_at_home(content: bytes, at: int) -> bool:
    """Whether an indented line stands below `development:` or `test:`, as Rails keeps its keys for each."""
    if content[content.rfind(b"\n", 0, at) + 1 :][:1] not in (b" ", b"\t"):
        return False
    blocks = _BLOCKS.findall(content, max(0, at - _BLOCK), at)
    return bool(blocks) and blocks[-1].lower() in _AT_HOME


def _excerpt(content: bytes, span: Span) -> str:
    begin = max(content.rfind(b"\n", 0, span.start) + 1, span.start - AROUND)
    after = content.find(b"\n", span.end)
    end = min(after if after >= 0 else len(content), span.end + AROUND)
    if b"\n" in content[span.start : span.end].strip():
        end = span.end
    before, behind = (_masked(part) for part in (content[begin : span.start], content[span.end : end]))
    return f"{before}{MASK * 6}{behind}".strip()


def _masked(part: bytes) -> str:
    return redact(part.decode("utf-8", "backslashreplace"))
