"""The outside scanners, one after the other: what they report, or why nothing of it counts."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.engine.facts import Fact
from makegood.engine.gaps import Gap
from makegood.engine.probe import Probe, Scene, Settings, ToolRun
from makegood.engine.probes.scanners import facts
from makegood.engine.tools.hadolint import HADOLINT
from makegood.engine.tools.scanner import scan
from makegood.engine.tools.zizmor import ZIZMOR

SCANNERS = ((ZIZMOR, facts.ZIZMOR), (HADOLINT, facts.HADOLINT))


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
            yield scene.saw(name, list(seen.findings))
    yield scene.saw(facts.MARKS, marks)


def installed(settings: Settings) -> tuple[str, ...]:
    """What was installed and when: other versions see other things."""
    made = settings.tools / ".made" if settings.tools else None
    return (str(made.stat().st_mtime_ns),) if made is not None and made.exists() else ()


PROBE = Probe(name="scanners", gives=facts.EVERY, look=look, seconds=600, depends=installed)
