"""`makegood outlook DOMAIN-or-ADDRESS`: what can be seen from outside, and what it means for who pays."""

from __future__ import annotations

import argparse
import json
import shutil
import sys

from makegood.cli.inspect import Commands
from makegood.cli.refusal import Refused

WIDEST = 100


def add(commands: Commands[argparse.ArgumentParser]) -> None:
    parser = commands.add_parser(
        "outlook",
        help="look at a domain or a running address from outside: whose it is, where it stands, what ends when",
        description="Asks the registry, the name server of this machine and the server itself, about 20 requests "
        "in at most a minute, each of which is listed. Exit status 0: seen, and nothing is wrong; 1: something is "
        "wrong or could not be seen; 2: it could not be done.",
    )
    parser.add_argument("subject", metavar="DOMAIN-or-ADDRESS", help="example.com or https://app.example.com")
    parser.add_argument("--domain", default="", metavar="DOMAIN", help="your domain, where the address is another one")
    parser.add_argument(
        "--owner", action="append", default=[], metavar="NAME", help="your company or domain; repeatable"
    )
    parser.add_argument(
        "--partner", action="append", default=[], metavar="NAME", help="your partner's name or domain; repeatable"
    )
    parser.add_argument("--offline", action="store_true", help="ask nobody; say what would be asked")
    parser.add_argument("--json", action="store_true", help="print everything as JSON (makegood.outlook/1)")
    parser.set_defaults(run=run)


def run(given: argparse.Namespace) -> int:
    from makegood.rules.desk.seen import State
    from makegood.rules.outlook.looking import Asker, SubjectRefused, look_outside
    from makegood.rules.outlook.parties import Parties
    from makegood.rules.outlook.telling import lines

    parties = Parties(tuple(given.owner), tuple(given.partner))
    try:
        outlook = look_outside(given.domain, given.subject, parties, None if given.offline else Asker())
    except SubjectRefused as refused:
        raise Refused(str(refused)) from None
    if given.json:
        json.dump(outlook.as_json(), sys.stdout, indent=1, ensure_ascii=False)
        print()
    else:
        print("\n".join(lines(outlook, min(shutil.get_terminal_size((WIDEST, 0)).columns, WIDEST))))
    return 0 if all(row.state is State.GOOD for row in outlook.seen) else 1
