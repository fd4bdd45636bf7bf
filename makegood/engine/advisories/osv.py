"""OSV documents (ossf.github.io/osv-schema), in JSON or YAML, as vulnerability records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from makegood.engine.advisories.matching import within
from makegood.engine.advisories.record import ECOSYSTEMS, Span, VulnerabilityRecord, canonical_name
from makegood.engine.advisories.severity import severity_of
from makegood.engine.advisories.versions import VersionUnread, key

SUMMARY_LIMIT = 240
VERSIONS_LIMIT = 5_000


def is_osv(document: object) -> bool:
    return (
        isinstance(document, dict)
        and isinstance(document.get("id"), str)
        and isinstance(document.get("affected"), list)
    )


def records(document: Mapping[str, object]) -> Iterator[VulnerabilityRecord]:
    """One record per affected package of the seven ecosystems; none when the document was withdrawn."""
    if document.get("withdrawn"):
        return
    summary = _text(document.get("summary")) or _text(document.get("details"))
    told = _text(_mapping(document.get("database_specific")).get("severity"))
    for affected in _mappings(document.get("affected")):
        package = _mapping(affected.get("package"))
        ecosystem = _text(package.get("ecosystem")).partition(":")[0]
        name = _text(package.get("name"))
        if ecosystem not in ECOSYSTEMS or not name:
            continue
        spans = tuple(span for item in _mappings(affected.get("ranges")) for span in _spans(item))
        word = told or _text(_mapping(affected.get("database_specific")).get("severity"))
        vectors = [
            _text(item.get("score"))
            for item in (*_mappings(affected.get("severity")), *_mappings(document.get("severity")))
        ]
        yield VulnerabilityRecord(
            id=_text(document.get("id")),
            ecosystem=ecosystem,
            package=canonical_name(ecosystem, name),
            aliases=tuple(_texts(document.get("aliases"))[:50]),
            summary=" ".join(summary.split())[:SUMMARY_LIMIT],
            severity=severity_of(word, vectors),
            spans=spans,
            versions=_listed(ecosystem, affected, spans),
            modified=_text(document.get("modified")),
            parts=_parts(affected),
        )


def _parts(affected: Mapping[str, object]) -> tuple[str, ...]:
    imports = _mappings(_mapping(affected.get("ecosystem_specific")).get("imports"))
    return tuple(path for item in imports[:200] if (path := _text(item.get("path"))))


def _spans(item: Mapping[str, object]) -> Iterator[Span]:
    """Events in their order. GIT ranges speak of commits, which no lock file of a registry does."""
    if item.get("type") not in ("SEMVER", "ECOSYSTEM"):
        return
    begun: str | None = None
    for event in _mappings(item.get("events")):
        if "introduced" in event:
            if begun is not None:
                yield Span(introduced=begun)
            begun = _text(event["introduced"])
        elif begun is not None and "fixed" in event:
            yield Span(introduced=begun, fixed=_text(event["fixed"]))
            begun = None
        elif begun is not None and "last_affected" in event:
            yield Span(introduced=begun, last=_text(event["last_affected"]))
            begun = None
    if begun is not None:
        yield Span(introduced=begun)


def _listed(ecosystem: str, affected: Mapping[str, object], spans: tuple[Span, ...]) -> tuple[str, ...]:
    """The listed versions that no span holds already: most lists are the spans written out."""
    versions = _texts(affected.get("versions"))[:VERSIONS_LIMIT]
    return tuple(version for version in versions if not _held(ecosystem, version, spans))


def _held(ecosystem: str, version: str, spans: tuple[Span, ...]) -> bool:
    try:
        at = key(ecosystem, version)
    except VersionUnread:
        return False
    return any(within(ecosystem, at, span) for span in spans)


def _text(value: object) -> str:
    """YAML reads a date as a date, and a bare 1.10 as a number, which is no version any more."""
    if isinstance(value, str):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else ""


def _texts(value: object) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}


def _mappings(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
