"""`makegood serve`: the web application with its worker, on this machine."""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys

from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "serve",
        help="serve the web application on this machine",
        description="Serves the web application on loopback, with its worker, until Ctrl-C.",
    )
    parser.add_argument("--port", type=int, default=8000, metavar="N", help="the port (default: 8000)")
    parser.add_argument("--no-worker", action="store_true", help="leave the background work to `makegood work`")
    parser.set_defaults(run=run)


def needs_web() -> None:
    """Raises Refused where only the engine is installed."""
    if importlib.util.find_spec("django") is None:
        raise Refused("The web application is not installed here, only the engine: pip install 'makegood[web]'.")


def django_in_command() -> None:
    """For a command that works with the installation's own data. Raises Refused."""
    needs_web()
    from makegood.web import starting
    from makegood.web.configuration import ConfigurationRefused

    try:
        starting.django_here()
    except ConfigurationRefused as refused:
        raise Refused(str(refused)) from None


def run(given: argparse.Namespace) -> int:
    needs_web()
    if not 1 <= given.port <= 65535:
        raise Refused(f"--port takes a number from 1 to 65535, and {given.port} is none.")
    from makegood.web import serving
    from makegood.web.configuration import ConfigurationRefused, read

    os.environ.update(serving.environment_for(given.port, os.environ))
    try:
        address = read().address
        serving.serve(port=given.port, with_worker=not given.no_worker, address=address, say=_say)
    except KeyboardInterrupt:
        _say("\nStopped. Nothing was left running, nothing is lost.")
    except (ConfigurationRefused, serving.CannotServe) as refused:
        raise Refused(str(refused)) from None
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
