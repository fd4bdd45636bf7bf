"""What one suite shows: two runs in two disguises, a control that changes nothing, and faults in lines that ran."""

from __future__ import annotations

import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from makegood.engine.evidence import Finding
from makegood.engine.gaps import Cause, Side
from makegood.engine.probes.test_run.mutants import Mutant, choose, equivalent, statements
from makegood.engine.probes.test_run.runner import Ran, Suite
from makegood.engine.probes.test_run.ways import NotRun
from makegood.engine.sandbox import DISGUISES

MUTANTS = 8
FAILURES_KEPT = 100
FIRST_RUN = 180.0
SURROUNDINGS = re.compile(
    r"ModuleNotFoundError|No module named|ImportError|Connection ?refused|ECONNREFUSED|Network is unreachable|gaierror"
    r"|ENOTFOUND|EAI_AGAIN|TimeoutError|Name or service not known|Temporary failure in name resolution|EROFS|EACCES"
    r"|Read-only file system|PermissionError|command not found|: not found|Cannot find (?:module|package)"
    r"|could not connect|ImproperlyConfigured|OperationalError|MongooseServerSelectionError|MongoNetworkError"
    r"|FileNotFoundError|PackageNotFoundError|DistributionNotFound|fixture '|unrecognized arguments|PytestUnknownMark"
    r"|async def functions are not|Unknown file extension|ERR_UNKNOWN_FILE_EXTENSION|ERR_MODULE_NOT_FOUND|TS2307"
    r"|has no exported member|prisma generate|did not initialize yet|different Node\.js version|bindings file"
    r"|Executable doesn't exist|Could not find (?:Chrome|a declaration file)"
)
"""What a red run says when it lacks a package, a network or a database rather than being wrong."""
LACKING = re.compile(r"No module named|ModuleNotFoundError|Cannot find (?:module|package)|not found")


@dataclass(slots=True)
class Inspected:
    """What was seen of a suite that could be run. `lines` and `covered` count statements of its product files."""

    suite: Suite
    first: Ran
    green: bool
    agrees: bool
    skipped: int
    failures: list[Finding]
    lines: int
    covered: int
    watches: bool = False
    tried: int = 0
    survivors: list[Finding] = field(default_factory=list)

    @property
    def executed(self) -> int:
        return self.first.executed

    @property
    def row(self) -> dict[str, object]:
        row: dict[str, object] = {"suite": self.suite.way.name, "state": "ran", "executed": self.executed}
        row |= {"green": self.green, "agrees": self.agrees, "tried": self.tried, "watches": self.watches}
        return {**row, "caught": self.tried - len(self.survivors)}


def inspect_suite(suite: Suite, seed: str, until: float) -> Inspected | NotRun:
    """Runs the suite until the time is used up; why it says nothing, where it could not be run."""
    limit = min(FIRST_RUN, max(20.0, (until - time.monotonic()) / 3))
    first = suite.run(DISGUISES[0], trace=True, seconds=limit)
    second = suite.run(DISGUISES[1], seconds=limit)
    stopped = _stopped(suite.way.environment.incomplete, first, second)
    if stopped:
        return _not_run(suite, stopped)
    agrees = first.green == second.green and dict(first.outcomes) == dict(second.outcomes)
    lines, covered = _covered(suite, first)
    skipped = sum(one == "skipped" for one in first.outcomes.values())
    failures = _failures(suite, first if not first.green else second)
    seen = Inspected(suite, first, first.green and second.green, agrees, skipped, failures, lines, covered)
    if seen.green:
        _mutate(seen, seed, until)
    return seen


def _not_run(suite: Suite, stopped: str) -> NotRun:
    environment = suite.way.environment
    reason = f"The suite could not be run as it is: {stopped}"
    remedy = "Allow what it needs, or have a reviewer run it where packages and services are at hand."
    if LACKING.search(stopped) and not environment.count:
        remedy = "Inspect again with --allow-registries, or have a reviewer run it where its packages are at hand."
    elif LACKING.search(stopped) and environment.incomplete:
        words = {word.lower() for word in re.findall(r"[\w-]{3,60}", stopped)}
        named = [one for one in environment.incomplete if one.split()[0].lower() in words] or environment.incomplete
        reason += f" ({named[0]})"
        remedy = "Name every package with its version in the lock file, or have a reviewer run it."
    return NotRun(suite.way.name, len(suite.contents.files), Cause.NO_ACCESS, Side.OURS, reason, remedy)


