"""Dependencies: what is used, whether it is fixed, where it comes from, what is known against it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date

from makegood.engine.facts import Fact, FactName
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.dependencies import facts
from makegood.engine.probes.dependencies.files import LISTINGS
from makegood.engine.probes.dependencies.imitations import imitations
from makegood.engine.probes.dependencies.imported.reading import IMPORTS
from makegood.engine.probes.dependencies.imported.undeclared import imported_from, undeclared
from makegood.engine.probes.dependencies.installing import SCRIPTS, installing
from makegood.engine.probes.dependencies.inventory import Inventory, Used, gather, used
from makegood.engine.probes.dependencies.kinds import Kind, is_deployed, is_library, kind_of
from makegood.engine.probes.dependencies.locking import connect, unlocked
from makegood.engine.probes.dependencies.obliging import licence_of
from makegood.engine.probes.dependencies.origins import foreign, unhashed
from makegood.engine.probes.dependencies.private import private_names
from makegood.engine.probes.dependencies.sources import SOURCES, sources
from makegood.engine.probes.dependencies.vendored import VENDORED, vendored
from makegood.engine.probes.dependencies.vulnerable import Comparison, compare, table_of

UPDATE = "Run: makegood advisories update"
ROWS = 20_000


def look(scene: Scene) -> Iterator[Fact | Gap]:
    inventory = gather(scene)
    connect(inventory, scene.tree)
    found = [*used(inventory), *vendored(scene)]
    yield from _unread(scene, inventory)
    yield from _what(scene, found)
    yield from _locking(scene, inventory, found)
    yield scene.saw(facts.UNDECLARED, undeclared(scene, inventory))
    yield scene.saw(facts.SUSPICIOUS, [*imitations(inventory), *installing(scene)])
    yield from _known_against(scene, found)


def _unread(scene: Scene, inventory: Inventory) -> Iterator[Gap]:
    if not inventory.unread:
        return
    path, reason = inventory.unread[0]
    more = f" (and {len(inventory.unread) - 1} more)" if len(inventory.unread) > 1 else ""
    names = (facts.PACKAGES, facts.COUNT, facts.UNLOCKED, facts.VULNERABLE)
    sentence = f"{path} was not wholly read: {reason}{more}."
    yield from scene.missed(names, Cause.UNSUPPORTED, sentence, "Ask the partner for a plain manifest and lock file.")


def _what(scene: Scene, found: list[Used]) -> Iterator[Fact]:
    yield scene.saw(facts.COUNT, len(found))
    yield scene.saw(facts.PACKAGES, [_row(item) for item in found[:ROWS]])


def _row(item: Used) -> dict[str, object]:
    package = item.package
    return {
        "ecosystem": package.ecosystem,
        "name": package.name,
        "version": package.version,
        "licence": package.licence or licence_of(package.ecosystem, package.name, package.version or package.wanted),
        "hash": package.hash,
        "direct": package.direct,
        "dev": package.dev,
        "source": package.source.value,
        "path": item.path,
        "line": item.line,
    }


def _locking(scene: Scene, inventory: Inventory, found: list[Used]) -> Iterator[Fact | Gap]:
    deployed = is_deployed(scene.tree)
    kinds = {place.path: kind_of(place, inventory, scene.tree, deployed) for place in inventory.manifests}
    rows = [
        {
            "path": place.path,
            "ecosystem": place.listing.ecosystem,
            "kind": kinds[place.path].value,
            "packages": len(place.listing.packages),
            "locks": [lock.path for lock in place.locks],
        }
        for place in inventory.manifests
    ]
    yield scene.saw(facts.MANIFESTS, rows)
    yield scene.saw(facts.LIBRARY, is_library(inventory, kinds))
    own = {place.listing.name for place in inventory.manifests if place.listing.name}
    open_places = [
        finding for place in inventory.manifests for finding in unlocked(place, kinds[place.path], scene.tree, own)
    ]
    yield scene.saw(facts.UNLOCKED, open_places)
    for place in inventory.manifests:
        if kinds[place.path] is Kind.UNCLEAR and not place.locks and place.listing.packages:
            reason = (
                f"{place.path} has no lock file, and whether it belongs to an application or to a library is not told."
            )
            yield from scene.missed(
                facts.UNLOCKED, Cause.NO_EVIDENCE, reason, "Ask the partner for a lock file, or why there is none."
            )
            break
    elsewhere = list(sources(scene))
    yield scene.saw(facts.SOURCES, elsewhere)
    yield scene.saw(facts.FOREIGN, [*foreign(found), *private_names(inventory, elsewhere)])
    yield scene.saw(facts.UNHASHED, list(unhashed(inventory)))


def _known_against(scene: Scene, found: list[Used]) -> Iterator[Fact | Gap]:
    comparison = compare(found, scene.settings.advisories, scene.settings.key, imported_from(scene, "go"))
    covered = not comparison.problem and (comparison.parts or not comparison.uncovered)
    yield scene.saw(facts.VULNERABLE, comparison.findings)
    if covered:
        yield scene.saw(facts.RECORDS, list(table_of(comparison.parts)))
    else:
        yield from scene.missed(facts.RECORDS, Cause.NO_EVIDENCE, _without(comparison), UPDATE + ".", Side.OURS)
    age = comparison.age(_today(scene))
    if age is not None:
        yield scene.saw(facts.AGE, age)
    elif not found:
        yield scene.saw(facts.AGE, 0)
    else:
        yield from scene.missed(facts.AGE, Cause.NO_EVIDENCE, _without(comparison), UPDATE + ".", Side.OURS)
    if comparison.uncovered:
        yield from scene.missed(facts.VULNERABLE, Cause.NO_EVIDENCE, _without(comparison), UPDATE + ".", Side.OURS)
    if comparison.unmatched:
        first = comparison.unmatched[0]
        count = len(comparison.unmatched)
        which = f"first {first.package.name} in {first.path}"
        reason = f"{count} of {len(found)} packages have no exact version to compare ({which})."
        yield from scene.missed(
            facts.VULNERABLE, Cause.NO_EVIDENCE, reason, "Ask the partner for a lock file with exact versions."
        )


def _without(comparison: Comparison) -> str:
    return comparison.problem or f"No vulnerability records are here for {', '.join(comparison.uncovered)}."


def _today(scene: Scene) -> date:
    return scene.now.astimezone(UTC).date()


PROBE = Probe(
    name="dependencies",
    gives=tuple(value for value in vars(facts).values() if isinstance(value, FactName)),
    look=look,
    extractors=(LISTINGS, IMPORTS, SOURCES, SCRIPTS, VENDORED),
)
