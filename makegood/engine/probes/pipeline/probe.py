"""The pipeline: what runs by itself at each change, whether its answer can be believed, and who could abuse it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.pipeline import facts
from makegood.engine.probes.pipeline.commands import checks_something, deploys, runs_tests
from makegood.engine.probes.pipeline.followed import Lines, called, followed, hidden_scripts
from makegood.engine.probes.pipeline.holes import holes
from makegood.engine.probes.pipeline.honesty import (
    AUTOMATIC,
    is_opaque,
    step_checks,
    step_deploys,
    step_tests,
    weakened,
)
from makegood.engine.probes.pipeline.model import Pipeline, from_json
from makegood.engine.probes.pipeline.reading import PIPELINES, RECIPES, SCRIPTS
from makegood.engine.probes.pipeline.systems import DEEP
from makegood.engine.repository.paths import is_documentation, is_example, is_test, is_vendored

Row = dict[str, object]
Read = dict[str, Pipeline]
ROWS = 400
PART = "GitHub action"
_PATTERN = re.compile(r"[*?\[!+]")
_SIDE = re.compile(
    r"(?i)(?:^|/)(?:\.devcontainer|tests?|e2e|ci|dev|docs?|local|examples?|samples?|demo|benchmarks?)/|[.-](?:dev|test|ci"
    r"|local|e2e|override)\b"
)


def look(scene: Scene) -> Iterator[Fact | Gap]:
    read, gaps = _read(scene)
    yield from gaps
    known = _called_by_name(scene)
    rows = [_row(path, one, read, scene, known) for path, one in read.items() if one.system != PART]
    yield scene.saw(facts.FILES, [*rows, *_unread(scene, read)][:ROWS])
    yield scene.saw(facts.TEST_FILES, sum(1 for e in scene.tree.files if _is_suite(e.path, e.language)))
    yield scene.saw(facts.WEAKENED, _findings(_weak(scene, read))[:ROWS])
    yield scene.saw(facts.HOLES, _findings((path, hole) for path, one in read.items() for hole in holes(one))[:ROWS])
    yield scene.saw(facts.DEPLOYMENTS, [*_deployed(read), *_by_hand(scene, read)][:ROWS])
    yield from _recipes(scene)


def _unread(scene: Scene, read: Read) -> Iterator[Row]:
    for entry in scene.tree.files:
        system = PIPELINES.wants(entry)
        if system and system != PART and entry.path not in read:
            yield {"path": entry.path, "line": 1, "system": system, "read": False, "dead": ""}


def _is_suite(path: str, language: str | None) -> bool:
    return language is not None and is_test(path) and not is_vendored(path) and not is_example(path)


def _read(scene: Scene) -> tuple[Read, list[Gap]]:
    read: Read = {}
    gaps: list[Gap] = []
    for entry, result in scene.extracts[PIPELINES.name].over(scene.tree.files):
        document = cast(Row, result)
        why = document.get("broken")
        if why is None:
            read[entry.path] = from_json(document)
            why = "it is longer than we read" if read[entry.path].cut else None
        if why:
            reason = f"{entry.path} could not be read: {why}."
            gaps += scene.missed(_JUDGED, Cause.ERROR, reason, "Ask for a definition that its system accepts.")
    for entry, why in scene.extracts[PIPELINES.name].missing(scene.tree.files):
        gaps += scene.missed(_JUDGED, Cause.ERROR, f"{entry.path} could not be read: {why}.", "Ask for a smaller file.")
    for path, one in read.items():
        if one.system not in DEEP:
            reason = f"{path} belongs to {one.system}, of which we read the command lines only."
            gaps += scene.missed(_JUDGED, Cause.UNSUPPORTED, reason, "Have somebody look at this file.")
    return read, gaps


_JUDGED = (facts.WEAKENED, facts.HOLES)


def _called_by_name(scene: Scene) -> dict[str, dict[str, Lines]]:
    """The scripts of every package.json and the targets of every Makefile, by the name they are called by."""
    found: dict[str, dict[str, Lines]] = {"package": {}, "makefile": {}}
    for _, kind, scripts in _scripts(scene):
        for name, lines in scripts.items() if kind in found else ():
            found[kind].setdefault(name, []).extend(lines)
    return found


def _row(path: str, one: Pipeline, read: Read, scene: Scene, known: dict[str, dict[str, Lines]]) -> Row:
    whole = [one, *_local(one, read)]
    steps = [step for each in whole for _, step in each.steps()]
    behind = [line for step in steps for _, row in step.script for line in followed(row, known)[0]]
    return {
        "path": path,
        "line": min((line for line, _ in one.triggers.values()), default=1),
        "system": one.system,
        "read": True,
        "automatic": _automatic(path, one, read),
        "tests": any(step_tests(step) for step in steps) or any(runs_tests(line) for line in behind),
        "checks": any(step_checks(step) for step in steps) or any(checks_something(line) for line in behind),
        "deploys": any(step_deploys(step) for step in steps),
        "opaque": any(is_opaque(each, known) for each in whole),
        "last": max((step.line for _, step in one.steps()), default=1),
        "dead": _dead(one, scene),
    }


def _local(one: Pipeline, read: Read) -> list[Pipeline]:
    """The actions and workflows of the same repository that this one uses."""
    used = [step.uses for _, step in one.steps()] + [job.uses for job in one.jobs]
    wanted = {place.removeprefix("./").rstrip("/") for place in used if place.startswith("./")}
    return [each for path, each in read.items() if path in wanted or path.rpartition("/")[0] in wanted]


def _automatic(path: str, one: Pipeline, read: Read) -> bool:
    if one.system != "GitHub Actions":
        return True
    if AUTOMATIC & set(one.triggers):
        return True
    callers = [each for each in read.values() if any(job.uses == f"./{path}" for job in each.jobs)]
    return "workflow_call" in one.triggers and any(AUTOMATIC & set(each.triggers) for each in callers)


def _dead(one: Pipeline, scene: Scene) -> str:
    """The branch that it waits for when nobody has it; "" where it can run."""
    limited = [branches for event, (_, branches) in one.triggers.items() if event in AUTOMATIC]
    if not limited or not all(limited) or scene.repository.delivered.shallow or not scene.repository.history:
        return ""
    if any(_PATTERN.search(name) for branches in limited for name in branches):
        return ""
    listed = scene.repository.git.text("for-each-ref", "--format=%(refname)", "refs/heads", "refs/remotes")
    names = {re.sub(r"^refs/(?:heads|remotes/[^/]+)/", "", ref) for ref in listed.splitlines()[:50_000]}
    waited = [name for branches in limited for name in branches]
    return "" if not names or names & set(waited) else waited[0]


def _findings(rows: Iterable[tuple[str, tuple[str, int, str, str, str]]]) -> list[Finding]:
    order = ("high", "medium", "low")
    made = {
        (path, rule, line, text): Finding.at(rule, what, path, line=line, text=text[:300], severity=severity)
        for path, (rule, line, text, what, severity) in rows
    }
    return sorted(made.values(), key=lambda found: (order.index(found.severity), found.path, found.line or 0))


def _weak(scene: Scene, read: Read) -> Iterator[tuple[str, tuple[str, int, str, str, str]]]:
    for path, one in read.items():
        for weak in weakened(one):
            yield path, weak
    rows = [row for one in read.values() for _, step in one.steps() for _, row in step.script]
    for reading, names in (("package", ("package.json",)), ("makefile", ("Makefile", "makefile", "GNUmakefile"))):
        asked = {name for row in rows for name in called(row, reading)}
        known = {path: known for path, kind, known in _scripts(scene) if kind == reading}
        at_root = {path: known for path, known in known.items() if path in names}
        for path, lines in (at_root or known).items():
            for weak in hidden_scripts(lines, reading, sorted(asked)):
                yield path, weak


def _scripts(scene: Scene) -> Iterator[tuple[str, str, dict[str, list[tuple[int, str]]]]]:
    for entry, result in scene.extracts[SCRIPTS.name].over(scene.tree.files):
        kind = SCRIPTS.wants(entry) or ""
        rows = cast("dict[str, list[list[object]]]", result)
        yield entry.path, kind, {name: [(int(str(n)), str(row)) for n, row in lines] for name, lines in rows.items()}


def _deployed(read: Read) -> Iterator[Row]:
    for path, one in read.items():
        for job, step in one.steps():
            found = step_deploys(step)
            if found:
                line, text = found
                yield {"path": path, "line": line, "what": text[:200], "by": "pipeline", "job": job.name}


def _by_hand(scene: Scene, read: Read) -> Iterator[Row]:
    """Lines of scripts that put the software somewhere, and that no pipeline calls."""
    ran = "\n".join(row for one in read.values() for _, step in one.steps() for _, row in step.script)
    for path, kind, known in _scripts(scene):
        name = path.rpartition("/")[2]
        if kind == "package" or is_test(path) or is_documentation(path) or is_example(path):
            continue
        for target, lines in known.items():
            reached = (
                f"make {target}" in ran
                if kind == "makefile"
                else re.search(rf"(?<![\w.-]){re.escape(name)}(?![\w-])", ran)
            )
            for number, row in lines:
                if not reached and deploys(row):
                    yield {"path": path, "line": number, "what": row.strip()[:200], "by": "person", "job": target}


def _recipes(scene: Scene) -> Iterator[Fact | Gap]:
    rows, count = [], 0
    for entry, result in scene.extracts[RECIPES.name].over(scene.tree.files):
        if isinstance(result, dict):
            reason = f"{entry.path} could not be read: {result.get('broken')}."
            yield from scene.missed(facts.IMAGES, Cause.ERROR, reason, "Ask for a file that its system accepts.")
            continue
        count += 1
        aside = bool(_SIDE.search(entry.path)) or is_test(entry.path) or is_example(entry.path)
        for rule, line, text, what, severity in cast("list[tuple[str, int, str, str, str]]", result):
            # What only developers and tests start is no door to the product; secrets stay secrets.
            kept = "low" if aside and not rule.startswith("secret") else severity
            rows.append((entry.path, (rule, line, text, what, kept)))
    for entry, why in scene.extracts[RECIPES.name].missing(scene.tree.files):
        yield from scene.missed(
            facts.IMAGES, Cause.ERROR, f"{entry.path} could not be read: {why}.", "Ask for a smaller file."
        )
    yield scene.saw(facts.RECIPES, count)
    yield scene.saw(facts.IMAGES, _findings(rows)[:ROWS])


PROBE = Probe(name="pipeline", gives=facts.EVERY, look=look, extractors=(PIPELINES, RECIPES, SCRIPTS))
