"""An inspection: from targets to verdicts and the gate's decision."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from makegood.engine import ENGINE_VERSION
from makegood.engine.cache import Cache
from makegood.engine.check import Check
from makegood.engine.comparing import compared_facts, earlier_of
from makegood.engine.deliverable import Deliverable
from makegood.engine.facts import Earlier, FactName, FactSheet
from makegood.engine.gaps import Cause, Gap
from makegood.engine.gate import Gate, GateState, decide
from makegood.engine.home import Home
from makegood.engine.judging import judge
from makegood.engine.people import NOBODY, People, with_people, with_scripts
from makegood.engine.playbook import Playbook
from makegood.engine.probe import Declared, Probe, Scene, Settings, ToolRun
from makegood.engine.reading import read_content
from makegood.engine.repository.digest import content_digest
from makegood.engine.repository.intake.mirror import open_repository
from makegood.engine.repository.repository import Repository
from makegood.engine.repository.tree import Tree, read_tree
from makegood.engine.running import ProbeResult, run_probes
from makegood.engine.stored import keep_note, keep_result, kept_results, last_note
from makegood.engine.target import Target
from makegood.engine.verdict import Verdict
from makegood.engine.waiver import Waiver

RUNS_KEPT = 20
ONLY_A_PART = "Only a part of the checklist was asked for; the whole of it decides."

Told = Callable[[str, str], None]
"""Takes (what, how far): ("reading files", "120 of 1,300"), ("history", "started" | "done" | "failed")."""


@dataclass(slots=True, kw_only=True)
class Inspection:
    """Everything one inspection found; reports are made from this and nothing else."""

    started: datetime
    seconds: float
    playbook: Playbook
    gate: Gate
    verdicts: Sequence[Verdict]
    sheets: Sequence[FactSheet]
    tools: Sequence[ToolRun] = ()
    signed: bool = True
    only: Sequence[str] = ()
    run_folder: Path | None = None
    engine: str = ENGINE_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What is judged by: the catalogue of checks, the dictionary of facts, the playbook, and an optional selection."""

    catalogue: Mapping[str, Check]
    dictionary: Mapping[str, FactName]
    playbook: Playbook
    only: Sequence[str] = ()


@dataclass(slots=True, kw_only=True)
class Inspector:
    """Inspects targets one after the other, with one cache and one run folder.

    `own` is a mirror that somebody else keeps up to date: it is read as it lies there, and no second copy is made.
    """

    home: Home
    probes: Sequence[Declared]
    settings: Settings
    run_folder: Path
    told: Told = field(default=lambda what, how_far: None)
    own: Repository | None = None

    def inspect(
        self, targets: Sequence[Target], rules: Rules, *, ref: str | None = None, since: str | None = None
    ) -> Inspection:
        """Raises MirrorRefused or GitFailed (one sentence) when a target cannot be read at all."""
        started, began = datetime.now(UTC), time.monotonic()
        sheets: list[FactSheet] = []
        tools: list[ToolRun] = []
        with Cache(self.home.cache, self.settings.key) as cache:
            opened = [(target, self._open(target, ref, since)) for target in targets]
            for number, (target, repository) in enumerate(opened):
                beside = tuple((other.name, found) for other, found in opened if other is not target)
                folder = self.run_folder / str(number)
                sheet, ran = self._look(target, repository, cache, folder, self._wanted(rules), beside)
                sheet.earlier = self._earlier(target, repository, cache, folder / "earlier", rules)
                sheets.append(sheet)
                tools.extend(ran)
        inspection = conclude(sheets, rules, now=started)
        inspection.tools = tools
        inspection.run_folder = self.run_folder
        inspection.seconds = round(time.monotonic() - began, 3)
        return inspection

    def _open(self, target: Target, ref: str | None, since: str | None) -> Repository:
        if self.own is not None:
            return self.own
        return open_repository(
            target, self.home.mirrors, ref=ref, since=since, offline=self.settings.offline, told=self.told
        )

    def _earlier(
        self, target: Target, repository: Repository, cache: Cache, folder: Path, rules: Rules
    ) -> Earlier | None:
        """The last accepted revision, with what the playbook wants to tell from what is new; seen by the same rules."""
        since = repository.since
        if since is None:
            return None
        names = compared_facts(rules.playbook, rules.catalogue, rules.dictionary, rules.only)
        wanted = [probe for probe in self.probes if names & {name.name for name in probe.gives}]
        if not wanted:
            return Earlier(since)
        self.told("the last accepted revision", "started")
        earlier = replace(repository, revision=since, since=None, rewritten=False)
        sheet, _ = self._look(target, earlier, cache, folder, wanted)
        return earlier_of(sheet, since, names)

    def _look(
        self,
        target: Target,
        repository: Repository,
        cache: Cache,
        folder: Path,
        wanted: Sequence[Declared],
        beside: tuple[tuple[str, Repository], ...] = (),
    ) -> tuple[FactSheet, list[ToolRun]]:
        folder.mkdir(parents=True, exist_ok=True)
        tree = read_tree(repository.git, repository.revision)
        before = read_tree(repository.git, repository.since) if repository.since else None
        deliverable = Deliverable(
            kind=target.kind,
            location=target.shown,
            name=target.name,
            revision=repository.revision if repository.history else None,
            digest=content_digest(repository.git, tree, cache),
        )
        alone = not beside
        known = kept_results(wanted, repository, self.settings, cache, now=datetime.now(UTC), alone=alone)
        asked = [declared for declared in wanted if declared.name not in known]
        fresh = [declared.load() for declared in asked]
        trees = [tree] if before is None else [tree, before]
        extracts = read_content(
            repository.git,
            trees,
            [extractor for probe in fresh for extractor in probe.extractors],
            cache,
            processes=self.settings.jobs,
            on_progress=lambda done, of: self.told("reading files", f"{done:,} of {of:,}"),
        )
        scenes = (self._scene(probe, deliverable, repository, tree, before, extracts, folder) for probe in fresh)
        work = [
            (probe, replace(scene, note=last_note(declared, repository, cache), beside=beside))
            for declared, probe, scene in zip(asked, fresh, scenes, strict=True)
        ]
        results = run_probes(work, folder, jobs=self.settings.jobs, on_progress=self.told)
        for declared, probe, result in zip(asked, fresh, results, strict=True):
            if all(extracts[extractor.name].lasting for extractor in probe.extractors):
                keep_result(declared, result, repository, self.settings, cache, alone=alone)
                keep_note(declared, result.note, repository, cache)
        return _sheet(deliverable, repository, tree, wanted, [*known.values(), *results])

    def _wanted(self, rules: Rules) -> list[Declared]:
        if not rules.only:
            return list(self.probes)
        asked = {name for id in rules.only for name in (*rules.catalogue[id].needs, *rules.catalogue[id].uses)}
        return [probe for probe in self.probes if asked & {name.name for name in probe.gives}]

    def _scene(
        self,
        probe: Probe,
        deliverable: Deliverable,
        repository: Repository,
        tree: Tree,
        before: Tree | None,
        extracts: Mapping[str, object],
        folder: Path,
    ) -> Scene:
        mine = {extractor.name: extracts[extractor.name] for extractor in probe.extractors}
        return Scene(
            deliverable=deliverable,
            repository=repository,
            tree=tree,
            before=before,
            extracts=mine,  # type: ignore[arg-type]  # each as its extractor gave it
            settings=self.settings,
            scratch=folder / f"scratch-{probe.name}",
            source=probe.name,
            now=datetime.now(UTC),
        )


