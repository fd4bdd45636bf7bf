"""Evidence, findings and leads: what was seen, and where a stranger can look."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

EXCERPT_LIMIT = 600
"""Characters of an excerpt that are kept: enough for a few lines, too few for a smuggled file."""


def digest(content: bytes) -> str:
    """`sha256:<hex>` of the bytes."""
    return "sha256:" + hashlib.sha256(content).hexdigest()


def fingerprint(rule: str, path: str, text: str) -> str:
    """The identity of a finding across revisions: 32 hex digits over rule, path and the normalised line.

    White space is folded, so re-indenting does not make a finding new; the line number does not count.
    """
    normalised = " ".join(text.split())
    return hashlib.sha256(f"{rule}\0{path}\0{normalised}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One place a stranger can open. `excerpt` is partner text and is redacted before anything is written."""

    summary: str
    path: str | None = None
    line: int | None = None
    commit: str | None = None
    fingerprint: str | None = None
    sha256: str | None = None
    excerpt: str | None = None

    def to_json(self) -> dict[str, object]:
        """All keys of the contract, always; `excerpt` only where there is one."""
        document: dict[str, object] = {
            "summary": self.summary,
            "path": self.path,
            "line": self.line,
            "commit": self.commit,
            "fingerprint": self.fingerprint,
            "sha256": self.sha256,
        }
        if self.excerpt is not None:
            document["excerpt"] = self.excerpt
        return document

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> Self:
        return cls(
            summary=str(document.get("summary", "")),
            path=_text(document.get("path")),
            line=_number(document.get("line")),
            commit=_text(document.get("commit")),
            fingerprint=_text(document.get("fingerprint")),
            sha256=_text(document.get("sha256")),
            excerpt=_text(document.get("excerpt")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something observed at a place: a secret's shape, a vulnerable version, a skipped test.

    `rule` names what was recognised (`aws-access-key`), `severity` is one of critical, high, medium, low, info;
    `detail` holds further JSON values that a check may judge by.
    """

    rule: str
    summary: str
    path: str
    line: int | None = None
    commit: str | None = None
    fingerprint: str = ""
    severity: str = "medium"
    excerpt: str | None = None
    detail: Mapping[str, object] = field(default_factory=dict)

    @classmethod
    def at(cls, rule: str, summary: str, path: str, *, line: int | None = None, text: str = "", **more: Any) -> Self:
        """A finding with its fingerprint taken from rule, path and `text` (the line it stands on).

        Never pass the line of a secret as `text`: give its masked form, else the fingerprint confirms a guess.
        """
        made = cls(
            rule=rule, summary=summary, path=path, line=line, fingerprint=fingerprint(rule, path, text or summary)
        )
        if text and "excerpt" not in more:
            more["excerpt"] = text.strip()[:EXCERPT_LIMIT]
        return replace(made, **more)

    def evidence(self) -> Evidence:
        return Evidence(
            summary=self.summary,
            path=self.path or None,
            line=self.line,
            commit=self.commit,
            fingerprint=self.fingerprint or None,
            excerpt=self.excerpt,
        )

    def to_json(self) -> dict[str, object]:
        document: dict[str, object] = {
            "rule": self.rule,
            "summary": self.summary,
            "path": self.path,
            "line": self.line,
            "commit": self.commit,
            "fingerprint": self.fingerprint,
            "severity": self.severity,
            "excerpt": self.excerpt,
        }
        if self.detail:
            document["detail"] = dict(self.detail)
        return document

    @classmethod
    def from_json(cls, document: Mapping[str, object]) -> Self:
        detail = document.get("detail")
        return cls(
            rule=str(document.get("rule", "")),
            summary=str(document.get("summary", "")),
            path=str(document.get("path", "")),
            line=_number(document.get("line")),
            commit=_text(document.get("commit")),
            fingerprint=str(document.get("fingerprint", "")),
            severity=str(document.get("severity", "medium")),
            excerpt=_text(document.get("excerpt")),
            detail=detail if isinstance(detail, dict) else {},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead(Finding):
    """A claim about behaviour that nobody confirmed (a taint path, a missing access check)."""


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None
