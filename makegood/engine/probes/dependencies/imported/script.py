"""JavaScript and TypeScript imports: the specifier names the package, so what no package.json names is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from makegood.engine.probes.dependencies.imported.ground import Ground, Import, Missing, names_of
from makegood.engine.probes.dependencies.imported.names import NODE_BRINGS
from makegood.engine.probes.dependencies.imported.reading import script_package
from makegood.engine.probes.dependencies.popular import POPULAR
from makegood.engine.probes.dependencies.readers.package_json import ECOSYSTEM

FRAMEWORK_SCOPES = frozenset(
    ("@theme", "@theme-original", "@theme-init", "@site", "@generated", "@env", "@root", "@src")
)
_BROWSER = frozenset(("static", "public", "wwwroot", "htdocs", "www", "webroot"))
_SCRIPTS = frozenset(("js", "javascript", "javascripts", "assets", "scripts", "plugins", "lib", "libs", "themes"))


def undeclared(imports: Iterable[Import], ground: Ground) -> Iterator[Missing]:
    # What another package brings along is there by luck only, and it is there.
    brought = {name for lock in ground.locks(ECOSYSTEM) for name in lock.listing.requires}
    known: dict[str, set[str]] = {}
    for found in imports:
        name = script_package(found.name)
        if found.optional or not name or name.partition("/")[0] in FRAMEWORK_SCOPES or _is_alias(found.name, ground):
            continue
        if found.folder not in known:
            known[found.folder] = set(names_of(ground.above(found.folder, ECOSYSTEM)))
        declared = known[found.folder]
        if name in declared or _typed(name) in declared or not declared.isdisjoint(NODE_BRINGS.get(name, ())):
            continue
        if name not in POPULAR[ECOSYSTEM] and name.partition("/")[0].lstrip("@") in ground.modules:
            continue
        listed = ground.has_listing(ECOSYSTEM)
        if not listed and not _SCRIPTS.isdisjoint(found.folder.lower().split("/")):
            continue  # a library for pages asks for what it may find, and the page brings it
        if not _runs_in_browser(found, ground):
            yield Missing(found, name, listed, name not in brought)


def _typed(name: str) -> str:
    """`@types/scope__name` holds the types of `@scope/name`."""
    return f"@types/{name.lstrip('@').replace('/', '__')}"


def _is_alias(specifier: str, ground: Ground) -> bool:
    parts = specifier.split("/")
    return any("/".join(parts[:count]) in ground.aliases for count in range(1, len(parts) + 1))


def _runs_in_browser(found: Import, ground: Ground) -> bool:
    """Scripts that a page loads as they are take their modules from an import map, not from a package.json."""
    if not any(part in _BROWSER or part.startswith("static") for part in found.folder.split("/")):
        return False
    folder = found.folder
    while folder:
        if f"{folder}/package.json" in ground.tree:
            return False
        folder = folder.rpartition("/")[0]
    return True
