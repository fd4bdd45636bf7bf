"""The history: one raw git stream, read and split as bytes."""

from __future__ import annotations

from collections.abc import Iterator

from makegood.engine.facts import Fact
from makegood.engine.gaps import Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.history import facts


def look(scene: Scene) -> Iterator[Fact | Gap]:
    count = scene.repository.git.text("rev-list", "--count", scene.repository.revision)
    yield scene.saw(facts.COMMITS, int(count))


PROBE = Probe(name="history", gives=(facts.COMMITS,), look=look)
