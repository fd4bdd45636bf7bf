"""The suites, run by us in the sandbox: green, twice alike, and do faults in the code turn them red (H3, H9)?"""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from decimal import Decimal

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact, Origin
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.test_run import facts
from makegood.engine.probes.test_run.mutants import Mutant, choose, neutral, statements
from makegood.engine.probes.test_run.runner import Ran, Suite
from makegood.engine.repository.paths import is_product, is_test
from makegood.engine.repository.written import NotWritten, read_contents
from makegood.engine.sandbox import DISGUISES, Grade, Sandbox

MUTANTS = 8
SECONDS = 540.0
FIRST_RUN = 180.0
OTHERS = frozenset(("php", "ruby", "java", "csharp", "go", "typescript", "tsx", "javascript"))
SURROUNDINGS = re.compile(
    r"ModuleNotFoundError|No module named|ImportError|Connection ?refused|Network is unreachable|gaierror|TimeoutError"
    r"|Name or service not known|Temporary failure in name resolution|Read-only file system|PermissionError"
    r"|command not found|Cannot find module|could not connect|ImproperlyConfigured|OperationalError"
    r"|FileNotFoundError|PackageNotFoundError|DistributionNotFound|fixture '|unrecognized arguments|PytestUnknownMark"
    r"|async def functions are not"
)
"""What a red run says when it lacks a package, a network or a database rather than being wrong."""


def look(scene: Scene) -> Iterator[Fact | Gap]:
    if not scene.settings.allow_run:
        reason = "Running delivered code was not allowed."
        yield from scene.missed(facts.ALL, Cause.NOT_ALLOWED, reason, "Inspect again with --allow-run.")
        return
    sandbox = Sandbox.probe()
    yield scene.saw(facts.GRADE, sandbox.grade.value)
    names = (*facts.RUN, *facts.MUTATED)
    if sandbox.grade is Grade.NONE:
        reason = f"Nothing is run without a sandbox: {sandbox.reason}"
        yield from scene.missed(names, Cause.TOOL_MISSING, reason, "Install bubblewrap and inspect again.")
        return
    languages = {str(entry.language) for entry in scene.tree.files if entry.language and is_test(entry.path)}
    if "python" not in languages:
        shown = ", ".join(sorted(languages & OTHERS)) or "any language"
        reason = f"Suites in {shown} are not run yet; only Python's are."
        yield from scene.missed(names, Cause.UNSUPPORTED, reason, "Have a reviewer run them.")
        return
    try:
        contents = read_contents(scene.repository.git, scene.tree.files)
    except NotWritten as refused:
        yield from scene.missed(names, Cause.UNSUPPORTED, str(refused), "Have a reviewer run the tests.")
        return
    if languages & OTHERS:
        reason = f"The suites in {', '.join(sorted(languages & OTHERS))} were not run; only Python's are run yet."
        yield from scene.missed((facts.GREEN, facts.COVERED), Cause.UNSUPPORTED, reason, "Have a reviewer run them.")
    yield from _suite(scene, Suite(contents, sandbox, scene.scratch))


def _suite(scene: Scene, suite: Suite) -> Iterator[Fact | Gap]:
    until = time.monotonic() + SECONDS
    first = suite.run(DISGUISES[0], trace=True, seconds=FIRST_RUN)
    second = suite.run(DISGUISES[1], seconds=FIRST_RUN)
    stopped = _stopped(first, second)
    if stopped:
        reason = f"The suite could not be run as it is: {stopped}"
        remedy = "Allow what it needs, or have a reviewer run it where packages and services are at hand."
        yield from scene.missed((*facts.RUN, *facts.MUTATED), Cause.NO_ACCESS, reason, remedy, Side.OURS)
        return
    told = Origin.DECLARED
    agrees = first.green == second.green and dict(first.outcomes) == dict(second.outcomes)
    yield scene.saw(facts.GREEN, first.green and second.green, origin=told)
    yield scene.saw(facts.AGREES, agrees, origin=told)
    yield scene.saw(facts.EXECUTED, first.executed, origin=told)
    yield scene.saw(facts.SKIPPED, sum(one == "skipped" for one in first.outcomes.values()), origin=told)
    yield scene.saw(facts.FAILURES, _failures(suite, first if not first.green else second), origin=told)
    yield scene.saw(facts.COVERED, _covered(suite, first), origin=told)
    if first.green and second.green:
        yield from _mutate(scene, suite, first, until)
    else:
        reason = "The suite is not green, so faults in the code cannot show in it."
        yield from scene.missed(facts.MUTATED, Cause.NO_EVIDENCE, reason, "Mend the failing tests.")


