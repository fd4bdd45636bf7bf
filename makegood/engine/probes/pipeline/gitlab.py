"""GitLab CI (docs.gitlab.com/ci/yaml): jobs, their scripts, and what lets them fail unseen."""

from __future__ import annotations

from makegood.engine.notation import Node
from makegood.engine.probes.pipeline.model import LINE_LIMIT, STEP_LIMIT, Job, Pipeline, Step

RESERVED = frozenset(
    "image services stages types before_script after_script variables cache include workflow default".split()
)
SCRIPTS = ("before_script", "script", "after_script")
ANCESTORS = 10


def pipeline(root: Node) -> Pipeline:
    made = Pipeline(system="GitLab CI", triggers={"push": (1, [])})
    made.borrowed = _borrowed(root)
    for name, key, value in root.entries():
        if name in RESERVED or value.pairs is None or name.startswith("."):
            continue
        if len(made.jobs) >= STEP_LIMIT:
            made.cut = True
            break
        made.jobs.append(_job(root, name, key, value))
    return made


def _job(root: Node, name: str, key: Node, value: Node) -> Job:
    job = Job(line=key.line, name=name[:100])
    family = _family(root, value)
    allowed, when = _first(family, "allow_failure"), _first(family, "when")
    if allowed is not None and allowed.is_true():
        job.soft = allowed.line
    if when is not None and when.text == "manual":
        job.manual = when.line
    if (when is not None and when.text == "never") or _never(_first(family, "rules")):
        job.off = (when or _first(family, "rules") or key).line
    if (environment := _first(family, "environment")) is not None:
        named = environment.get("name") or environment
        job.environment = (named.text or "")[:100]
    for part in SCRIPTS:
        script = _first(family, part) or (root.get(part) or root.get("default", part) if part != "script" else None)
        if script is not None:
            job.steps.append(Step(line=script.line, name=part, script=_lines(script)))
    return job


def _lines(script: Node) -> list[tuple[int, str]]:
    rows: list[tuple[int, str]] = []
    waiting = list(reversed(script.each()))
    while waiting and len(rows) < LINE_LIMIT:
        item = waiting.pop()
        if item.items is not None:  # a list within the list: an alias of shared lines
            waiting.extend(reversed(item.items))
        else:
            rows += [(number, row[:2_000]) for number, row in item.lines()]
    return rows[:LINE_LIMIT]


def _family(root: Node, value: Node) -> list[Node]:
    """The job and what it extends, nearest first."""
    found, waiting = [value], _extended(value)
    while waiting and len(found) < ANCESTORS:
        parent = root.get(waiting.pop(0))
        if parent is not None and parent not in found:
            found.append(parent)
            waiting += _extended(parent)
    return found


def _extended(value: Node) -> list[str]:
    extends = value.get("extends")
    return extends.words()[:ANCESTORS] if extends is not None else []


def _first(family: list[Node], name: str) -> Node | None:
    return next((found for node in family if (found := node.get(name)) is not None), None)


def _never(rules: Node | None) -> bool:
    items = rules.each() if rules is not None else []
    return bool(items) and all((when := item.get("when")) is not None and when.text == "never" for item in items)


def _borrowed(root: Node) -> list[tuple[int, str]]:
    include = root.get("include")
    if include is None:
        return []
    items = include.items if include.items is not None else [include]
    named = []
    for item in items[:40]:
        for kind in ("remote", "project", "template", "component", "local"):
            place = item.get(kind)
            if place is not None and place.text:
                named.append((place.line, f"{kind}: {place.text[:200]}"))
        if item.text:
            named.append((item.line, item.text[:200]))
    return named
