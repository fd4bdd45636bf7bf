"""zizmor (its maker's wheel, MIT): faults of GitHub workflows."""

from __future__ import annotations

import re

from makegood.engine.repository.tree import Entry
from makegood.engine.tools.scanner import Control, Scanner

NAME = ".github/workflows/workflow.yml"
"""zizmor finds workflows by their folder; each file gets such a folder of its own."""

_CONTROL = """on: pull_request_target
jobs:
  greet:
    runs-on: ubuntu-latest
    steps:
      - run: echo "${{ github.event.pull_request.title }}"
"""


def _name(entry: Entry) -> str | None:
    folder, _, name = entry.path.rpartition("/")
    return NAME if folder == ".github/workflows" and name.endswith((".yml", ".yaml")) else None


def _command(copy: str) -> list[str]:
    # --collect=all: without it a .gitignore of the partner hides workflows (H7).
    flags = ["--offline", "--no-config", "--no-ignores", "--no-progress", "--no-exit-codes", "--collect=all"]
    return [*flags, "--color=never", "--format=sarif", copy]


ZIZMOR = Scanner(
    name="zizmor",
    program="zizmor",
    command=_command,
    wants=_name,
    control=Control(name=NAME, content=_CONTROL, rule="template-injection"),
    marks=re.compile(rb"zizmor:\s*ignore", re.IGNORECASE),
    clean=frozenset({0}),
)
