"""Whether a version is affected by a record: the OSV schema's evaluation, by the ecosystem's own order of versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from makegood.engine.advisories.record import Span, VulnerabilityRecord
from makegood.engine.advisories.versions import VersionUnread, key


def is_affected(record: VulnerabilityRecord, version: str) -> bool:
    """Raises VersionUnread when the version is none in its ecosystem. A record's own bad bound affects nothing."""
    at = key(record.ecosystem, version)
    return version in record.versions or any(within(record.ecosystem, at, span) for span in record.spans)


def within(ecosystem: str, at: Any, span: Span) -> bool:
    """Whether the version with this key lies in the span; a bound that is no version bounds nothing in."""
    try:
        if span.introduced not in ("", "0") and at < key(ecosystem, span.introduced):
            return False
        if span.after and not at > key(ecosystem, span.after):
            return False
        if span.fixed and not at < key(ecosystem, span.fixed):
            return False
        return not (span.last and at > key(ecosystem, span.last))
    except (VersionUnread, TypeError):
        return False


def fixed_in(record: VulnerabilityRecord, version: str) -> str:
    """The version that ends the span in which this version lies, empty when none is published."""
    at = key(record.ecosystem, version)
    return next((span.fixed for span in record.spans if span.fixed and within(record.ecosystem, at, span)), "")


def merged(records: Iterable[VulnerabilityRecord]) -> list[list[VulnerabilityRecord]]:
    """Records of one package grouped by weakness: one CVE often has a GHSA and a PYSEC record, which share an alias."""
    groups: list[tuple[set[str], list[VulnerabilityRecord]]] = []
    for record in records:
        names = set(record.names)
        together = [record]
        apart = []
        for known, members in groups:
            if known & names:
                names |= known
                together = [*members, *together]
            else:
                apart.append((known, members))
        groups = [*apart, (names, together)]
    return [members for _, members in groups]
