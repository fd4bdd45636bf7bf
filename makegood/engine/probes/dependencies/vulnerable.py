"""Packages with published weaknesses: matched offline against the index, never passed without fresh records."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from makegood.engine.advisories.index import IndexRefused, Part, read_head, records_of
from makegood.engine.advisories.matching import fixed_in, is_affected, merged
from makegood.engine.advisories.record import VulnerabilityRecord, canonical_name
from makegood.engine.advisories.versions import VersionUnread
from makegood.engine.evidence import Finding
from makegood.engine.probes.dependencies.inventory import Used
from makegood.engine.probes.dependencies.listing import Source

WORST_FIRST = ("critical", "high", "medium", "", "low")


@dataclass(slots=True)
class Comparison:
    """What comparing gave. `uncovered` are ecosystems in use without records; `unmatched` have no exact version."""

    findings: list[Finding] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    uncovered: list[str] = field(default_factory=list)
    unmatched: list[Used] = field(default_factory=list)
    problem: str = ""

    def age(self, today: date) -> int | None:
        """Days since the newest record of the ecosystem whose records are oldest, None without records."""
        newest: dict[str, str] = {}
        for part in self.parts:
            newest[part.ecosystem] = max(newest.get(part.ecosystem, ""), part.newest)
        return max(((today - date.fromisoformat(day)).days for day in newest.values()), default=None)


def compare(used: list[Used], folder: Path | None, key: bytes, imported: Collection[str] = frozenset()) -> Comparison:
    """Compares every package of a registry with the records of its ecosystem. `imported` are import paths (of Go)."""
    comparison = Comparison()
    wanted = [item for item in used if item.package.source in (Source.REGISTRY, Source.VENDORED)]
    ecosystems = sorted({item.package.ecosystem for item in wanted})
    try:
        parts = read_head(folder, key) if folder else []
        for ecosystem in ecosystems:
            mine = [part for part in parts if part.ecosystem == ecosystem]
            items = [item for item in wanted if item.package.ecosystem == ecosystem]
            if not mine:
                comparison.uncovered.append(ecosystem)
            assert folder or not mine
            comparison.parts += mine
            _compare(items, mine, folder or Path(), comparison, imported)
    except IndexRefused as refused:
        comparison.problem = str(refused)
        comparison.uncovered = ecosystems
    comparison.findings.sort(key=lambda found: (bool(found.detail.get("dev")), WORST_FIRST.index(found.severity)))
    return comparison


def _compare(
    items: list[Used], parts: list[Part], folder: Path, comparison: Comparison, imported: Collection[str]
) -> None:
    known: dict[str, list[VulnerabilityRecord]] = {}
    names = {canonical_name(item.package.ecosystem, item.package.name) for item in items}
    for part in parts:
        for record in records_of(folder, part, sorted(names)):
            known.setdefault(record.package, []).append(record)
    for item in items:
        if not item.package.version:
            comparison.unmatched.append(item)
            continue
        records = known.get(canonical_name(item.package.ecosystem, item.package.name), [])
        try:
            affecting = [record for record in records if is_affected(record, item.package.version)]
        except VersionUnread:
            comparison.unmatched.append(item)
            continue
        comparison.findings += [_finding(item, group, imported) for group in merged(affecting)]


def _finding(item: Used, group: list[VulnerabilityRecord], imported: Collection[str]) -> Finding:
    package = item.package
    names = sorted({name for record in group for name in record.names}, key=_public_first)
    severities = [record.severity for record in group]
    severity = next((word for word in WORST_FIRST if word in severities), "") or "medium"
    fixes = [fix for record in group if (fix := fixed_in(record, package.version))]
    said = next((record.summary for record in group if record.summary), "")
    ends = f"; {fixes[0]} mends it" if fixes else "; no mended version is published"
    return Finding.at(
        names[0],
        f"{package.name} {package.version}: {names[0]}{ends}. {said}".strip(),
        item.path,
        line=item.line,
        text=f"{package.name} {package.version}",
        severity=severity,
        detail={
            "package": package.name,
            "version": package.version,
            "ecosystem": package.ecosystem,
            "names": names,
            "fixed": fixes[0] if fixes else "",
            "rated": bool(any(severities)),
            "direct": package.direct is True,
            "dev": package.dev,
            "reached": _is_reached(group, bool(fixes), imported),
            "places": [f"{path}:{line}" if line else path for path, line in item.places[:20]],
        },
    )


def _is_reached(group: list[VulnerabilityRecord], mended: bool, imported: Collection[str]) -> bool:
    """False for a hole that nobody mends, in a part of the package that the product's code does not import.

    Go's records name the part: `golang.org/x/crypto/openpgp` is unsafe by design, and most programs never touch it.
    """
    parts = {path for record in group for path in record.parts}
    return mended or not parts or any(path in parts for path in imported)


def _public_first(name: str) -> tuple[int, str]:
    for place, prefix in enumerate(("CVE-", "GHSA-")):
        if name.startswith(prefix):
            return place, name
    return 2, name


def table_of(parts: list[Part]) -> Iterator[dict[str, object]]:
    """Which records were compared with: one row per source and ecosystem."""
    for part in parts:
        yield {
            "ecosystem": part.ecosystem,
            "source": part.source,
            "origin": part.origin,
            "licence": part.licence,
            "newest": part.newest,
            "records": part.records,
            "sha256": f"sha256:{part.sha256}",
        }
