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
    parser.add_argument("--yes", action="store_true", help="do not ask before the sample that is there gives way")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    django_in_command()
    from makegood.sample.building import SampleRefused, build_sample, has_sample

    if has_sample() and sys.stdin.isatty() and not (given.yes or _agrees()):
        print("Nothing was changed.")
        return 0
    try:
        engagement = build_sample(_say)
    except SampleRefused as refused:
        raise Refused(str(refused)) from None
    print(f"The sample is made: {engagement.name}. Open the first page, signed out, and choose to explore it.")
    return 0


def _agrees() -> bool:
    _say("There is a sample already. A new one takes its place, and what was tried in the old one is put away.")
    return input("Make it again? [y/N] ").strip().lower() in ("y", "yes")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
