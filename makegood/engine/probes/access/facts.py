"""Who may use what: the routes of an application and the checks that stand before them."""

from __future__ import annotations

from makegood.engine.facts import FactName, FactType

LEADS = FactName(
    "access.leads",
    FactType.LEADS,
    "places",
    "Places where a check of who asks seems to be missing, switched off or never to refuse.",
)
ROUTES = FactName(
    "access.routes",
    FactType.INTEGER,
    "routes",
    "Routes in Python, JavaScript and TypeScript whose access checks were compared with those of their neighbours.",
)
