"""The outside scanners, one after the other: what they report, or why nothing of it counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields

from makegood.engine.evidence import Finding, Lead
from makegood.engine.facts import Fact, FactName, FactType
from makegood.engine.gaps import Gap
from makegood.engine.probe import Probe, Scene, ToolRun
from makegood.engine.probes.scanners import facts
from makegood.engine.tools.hadolint import HADOLINT
from makegood.engine.tools.scanner import scan
from makegood.engine.tools.semgrep import SEMGREP
from makegood.engine.tools.zizmor import ZIZMOR

SCANNERS = ((ZIZMOR, facts.ZIZMOR), (HADOLINT, facts.HADOLINT), (SEMGREP, facts.SEMGREP))


def look(scene: Scene) -> Iterator[Fact | Gap | ToolRun]:
    marks = 0
    for scanner, name in SCANNERS:
        seen = scan(scanner, scene)
        marks += seen.marks
        yield seen.run
        if seen.gap is not None:
            cause, sentence = seen.gap
            yield from scene.missed(name, cause, sentence, "Install the scanners with make setup and look again.")
        if seen.gap is None or seen.findings:
            yield scene.saw(name, _of_its_type(name, seen.findings))
    yield scene.saw(facts.MARKS, marks)


def _of_its_type(name: FactName, findings: Iterable[Finding]) -> list[Finding]:
    """A claim about behaviour is a lead, whoever makes it."""
    if name.type is not FactType.LEADS:
        return list(findings)
    return [Lead(**{row.name: getattr(finding, row.name) for row in fields(finding)}) for finding in findings]


PROBE = Probe(name="scanners", gives=facts.EVERY, look=look, seconds=600)
