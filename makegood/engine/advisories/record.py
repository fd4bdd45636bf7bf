"""A vulnerability record: which versions of one package somebody published a weakness of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

ECOSYSTEMS = ("PyPI", "npm", "Packagist", "RubyGems", "Maven", "NuGet", "Go")
"""The registries of the seven languages, in the words of the OSV schema."""

FOLDED = frozenset({"npm", "Packagist", "NuGet"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A stretch of versions: from `introduced` (or after `after`) to before `fixed` or with `last`; empty: no bound."""

    introduced: str = ""
    after: str = ""
    fixed: str = ""
    last: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VulnerabilityRecord:
    """One published weakness of one package. `severity` is critical, high, medium, low or empty; `modified` ISO 8601.

    A version is affected when it lies in a span or is listed in `versions`. `parts` are the import paths of the package
    that hold the weakness, where a record names them (Go).
    """

    id: str
    ecosystem: str
    package: str
    aliases: tuple[str, ...] = ()
    summary: str = ""
    severity: str = ""
    spans: tuple[Span, ...] = ()
    versions: tuple[str, ...] = ()
    modified: str = ""
    parts: tuple[str, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """Every id that this weakness goes by."""
        return frozenset((self.id, *self.aliases))

    def to_json(self) -> dict[str, object]:
        spans = [[span.introduced, span.after, span.fixed, span.last] for span in self.spans]
        return {
            "id": self.id,
            "aliases": list(self.aliases),
            "summary": self.summary,
            "severity": self.severity,
            "spans": spans,
            "versions": list(self.versions),
            **({"parts": list(self.parts)} if self.parts else {}),
        }

    @classmethod
    def from_json(cls, ecosystem: str, package: str, document: Mapping[str, object]) -> VulnerabilityRecord:
        """Raises KeyError, TypeError or ValueError when the document is none."""
        spans, versions, aliases = document["spans"], document["versions"], document["aliases"]
        assert isinstance(spans, list)
        assert isinstance(versions, list)
        assert isinstance(aliases, list)
        return cls(
            id=str(document["id"]),
            ecosystem=ecosystem,
            package=package,
            aliases=tuple(aliases),
            summary=str(document["summary"]),
            severity=str(document["severity"]),
            spans=tuple(
                Span(introduced=begin, after=after, fixed=fixed, last=last) for begin, after, fixed, last in spans
            ),
            versions=tuple(versions),
            parts=tuple(str(part) for part in parts) if isinstance(parts := document.get("parts"), list) else (),
        )


def canonical_name(ecosystem: str, name: str) -> str:
    """The spelling under which a registry knows a package (PEP 503 for PyPI; npm, Packagist and NuGet fold case)."""
    if ecosystem == "PyPI":
        return re.sub(r"[-_.]+", "-", name).lower()
    return name.lower() if ecosystem in FOLDED else name
