"""`makegood work`: the background work alone (inspections, clocks, notices), beside a `makegood serve --no-worker`."""

from __future__ import annotations

import argparse

from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused
from makegood.cli.serve import django_in_command


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "work",
        help="do the web application's background work",
        description="Does the background work of the web application (inspections, clocks, notices) until Ctrl-C.",
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    del given
    django_in_command()
    from makegood import durable
    from makegood.notices import heartbeat

    try:
        durable.work(ready=heartbeat.keep_beating)
    except (durable.WorkerRefused, durable.PlaceRefused) as refused:
        raise Refused(str(refused)) from None
