"""Pipelines of the systems that we do not know in depth: their command lines, wherever they stand."""

from __future__ import annotations

import re

from makegood.engine.notation import Node
from makegood.engine.probes.pipeline.model import LINE_LIMIT, Job, Pipeline, Step

COMMAND_KEYS = frozenset(
    "run script command commands bash sh pwsh powershell before_script after_script install before_install test_script"
    " build_script deploy_script after_success deploy before_deploy".split()
)
COMMANDS = 2_000
_SHELL = re.compile(r"^\s*(?:sh|bat|powershell|pwsh)\b[^'\"]{0,60}(?P<mark>'''|\"\"\"|'|\")(?P<rest>.*)$")


def commands(root: Node, system: str) -> Pipeline:
    """One job with every text that stands under a key for commands; nothing is said about triggers."""
    made = Pipeline(system=system, triggers={"push": (1, [])})
    job = Job(line=1, name=system)
    waiting: list[tuple[Node, bool]] = [(root, False)]
    while waiting and len(job.steps) < COMMANDS:
        node, wanted = waiting.pop()
        if node.text is not None and wanted:
            job.steps.append(Step(line=node.line, script=node.lines()[:LINE_LIMIT]))
        waiting += [(item, wanted) for item in reversed(node.items or [])]
        waiting += [(value, wanted or name in COMMAND_KEYS) for name, _, value in reversed(list(node.entries()))]
    made.jobs.append(job)
    return made


def jenkins(text: str) -> Pipeline:
    """The shell lines of a Jenkinsfile: `sh '...'` and blocks in triple quotes."""
    made = Pipeline(system="Jenkins", triggers={"push": (1, [])})
    job = Job(line=1, name="Jenkins")
    until = ""
    for number, line in enumerate(text.split("\n")[:20_000], 1):
        line = line[:2_000]
        if until:
            inside, closed, _ = line.partition(until)
            job.steps[-1].script.append((number, inside))
            until = "" if closed else until
            continue
        match = _SHELL.match(line)
        if match is None or len(job.steps) >= COMMANDS:
            continue
        inside, closed, _ = match["rest"].rpartition(match["mark"])
        job.steps.append(Step(line=number, script=[(number, inside if closed else match["rest"])]))
        until = match["mark"] if len(match["mark"]) == 3 and not closed else ""
    made.jobs.append(job)
    return made
