"""The interface that the application offers to other programs: its routes, its description, and what changed."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

ROUTES = FactName(
    "api.routes",
    FactType.TABLE,
    "routes",
    "Each HTTP route in the code: method, path, file, line, kind (api, page, unclear), described, framework.",
)
DESCRIPTIONS = FactName(
    "api.descriptions",
    FactType.TABLE,
    "files",
    "Each description of the interface: path, line, kind, operations, whether a framework makes it when it runs.",
)
UNSERVED = FactName("api.unserved", FactType.FINDINGS, "operations", "Described operations that no code answers.")
CHANGES = FactName(
    "api.changes",
    FactType.FINDINGS,
    "places",
    "What the description no longer offers or newly demands since the last accepted revision.",
    compares=True,
)
EVERY = (ROUTES, DESCRIPTIONS, UNSERVED, CHANGES)