def _stopped(*runs: Ran) -> str:
    """Why a run says nothing about the suite: a limit of ours, nothing that ran, something missing here; else empty."""
    for run in runs:
        told = list(run.failures.values()) or [run.last_words]
        lines = [one.strip() for each in told for one in each.splitlines() if SURROUNDINGS.search(one)]
        if not run.green and lines:
            return lines[-1][:300]
        if not run.finished:
            return run.ended[:300]
        if not run.green and not run.failures:
            return f"no test that was run failed, yet {run.ended}"[:300]
    return ""


def _failures(suite: Suite, run: Ran) -> list[Finding]:
    found = []
    for name, told in run.failures.items():
        last = next((one for one in reversed(told.splitlines()) if one.strip()), "")
        file = name.partition("::")[0]
        path = file if file in suite.contents.files else ""
        found.append(Finding.at("test-failed", f"“{name}” failed: {last[:200]}", path, text=last))
    if not found and not run.green:
        found.append(
            Finding.at("run-not-green", f"The run was not green: {run.ended}.", "", text=run.last_words[-300:])
        )
    return found


def _product(suite: Suite) -> dict[str, bytes]:
    files = suite.contents.files.items()
    return {path: content for path, (content, _) in files if path.endswith(".py") and is_product(path)}


def _covered(suite: Suite, run: Ran) -> Decimal:
    """Statements run, of all statements of the product, each counted by the line on which it begins."""
    total = ran = 0
    for path, content in _product(suite).items():
        code = statements(content)
        total += len(code)
        ran += len(code & set(run.lines.get(path, ())))
    return (Decimal(ran) / Decimal(total)).quantize(Decimal("0.001")) if total else Decimal(0)


def _mutate(scene: Scene, suite: Suite, first: Ran, until: float) -> Iterator[Fact | Gap]:
    seed = secrets.token_hex(8)
    product = _product(suite)
    chosen = _draw(product, first, seed)
    limit = max(10.0, 3 * first.seconds)
    untouched = {mutant.path: neutral(product[mutant.path], "python") for mutant in chosen}
    control = suite.run(DISGUISES[1], changed=untouched, seconds=limit) if chosen else first
    survivors: list[Finding] = []
    tried = 0
    for number, mutant in enumerate(chosen):
        if time.monotonic() + limit > until:
            break
        changed = {**untouched, mutant.path: mutant.apply(untouched[mutant.path])}
        if suite.run(DISGUISES[number % 2], changed=changed, seconds=limit).green:
            survivors.append(_survivor(mutant, product[mutant.path]))
        tried += 1
    yield scene.saw(facts.SEED, seed)
    yield scene.saw(facts.TRIED, tried)
    told = Origin.DECLARED
    yield scene.saw(facts.WATCHES, not control.green, origin=told)
    yield scene.saw(facts.CAUGHT, tried - len(survivors), origin=told)
    yield scene.saw(facts.SURVIVORS, survivors, origin=told)


def _draw(product: dict[str, bytes], first: Ran, seed: str) -> list[Mutant]:
    """Faults in lines that ran. Where none is told to have run (another process, or nothing at all), in any line."""
    readings = dict.fromkeys(product, "python")
    everywhere = {path: range(1, content.count(b"\n") + 2) for path, content in product.items()}
    return choose(product, first.lines, readings, MUTANTS, seed) or choose(product, everywhere, readings, MUTANTS, seed)


def _survivor(mutant: Mutant, content: bytes) -> Finding:
    lines = content.decode("utf-8", "backslashreplace").split("\n")
    said = f"With “{mutant.old}” turned into “{mutant.new[:60]}” here, every test stayed green."
    text = lines[mutant.line - 1] if mutant.line <= len(lines) else ""
    return Finding.at("fault-unnoticed", said, mutant.path, line=mutant.line, text=text)


PROBE = Probe(name="test_run", gives=facts.ALL, look=look, seconds=600, cached=False)
