"""The suites, run by us in the sandbox: green, twice alike, and do faults in the code turn them red (H3, H9)?"""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Sequence
from decimal import Decimal

from makegood.engine.facts import Fact, Origin
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.test_run import facts
from makegood.engine.probes.test_run.earlier import broken_by_change
from makegood.engine.probes.test_run.inspected import Inspected, inspect_suite
from makegood.engine.probes.test_run.plans import planned
from makegood.engine.probes.test_run.runner import Suite
from makegood.engine.probes.test_run.ways import NotRun
from makegood.engine.repository.written import Contents, NotWritten, read_contents
from makegood.engine.sandbox import Grade, Sandbox

SECONDS = 540.0
LEAST_SECONDS = 30.0


def look(scene: Scene) -> Iterator[Fact | Gap]:
    if not scene.settings.allow_run:
        reason = "Running delivered code was not allowed."
        remedy = "Allow it (in the agreement: “Running their code”; as a command: --allow-run), then inspect again."
        yield from scene.missed(facts.ALL, Cause.NOT_ALLOWED, reason, remedy)
        return
    sandbox = Sandbox.probe()
    yield scene.saw(facts.GRADE, sandbox.grade.value)
    names = tuple(name for name in facts.ALL if name is not facts.GRADE)
    if sandbox.grade is Grade.NONE:
        reason = f"Nothing is run without a sandbox: {sandbox.reason}"
        yield from scene.missed(names, Cause.TOOL_MISSING, reason, "Install bubblewrap and inspect again.")
        return
    try:
        contents = read_contents(scene.repository.git, scene.tree.files)
    except NotWritten as refused:
        yield from scene.missed(names, Cause.UNSUPPORTED, str(refused), "Have a reviewer run the tests.")
        return
    yield from _suites(scene, contents, sandbox)


def _suites(scene: Scene, contents: Contents, sandbox: Sandbox) -> Iterator[Fact | Gap]:
    """Each suite by itself: what hinders one says nothing about the others."""
    until = time.monotonic() + SECONDS
    seed = secrets.token_hex(8)
    ran: list[Inspected] = []
    left: list[NotRun] = []
    plans = list(planned(scene, contents))
    for number, way in enumerate(plans):
        if isinstance(way, NotRun):
            left.append(way)
            continue
        rest = sum(not isinstance(each, NotRun) for each in plans[number:])
        share = max(LEAST_SECONDS, (until - time.monotonic()) / rest)
        seen = inspect_suite(Suite(contents, way, sandbox, scene.scratch), seed, time.monotonic() + share)
        if isinstance(seen, NotRun):
            left.append(seen)
        else:
            ran.append(seen)
    yield scene.saw(facts.SUITES, [*[one.row for one in ran], *[_row(one) for one in left]], origin=Origin.DECLARED)
    if not ran:
        yield from _nothing(scene, left)
        return
    yield from _told(scene, ran)
    yield from _mutated(scene, ran, seed)
    yield from _earlier(scene, ran, until)


def _row(left: NotRun) -> dict[str, object]:
    row: dict[str, object] = {"suite": left.name, "state": "not_run", "files": left.files, "reason": left.reason}
    return {**row, "cause": left.cause.value, "side": left.side.value}


def _nothing(scene: Scene, left: Sequence[NotRun]) -> Iterator[Gap]:
    names = (*facts.RUN, *facts.MUTATED, facts.BROKEN)
    if not left:
        yield from scene.missed(
            names, Cause.NO_EVIDENCE, "There are no tests to be run.", "Deliver tests.", Side.PARTNER
        )
        return
    first = left[0]
    yield from scene.missed(names, first.cause, f"{first.name}: {first.reason}", first.remedy, first.side)


def _told(scene: Scene, ran: Sequence[Inspected]) -> Iterator[Fact]:
    told = Origin.DECLARED
    yield scene.saw(facts.GREEN, all(one.green for one in ran), origin=told)
    yield scene.saw(facts.AGREES, all(one.agrees for one in ran), origin=told)
    yield scene.saw(facts.EXECUTED, sum(one.executed for one in ran), origin=told)
    yield scene.saw(facts.SKIPPED, sum(one.skipped for one in ran), origin=told)
    yield scene.saw(facts.FAILURES, [each for one in ran for each in one.failures], origin=told)
    lines, covered = sum(one.lines for one in ran), sum(one.covered for one in ran)
    share = (Decimal(covered) / Decimal(lines)).quantize(Decimal("0.001")) if lines else Decimal(0)
    yield scene.saw(facts.COVERED, share, origin=told)


def _mutated(scene: Scene, ran: Sequence[Inspected], seed: str) -> Iterator[Fact | Gap]:
    tried = [one for one in ran if one.green]
    if not tried:
        reason = "The suite is not green, so faults in the code cannot show in it."
        yield from scene.missed(facts.MUTATED, Cause.NO_EVIDENCE, reason, "Mend the failing tests.", Side.PARTNER)
        return
    told = Origin.DECLARED
    yield scene.saw(facts.SEED, seed)
    yield scene.saw(facts.TRIED, sum(one.tried for one in tried))
    yield scene.saw(facts.WATCHES, any(one.watches for one in tried), origin=told)
    yield scene.saw(facts.CAUGHT, sum(one.tried - len(one.survivors) for one in tried), origin=told)
    yield scene.saw(facts.SURVIVORS, [each for one in tried for each in one.survivors], origin=told)


def _earlier(scene: Scene, ran: Sequence[Inspected], until: float) -> Iterator[Fact | Gap]:
    if scene.before is None:
        reason = "No accepted revision was named whose tests could be run against the new code."
        remedy = "Name the last accepted revision with --since."
        yield from scene.missed(facts.BROKEN, Cause.NO_EVIDENCE, reason, remedy, Side.OWNER)
        return
    try:
        accepted = read_contents(scene.repository.git, scene.before.files)
    except NotWritten as refused:
        yield from scene.missed(facts.BROKEN, Cause.UNSUPPORTED, str(refused), "Have a reviewer run the tests.")
        return
    broken = [each for one in ran if one.green for each in broken_by_change(one, accepted, until)]
    yield scene.saw(facts.BROKEN, broken, origin=Origin.DECLARED)


PROBE = Probe(name="test_run", gives=facts.ALL, look=look, seconds=600)