def _stopped(incomplete: Sequence[str], *runs: Ran) -> str:
    """Why a run says nothing about the suite: a limit of ours, nothing that ran, something missing here; else empty."""
    for run in runs:
        told = list(run.failures.values()) or [run.last_words]
        lines = [one.strip() for each in told for one in each.splitlines() if SURROUNDINGS.search(one)]
        if not run.green and lines:
            return lines[-1][:300]
        if not run.green and incomplete:
            return f"not everything that it needs was installed: {incomplete[0]}"[:300]
        if not run.finished:
            return run.ended[:300]
        if not run.green and not run.failures:
            return f"no test that was run failed, yet {run.ended}"[:300]
    return ""


def _failures(suite: Suite, run: Ran) -> list[Finding]:
    found = []
    for name, told in islice(run.failures.items(), FAILURES_KEPT):
        last = next((one for one in reversed(told.splitlines()) if one.strip()), "")
        file = name.partition("::")[0]
        path = file if file in suite.contents.files else ""
        found.append(Finding.at("test-failed", f"“{name}” failed: {last[:200]}", path, text=last))
    if not found and not run.green:
        found.append(
            Finding.at("run-not-green", f"The run was not green: {run.ended}.", "", text=run.last_words[-300:])
        )
    return found


def product_of(suite: Suite) -> dict[str, bytes]:
    files = suite.contents.files
    return {path: files[path][0] for path in suite.way.readings if path in files}


def _covered(suite: Suite, run: Ran) -> tuple[int, int]:
    """Statements of the product, each counted by the line on which it begins, and how many of them ran."""
    total = ran = 0
    for path, content in product_of(suite).items():
        code = statements(content, suite.way.readings[path])
        total += len(code)
        ran += len(code & set(run.lines.get(path, ())))
    return total, ran


def _mutate(seen: Inspected, seed: str, until: float) -> None:
    suite, product = seen.suite, product_of(seen.suite)
    chosen = _draw(suite, product, seen.first, seed)
    limit = max(10.0, 3 * seen.first.seconds)
    name = f"v{seed[:9]}"
    readings = suite.way.readings
    untouched = {one.path: equivalent(product[one.path], readings[one.path], name) for one in chosen}
    if chosen:
        seen.watches = not suite.run(DISGUISES[1], changed=untouched, seconds=limit).green
    for number, mutant in enumerate(chosen):
        if time.monotonic() + limit > until and seen.tried:
            break
        faulty = equivalent(mutant.apply(product[mutant.path]), readings[mutant.path], name)
        changed = {**untouched, mutant.path: faulty}
        if suite.run(DISGUISES[number % 2], changed=changed, seconds=limit).green:
            seen.survivors.append(_survivor(mutant, product[mutant.path]))
        seen.tried += 1


def _draw(suite: Suite, product: dict[str, bytes], first: Ran, seed: str) -> list[Mutant]:
    """Faults in lines that ran. Where none is told to have run (another process, or nothing at all), in any line."""
    readings = suite.way.readings
    everywhere = {path: range(1, content.count(b"\n") + 2) for path, content in product.items()}
    return choose(product, first.lines, readings, MUTANTS, seed) or choose(product, everywhere, readings, MUTANTS, seed)


def _survivor(mutant: Mutant, content: bytes) -> Finding:
    lines = content.decode("utf-8", "backslashreplace").split("\n")
    said = f"With “{mutant.old}” turned into “{mutant.new[:60]}” here, every test stayed green."
    text = lines[mutant.line - 1] if mutant.line <= len(lines) else ""
    return Finding.at("fault-unnoticed", said, mutant.path, line=mutant.line, text=text)
