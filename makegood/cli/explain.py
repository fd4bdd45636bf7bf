"""`makegood explain ID`: what one check promises, why it matters, and how it is judged."""

from __future__ import annotations

import argparse
import difflib
import textwrap

from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser("explain", help="say what a check means", description="Says what one check means.")
    parser.add_argument("id", metavar="ID", help="the check, as `makegood checks` lists it")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    from makegood.engine import catalogue
    from makegood.engine.dictionary import load_facts

    checks = catalogue.load()
    check = checks.get(given.id)
    if check is None:
        near = difflib.get_close_matches(given.id, checks, n=1)
        raise Refused(f"There is no check {given.id!r}.{f' Did you mean {near[0]}?' if near else ''}")
    dictionary = load_facts()
    print(f"{check.id} (version {check.version})\n")
    for label, text in (
        ("Promise", check.promise),
        ("Why", check.why),
        ("If it fails, the partner is asked", check.remedy),
    ):
        print(textwrap.fill(f"{label}: {text}", 100, subsequent_indent="  "))
    print("\nIt looks at:")
    for name in (*check.needs, *check.uses):
        meaning = dictionary[name].meaning if name in dictionary else "nothing gives this yet"
        print(textwrap.fill(f"  {name}: {meaning}", 100, subsequent_indent="    "))
    print(f"\nWhat counts: {', '.join(sorted(origin.value for origin in check.accepts))}")
    for name, value in check.limits.items():
        print(f"Limit: {name} = {value}")
    if check.standards:
        print(f"Standards: {', '.join(check.standards)}")
    return 0
