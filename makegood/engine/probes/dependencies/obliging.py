"""Licences that oblige or forbid, of packages whose manifests and locks do not name them (PyPI, Maven, NuGet, Go)."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_ROWS = Path(__file__).parent / "obliging.txt"


def licence_of(ecosystem: str, name: str, version: str) -> str:
    """The licence that a package ships, "" where the table has none. Versions below the named one had another."""
    row = _rows().get((ecosystem.casefold(), name.casefold()))
    if row is None:
        return ""
    licence, since = row
    major = re.match(r"\D{0,4}(\d{1,6})", version)
    return "" if since and major and int(major[1]) < since else licence


@cache
def _rows() -> dict[tuple[str, str], tuple[str, int]]:
    found: dict[tuple[str, str], tuple[str, int]] = {}
    for line in _ROWS.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        ecosystem, name, *rest = line.split()
        since = int(rest.pop()) if rest[-1].isdigit() else 0
        found[ecosystem, name] = (" ".join(rest), since)
    return found
