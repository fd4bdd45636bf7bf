"""CycloneDX JSON: the parts list."""

from __future__ import annotations

from collections.abc import Iterable

from makegood.engine.probes.imports.report import ROW_LIMIT, Report, Unreadable, commits_in, words


def read(document: object) -> Report:
    """Raises Unreadable for JSON that is no CycloneDX bill of materials."""
    if not isinstance(document, dict) or document.get("bomFormat") != "CycloneDX":
        raise Unreadable("it is not a CycloneDX bill of materials")
    report = Report(format="CycloneDX")
    metadata = document.get("metadata")
    if isinstance(metadata, dict):
        report.tool, report.version = _tool(metadata.get("tools"))
        report.commits = _commits(metadata.get("component"))
        properties = metadata.get("properties")
        for row in properties if isinstance(properties, list) else []:
            report.commits += commits_in(row.get("value")) if isinstance(row, dict) else []
    components = document.get("components")
    rows = components if isinstance(components, list) else []
    report.rows = [_component(row) for row in rows[:ROW_LIMIT] if isinstance(row, dict)]
    return report


def _tool(tools: object) -> tuple[str, str]:
    rows: Iterable[object] = ()
    if isinstance(tools, list):
        rows = tools
    elif isinstance(tools, dict) and isinstance(tools.get("components"), list):
        rows = tools["components"]
    named = [(words(row.get("name")), words(row.get("version"))) for row in rows if isinstance(row, dict)]
    return named[0] if named else ("", "")


def _commits(component: object) -> list[str]:
    if not isinstance(component, dict):
        return []
    found = commits_in(component.get("version"))
    pedigree = component.get("pedigree")
    rows = pedigree.get("commits") if isinstance(pedigree, dict) else None
    for row in rows if isinstance(rows, list) else []:
        found += commits_in(row.get("uid")) if isinstance(row, dict) else []
    return found


def _component(row: dict[str, object]) -> dict[str, object]:
    licences = row.get("licenses")
    names = []
    for choice in licences if isinstance(licences, list) else []:
        if isinstance(choice, dict):
            licence = choice.get("license")
            held = licence if isinstance(licence, dict) else {}
            names.append(words(choice.get("expression")) or words(held.get("id")) or words(held.get("name")))
    return {
        "type": words(row.get("type")),
        "name": words(row.get("name")),
        "version": words(row.get("version")),
        "purl": words(row.get("purl")),
        "licence": " AND ".join(name for name in names if name),
    }
