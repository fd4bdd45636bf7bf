"""GitHub Actions workflows and composite actions (docs.github.com/actions/reference/workflow-syntax)."""

from __future__ import annotations

import re

from makegood.engine.notation import Node
from makegood.engine.probes.pipeline.model import LINE_LIMIT, STEP_LIMIT, Job, Pipeline, Step

NEVER = re.compile(r"^\s*(?:\$\{\{\s*)?(?:false|!\s*true|'false'|0)(?:\s*\}\})?\s*$|&&\s*false\s*(?:\}\})?\s*$")


def workflow(root: Node) -> Pipeline:
    made = Pipeline(system="GitHub Actions", name=_text(root.get("name")))
    made.triggers = _triggers(root.get("on"))
    made.rights = rights(root.get("permissions"))
    shell = _text(root.get("defaults", "run", "shell"))
    count = 0
    for name, key, value in (root.get("jobs") or Node(0)).entries():
        job = _job(name, key, value)
        usual = _text(value.get("defaults", "run", "shell")) or shell
        for each in job.steps:
            each.shell = each.shell or usual
        count += len(job.steps)
        if count > STEP_LIMIT or len(made.jobs) >= STEP_LIMIT:
            made.cut = True
            break
        made.jobs.append(job)
    return made


def action(root: Node) -> Pipeline:
    """A composite action as a pipeline of one job that is started by others."""
    made = Pipeline(system="GitHub action", name=_text(root.get("name")))
    runs = root.get("runs", "steps")
    if runs is not None:
        steps = [step(item) for item in runs.each()[:STEP_LIMIT]]
        made.jobs.append(Job(line=runs.line, name="action", steps=steps))
    return made


def _job(name: str, key: Node, value: Node) -> Job:
    job = Job(line=key.line, name=name[:100], uses=_text(value.get("uses")), rights=rights(value.get("permissions")))
    job.soft, job.off = _soft(value), _off(value)
    job.uses_line = (value.get("uses") or key).line
    environment = value.get("environment")
    if environment is not None:
        job.environment = _text(environment) or _text(environment.get("name"))
    steps = value.get("steps")
    job.steps = [step(item) for item in steps.each()[: STEP_LIMIT + 1]] if steps is not None else []
    return job


def step(value: Node) -> Step:
    made = Step(line=value.line, name=_text(value.get("name")), uses=_text(value.get("uses")))
    made.soft, made.off, made.shell = _soft(value), _off(value), _text(value.get("shell"))
    run, uses = value.get("run"), value.get("uses")
    if run is not None:
        made.script = [(number, row[:2_000]) for number, row in run.lines()[:LINE_LIMIT]]
    if uses is not None:
        made.line = uses.line
    for name, _, given in (value.get("with") or Node(0)).entries():
        if given.text is not None and len(made.inputs) < 40:
            made.inputs[name[:60]] = (given.line, given.text[:20_000])
    return made


def rights(node: Node | None) -> dict[str, tuple[int, str]]:
    """scope -> (line, what); `all` for write-all and read-all."""
    if node is None:
        return {}
    if node.text is not None:
        return {"all": (node.line, node.text[:40])}
    made = {name[:40]: (value.line, _text(value)[:40]) for name, _, value in list(node.entries())[:40]}
    return made or {"none": (node.line, "")}


def _triggers(node: Node | None) -> dict[str, tuple[int, list[str]]]:
    if node is None:
        return {}
    if node.pairs is None:
        return {item.text[:60]: (item.line, []) for item in node.each()[:40] if item.text}
    made = {}
    for name, key, value in list(node.entries())[:40]:
        branches = value.get("branches")
        made[name[:60]] = (key.line, [word[:200] for word in branches.words()[:40]] if branches is not None else [])
    return made


def _soft(value: Node) -> int:
    found = value.get("continue-on-error")
    if found is None or found.text is None:
        return 0
    return found.line if found.text.lower().strip("${} ") == "true" else 0


def _off(value: Node) -> int:
    found = value.get("if")
    return found.line if found is not None and found.text is not None and NEVER.search(found.text[:500]) else 0


def _text(node: Node | None) -> str:
    return (node.text or "")[:300] if node is not None else ""
