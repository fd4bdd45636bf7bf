"""Serves the shop with waitress (docs/decisions/0001-few-dependencies.md says why)."""

import waitress

from larkspur.api import build_application
from larkspur.settings import Settings


def serve(settings: Settings) -> None:
    """Runs until it is stopped."""
    application = build_application(settings)
    waitress.serve(application, host=settings.host, port=settings.port, threads=8, ident=None)
