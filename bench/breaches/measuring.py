"""One inspection of the healthy host, then one of each breached copy, which starts from what the first one kept."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache as once
from pathlib import Path
from typing import cast

from bench.breaches.copies import Copy, Place, Unplanted, clone, duplicate
from bench.breaches.plants import Breach, Decoy
from makegood.cli.inspect import load_rules
from makegood.engine.dictionary import declared_probes
from makegood.engine.home import Home
from makegood.engine.inspection import Inspector, Rules, new_run_folder
from makegood.engine.probe import Settings
from makegood.engine.process import start
from makegood.engine.reports.document import to_json
from makegood.engine.target import recognise_all

NEAR = 3
"""Lines between the place of a breach and its evidence, at most."""
SECONDS = 300
BINDING = ("blocker", "required")

Item = tuple[str | None, int | None, str]
"""(path, line, summary) of one evidence."""


@dataclass(slots=True)
class Judged:
    """What one inspection said of one check."""

    outcome: str
    priority: str | None
    because: str
    evidence: Counter[Item] = field(default_factory=Counter)


Verdicts = Mapping[str, Judged]


class NoReport(Exception):
    """An inspection that left nothing; its own words stand on standard error."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """`how`: found, without line, or missed with the reason."""

    breach: Breach
    how: str
    why: str = ""

    def line(self) -> str:
        one = self.breach
        return f"{self.how:<12} {one.family}: {one.name} ({one.host}, {one.check}) {self.why}".rstrip()


class Bench:
    """One host: its healthy verdicts by mode, and the copies that are made of it."""

    def __init__(self, short: str, source: Path, folder: Path, *, always_since: bool) -> None:
        self.short, self.folder, self.always_since = short, folder, always_since
        self.kept, self.copy = folder / "kept", folder / short
        self.home = Path(os.environ.get("MAKEGOOD_BENCH_HOME") or folder / "home")
        folder.mkdir(parents=True)
        clone(source, self.kept / "repository")
        self.healthy: dict[bool, Verdicts] = {}

    def measure(self, breach: Breach) -> Outcome:
        if breach.check not in _rules().catalogue:
            return Outcome(breach, "missed", "there is no such check yet")
        since = breach.since or self.always_since
        healthy = self._healthy(since)
        try:
            place, breached = self._planted([breach], since, breach.check)
        except Unplanted as reason:
            return Outcome(breach, "not planted", str(reason))
        except NoReport as reason:
            return Outcome(breach, "missed", str(reason))
        return _judged(breach, place[0], healthy, breached)

    def alarms(self, decoys: Sequence[Decoy]) -> list[str]:
        """Decoys share one copy unless they stand alone: what is newly said of their places, and what newly fails."""
        found = []
        for since in (False, True):
            chosen = [one for one in decoys if (one.since or self.always_since) is since]
            groups = [[one for one in chosen if not one.alone], *([one] for one in chosen if one.alone)]
            for group in filter(None, groups):
                try:
                    places, verdicts = self._planted(group, since)
                except (Unplanted, NoReport) as reason:
                    found.append(f"{self.short}: decoys are not planted: {reason}")
                    continue
                found += _alarms(self.short, group, places, self._healthy(since), verdicts)
        return found

    def false_failures(self) -> list[str]:
        return [
            f"{self.short}: {id} ({one.priority}) fails on the healthy copy: {one.because}"
            for verdicts in self.healthy.values()
            for id, one in verdicts.items()
            if one.outcome == "fail" and one.priority in BINDING
        ]

    def _healthy(self, since: bool) -> Verdicts:
        if since not in self.healthy:
            if (self.kept / "cache").exists():
                duplicate(self.kept / "cache", self.folder / "cache")
            duplicate(self.kept / "repository", self.copy)
            self.healthy[since] = self._inspected("HEAD~1" if since else None)
            duplicate(self.folder / "cache", self.kept / "cache")
        return self.healthy[since]

    def _planted(
        self, plants: Sequence[Breach | Decoy], since: bool, check: str = ""
    ) -> tuple[list[Place | None], Verdicts]:
        """Where they were put, and what one check, or every one, says of the copy."""
        self._healthy(since)
        duplicate(self.kept / "repository", self.copy)
        duplicate(self.kept / "cache", self.folder / "cache")
        copy = Copy(self.copy)
        places = [one.plant(copy) for one in plants]
        copy.finish()
        return places, self._inspected(copy.head if since else None, check)

    def _inspected(self, since: str | None, check: str = "") -> Verdicts:
        """In a child: what one inspection learns of secrets must not mask the text of the next."""
        report = self.folder / "report.json"
        report.unlink(missing_ok=True)
        child = start(_inspect, self.copy, Home(state=self.home, cache=self.folder / "cache"), since, report, check)
        child.join(SECONDS)
        if not report.exists():
            raise NoReport(f"the inspection of a copy of {self.short} ended without a report")
        return _read(json.loads(report.read_text(encoding="utf-8")))


@once
def _rules(check: str = "") -> Rules:
    return load_rules("standard", [check] if check else [])


def _inspect(target: Path, home: Home, since: str | None, report: Path, check: str) -> None:
    os.chdir(target.parent)
    home.state.mkdir(parents=True, exist_ok=True)
    settings = Settings(key=home.key(), jobs=os.cpu_count() or 1, offline=True, advisories=home.advisories)
    inspector = Inspector(home=home, probes=declared_probes(), settings=settings, run_folder=new_run_folder(home))
    inspection = inspector.inspect(recognise_all([str(target)], None), _rules(check), since=since)
    temporary = report.with_suffix(".part")
    temporary.write_text(json.dumps(to_json(inspection)), encoding="utf-8")
    temporary.replace(report)


def _read(document: Mapping[str, object]) -> Verdicts:
    read = {}
    for row in cast("list[dict[str, object]]", document["verdicts"]):
        one = Judged(str(row["outcome"]), cast("str | None", row["priority"]), str(row["because"]))
        for item in cast("list[dict[str, object]]", row["evidence"]):
            path, line = cast("str | None", item["path"]), cast("int | None", item["line"])
            one.evidence[path, line, str(item["summary"])] += 1
        read[str(row["check"])] = one
    return read


def _judged(breach: Breach, place: Place | None, healthy: Verdicts, breached: Verdicts) -> Outcome:
    after, before = breached[breach.check], healthy.get(breach.check)
    if after.outcome != "fail":
        noted = " (its place is noted)" if place and _named(place, _new(before, after)) else ""
        return Outcome(breach, "missed", f"{after.outcome}{noted}: {after.because[:150]}")
    turned = before is None or before.outcome != "fail"
    if place is None:
        return Outcome(breach, "found") if turned else Outcome(breach, "missed", "the healthy one fails alike")
    named = _named(place, _new(before, after))
    if named:
        return Outcome(breach, "found")
    if turned:
        where = ", ".join(f"{path}:{line}" for path, line, _ in list(_new(before, after))[:3]) or "nowhere"
        return Outcome(breach, "without line", f"expected {place.path}:{place.line}, named {where}")
    return Outcome(breach, "missed", f"the healthy one fails alike: {after.because[:150]}")


def _new(before: Judged | None, after: Judged) -> Counter[Item]:
    return after.evidence - before.evidence if before else after.evidence


def _said(before: Judged | None, after: Judged) -> list[Item]:
    """New evidence that says what was not said before: a page that moved takes what was said of it along."""
    old = Counter(said for _, _, said in before.evidence.elements()) if before else Counter[str]()
    now = Counter(said for _, _, said in after.evidence.elements())
    return [item for item in _new(before, after) if now[item[2]] > old[item[2]]]


def _named(place: Place, items: Iterable[Item]) -> bool:
    """A place that is a folder is named by any file in it."""
    if place.path.endswith("/"):
        return any(path is not None and path.startswith(place.path) for path, _, _ in items)
    return any(
        path == place.path and (place.line is None or (line is not None and abs(line - place.line) <= NEAR))
        for path, line, _ in items
    )


def _alarms(
    short: str, decoys: Sequence[Decoy], places: Sequence[Place | None], healthy: Verdicts, verdicts: Verdicts
) -> list[str]:
    found = []
    for id, after in verdicts.items():
        before = healthy.get(id)
        turned = after.outcome == "fail" and (before is None or before.outcome != "fail")
        named = False
        for decoy, place in zip(decoys, places, strict=True):
            if after.outcome == "fail" and place and _named(Place(place.path, place.line), _said(before, after)):
                named = True
                found.append(f"{short}: {id} names the decoy {decoy.family}: {decoy.name} ({place.path}:{place.line})")
        if turned and not named:
            found.append(f"{short}: {id} fails beside decoys only: {after.because[:200]}")
    return found