def _sheet(
    deliverable: Deliverable,
    repository: Repository,
    tree: Tree,
    probes: Sequence[Declared],
    results: Sequence[ProbeResult],
) -> tuple[FactSheet, list[ToolRun]]:
    sheet = FactSheet(deliverable=deliverable, gaps=list(repository.gaps))
    if tree.cut:
        remedy = "Ask the partner for a repository of an ordinary size."
        names = (name.name for probe in probes for name in probe.gives)
        sheet.add(Gap.of(name, Cause.NO_EVIDENCE, tree.cut, remedy) for name in names)
    for result in results:
        sheet.add(result.facts)
        sheet.add(result.gaps)
    return sheet, [tool for result in results for tool in result.tools]


def conclude(
    sheets: Sequence[FactSheet],
    rules: Rules,
    *,
    now: datetime,
    signed: bool = True,
    waivers: Iterable[Waiver] = (),
    differences: Sequence[str] = (),
    unproven: Sequence[str] = (),
    people: People = NOBODY,
) -> Inspection:
    """Judges sheets and asks the gate. Facts that nobody signed are judged, and never open it (H18).

    `waivers`, `differences` and `unproven` are those of `gate.decide`; `people` change what it is asked with, and never
    the verdicts.
    """
    verdicts = judge(sheets, rules.catalogue, rules.playbook, rules.dictionary, rules.only)
    gate = decide(
        with_people(verdicts, people, now)[0],
        _asked(rules),
        now=now,
        digests={sheet.deliverable.name: sheet.deliverable.digest for sheet in sheets},
        waivers=waivers,
        differences=differences,
        unproven=[*unproven, *_unproven(sheets, rules, signed)],
    )
    if gate.state is GateState.HELD and rules.only and not gate.holding:
        gate = Gate(state=GateState.NEEDS_EVIDENCE, because=ONLY_A_PART)
    return Inspection(
        started=now,
        seconds=0.0,
        playbook=rules.playbook,
        gate=with_scripts(gate, people),
        verdicts=verdicts,
        sheets=sheets,
        signed=signed,
        only=tuple(rules.only),
    )


def _unproven(sheets: Sequence[FactSheet], rules: Rules, signed: bool) -> Iterator[str]:
    if not signed:
        yield "The facts come from a file that nobody signed; only an inspection of the delivery itself can decide."
    if any(sheet.deliverable.revision is None for sheet in sheets):
        yield "A plain folder names no revision, so nothing can be accepted by it; the git repository is needed."
    if rules.only:
        yield ONLY_A_PART


def _asked(rules: Rules) -> Playbook:
    """The playbook, cut down to the checks that were asked for."""
    if not rules.only:
        return rules.playbook
    criteria = {id: criterion for id, criterion in rules.playbook.criteria.items() if id in rules.only}
    return replace(rules.playbook, criteria=criteria)


def new_run_folder(home: Home) -> Path:
    """A fresh folder for one run; the oldest beyond RUNS_KEPT are removed."""
    runs = home.runs
    runs.mkdir(parents=True, exist_ok=True, mode=0o700)
    for old in sorted(path for path in runs.iterdir() if path.is_dir())[:-RUNS_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    return Path(tempfile.mkdtemp(prefix=f"{datetime.now(UTC):%Y%m%dT%H%M%S}-", dir=runs))
