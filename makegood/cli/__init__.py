"""The command line: one file per command. What each takes and answers stands in docs/command.md."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from makegood.cli import (
    advisories,
    backup,
    checks,
    clauses,
    demo,
    desk,
    explain,
    gate,
    inspect,
    judge,
    keys,
    outlook,
    read,
    restore,
    serve,
    verify,
    work,
)
from makegood.cli.ending import fault, stoppable
from makegood.cli.refusal import Refused

COMMANDS = (
    inspect,
    judge,
    gate,
    verify,
    clauses,
    read,
    desk,
    outlook,
    checks,
    explain,
    advisories,
    serve,
    work,
    demo,
    backup,
    restore,
    keys,
)


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"makegood: {message[:1].upper()}{message[1:]}. See: {self.prog} --help\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """0 the gate is open (or the command did its work), 1 held or needs evidence, 2 could not be done."""
    parser = _Parser(prog="makegood", description="Judges what a software partner delivered, with evidence.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    for command in COMMANDS:
        command.add(commands)
    given = parser.parse_args(arguments)
    try:
        with stoppable():
            status: int = given.run(given)
            sys.stdout.flush()
        return status
    except Refused as refused:
        return _say(str(refused))
    except KeyboardInterrupt:
        return _say("Stopped. Nothing was left running.")
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 2
    except OSError as broken:
        return _say(f"{broken.strerror or broken}{f': {broken.filename}' if broken.filename else ''}.")
    except Exception as broken:
        return _say(fault(broken, getattr(given, "run_folder", None)))


def _say(sentence: str) -> int:
    print(f"makegood: {sentence}", file=sys.stderr)
    return 2
