"""The delivery itself: what our copy of it lacks, and what lay beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.delivery import facts

SHOWN = 200


def look(scene: Scene) -> Iterator[Fact | Gap]:
    delivered = scene.repository.delivered
    if not scene.repository.history:
        yield scene.saw(facts.LEFT_OUT, _some(delivered.left_out))
        reason = "A plain folder was delivered, without the history of a repository."
        names = (facts.IS_SHALLOW, facts.MISSING_OBJECTS, facts.BLEMISHES, facts.LOST_REFS, facts.UNCOMMITTED)
        yield from scene.missed(names, Cause.NO_EVIDENCE, reason, "Ask for the git repository itself.")
        return
    yield scene.saw(facts.IS_SHALLOW, delivered.shallow)
    yield scene.saw(facts.MISSING_OBJECTS, len(delivered.missing))
    yield scene.saw(facts.LOST_REFS, _some(delivered.lost_refs))
    yield scene.saw(facts.LEFT_OUT, [])
    rows = sorted(delivered.cosmetic.items())
    yield scene.saw(facts.BLEMISHES, [{"id": id, "count": count, "object": first} for id, (count, first) in rows])
    if delivered.uncommitted is None:
        reason = "There is no work tree to compare with, or it could not be compared."
        yield from scene.missed(facts.UNCOMMITTED, Cause.NO_EVIDENCE, reason, "Nothing needs to be done.")
    else:
        yield scene.saw(facts.UNCOMMITTED, _some(delivered.uncommitted))


def _some(names: Iterable[str]) -> list[str]:
    every = list(names)
    return every if len(every) <= SHOWN else [*every[:SHOWN], f"and {len(every) - SHOWN} more"]


PROBE = Probe(
    name="delivery",
    gives=(
        facts.IS_SHALLOW,
        facts.MISSING_OBJECTS,
        facts.BLEMISHES,
        facts.LOST_REFS,
        facts.UNCOMMITTED,
        facts.LEFT_OUT,
    ),
    look=look,
)
