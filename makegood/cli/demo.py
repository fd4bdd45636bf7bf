"""`makegood demo`: makes the sample engagement again."""

from __future__ import annotations

import argparse
import sys

from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused
from makegood.cli.serve import django_in_command


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "demo",
        help="make the sample engagement again",
        description="Makes the sample engagement of the web application again: seven weeks of it, with real "
        "inspections. What was tried in the old sample is gone; nothing else is touched.",
    )
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    del given
    django_in_command()
    from makegood.sample.building import SampleRefused, build_sample

    try:
        engagement = build_sample(_say)
    except SampleRefused as refused:
        raise Refused(str(refused)) from None
    print(f"The sample is made: {engagement.name}. Open the first page, signed out, and choose to explore it.")
    return 0


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
