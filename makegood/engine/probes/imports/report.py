"""One report as read: what it says of itself, and what it says of the code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

TEXT_LIMIT = 500
ROW_LIMIT = 20_000

_COMMIT = re.compile(r"\b[0-9a-f]{40}\b")


class Unreadable(Exception):
    """Not a report of that format, or beyond a limit; the message is half a sentence."""


@dataclass(slots=True, kw_only=True)
class Report:
    """`commits` are the full commit ids that the report names; `rules` is how many rules it says it applied.

    `numbers` are counts by name, `rows` are findings or components, already cut to size.
    """

    format: str
    tool: str = ""
    version: str = ""
    rules: int = 0
    commits: list[str] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)
    rows: list[dict[str, object]] = field(default_factory=list)
    suppressed: int = 0

    def to_json(self) -> dict[str, object]:
        return asdict(self)

    @classmethod
    def from_json(cls, document: Mapping[str, Any]) -> Report:
        return cls(**document)

    def misfit(self, revision: str) -> str:
        """Why the report cannot vouch for this revision (half a sentence), empty when it can (H14)."""
        if not self.tool:
            return "it does not name the tool that made it"
        if self.format == "SARIF" and not self.rules:
            return "it does not name the rules that were applied"
        if not self.commits:
            return "it does not name the commit that it is about"
        if revision not in self.commits:
            return f"it is about the commit {self.commits[0][:10]}, not about the delivered one"
        return ""


def commits_in(text: object) -> list[str]:
    """Full commit ids in a text that is meant to name them."""
    return _COMMIT.findall(text)[:10] if isinstance(text, str) else []


def words(value: object) -> str:
    return value[:TEXT_LIMIT] if isinstance(value, str) else ""
