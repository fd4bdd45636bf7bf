"""FriendsOfPHP security advisories (github.com/FriendsOfPHP/security-advisories): one YAML file per weakness."""

from __future__ import annotations

from collections.abc import Mapping

from makegood.engine.advisories.record import Span, VulnerabilityRecord, canonical_name

_BOUNDS = (">=", "<=", "==", ">", "<", "=")


def is_friendsofphp(document: object) -> bool:
    return isinstance(document, dict) and isinstance(document.get("branches"), dict) and _package(document) != ""


def record(document: Mapping[str, object], name: str) -> VulnerabilityRecord:
    """`name` is the file's own (`symfony/http-foundation/CVE-2014-5244`), the id of a record without a CVE."""
    branches = document["branches"]
    assert isinstance(branches, dict)
    rows = [branch for branch in branches.values() if isinstance(branch, dict)]
    cve = document.get("cve")
    known = cve if isinstance(cve, str) and cve.startswith("CVE-") else ""
    return VulnerabilityRecord(
        id=known or name,
        ecosystem="Packagist",
        package=canonical_name("Packagist", _package(document)),
        summary=str(document.get("title", ""))[:240],
        spans=tuple(span for row in rows if (span := _span(row.get("versions"))) is not None),
        modified=max((_time(row.get("time")) for row in rows), default=""),
    )


def _package(document: Mapping[str, object]) -> str:
    reference = document.get("reference")
    if not isinstance(reference, str) or not reference.startswith("composer://"):
        return ""
    return reference.removeprefix("composer://")


def _span(constraints: object) -> Span | None:
    """All constraints of a branch hold together: `['>=2.0.0', '<2.0.19']`."""
    bounds: dict[str, str] = {}
    for item in constraints if isinstance(constraints, list) else [constraints]:
        if not isinstance(item, str):
            return None
        text = item.strip()
        sign = next((sign for sign in _BOUNDS if text.startswith(sign)), "=")
        bounds[sign] = text.removeprefix(sign).strip()
    exact = bounds.get("==", bounds.get("=", ""))
    if exact:
        return Span(introduced=exact, last=exact)
    return Span(
        introduced=bounds.get(">=", ""), after=bounds.get(">", ""), fixed=bounds.get("<", ""), last=bounds.get("<=", "")
    )


def _time(value: object) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return value.replace(" ", "T") if isinstance(value, str) and value[:2] == "20" else ""
