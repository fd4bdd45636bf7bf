"""Go imports exactly; Ruby and PHP as far as names tell; Java and C# for well-known packages that few bring along.

What a Java or C# package brings along stands in no file of the delivery, so nothing is claimed about the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from makegood.engine.probes.dependencies.imported.ground import Ground, Import, Missing, names_of
from makegood.engine.probes.dependencies.imported.names import CSHARP, JAVA, PHP, RUBY
from makegood.engine.probes.dependencies.popular import POPULAR

_GO_BEFORE_MODULES = (
    "Gopkg.toml",
    "glide.yaml",
    "vendor/vendor.json",
    "Godeps/Godeps.json",
    "WORKSPACE",
    "BUILD.bazel",
)


def go(imports: Iterable[Import], ground: Ground) -> Iterator[Missing]:
    if any(name in ground.tree for name in _GO_BEFORE_MODULES):
        return
    modules = ground.manifests("Go")
    own = [place.listing.name for place in modules if place.listing.name]
    for found in imports:
        if _starts(found.name, own):
            continue
        wanted = {package.name for place in ground.above(found.folder, "Go") for package in place.listing.packages}
        wanted |= {name for place in ground.above(found.folder, "Go") for name in place.listing.provides}
        if not _starts(found.name, wanted) and not found.optional:
            yield Missing(found, _module(found.name), bool(modules))


def _module(path: str) -> str:
    parts = path.split("/")
    return "/".join(parts[:3]) if "." in parts[0] and len(parts) > 2 and parts[0].startswith("git") else path


def _starts(path: str, modules: Iterable[str]) -> bool:
    return any(path == module or path.startswith(module + "/") for module in modules)


def ruby(imports: Iterable[Import], ground: Ground) -> Iterator[Missing]:
    known = {name.lower() for name in names_of(ground.places("RubyGems"))}
    library = any("library" in place.listing.traits for place in ground.manifests("RubyGems"))
    files = {entry.path.removesuffix(".rb") for entry in ground.tree.entries if entry.path.endswith(".rb")}
    ends = {"/".join(path.split("/")[start:]) for path in files for start in range(path.count("/") + 1)}
    for found in imports:
        first = found.name.partition("/")[0]
        near = {found.name.replace("/", "-"), first, first.replace("_", "-"), first.replace("-", "_")}
        near |= {found.name.replace("/", "_"), *RUBY.get(first, ())}
        near |= {"-".join(found.name.split("/")[:2]), first.replace("_", "")}
        if found.optional or found.name in ends or first in ground.modules:
            continue
        if near.isdisjoint(known) and not any(name.startswith((f"{first}-", f"{first}_")) for name in known):
            gem = RUBY.get(first, (first,))[0]
            sure = not library and (gem in POPULAR["RubyGems"] or first in RUBY)
            yield Missing(found, gem, ground.has_listing("RubyGems"), sure)


def php(imports: Iterable[Import], ground: Ground) -> Iterator[Missing]:
    every = list(imports)
    own = {found.name.removeprefix("namespace ") for found in every if found.name.startswith("namespace ")}
    places = ground.places("Packagist")
    roots = {root for place in places for root in place.listing.roots}
    known = list(names_of(places))
    locked = any(place.is_lock for place in places)
    # Classes are loaded when they are used: a library may know of many that its user need not have.
    library = any("published" in place.listing.traits for place in ground.manifests("Packagist"))
    for found in every:
        top = found.name.partition("\\")[0]
        if found.name.startswith("namespace ") or top in own:
            continue
        brings = PHP.get(top)
        if not brings or any(found.name.startswith(root.rstrip("\\")) for root in roots if root):
            continue
        if locked or not any(name.startswith(brings) for name in known):
            yield Missing(found, brings[0].rstrip("/"), bool(places), not library)


def java(imports: Iterable[Import], ground: Ground) -> Iterator[Missing]:
    yield from _by_words(imports, ground, "Maven", JAVA)


def csharp(imports: Iterable[Import], ground: Ground) -> Iterator[Missing]:
    yield from _by_words(imports, ground, "NuGet", CSHARP)


def _by_words(
    imports: Iterable[Import], ground: Ground, ecosystem: str, table: dict[str, tuple[str, ...]]
) -> Iterator[Missing]:
    places = ground.places(ecosystem)
    named = " ".join(names_of(places)).lower()
    own = ground.modules
    for found in imports:
        for prefix, words in table.items():
            if found.name == prefix or found.name.startswith(prefix + "."):
                if not any(one in named for one in words) and prefix.partition(".")[0] not in own:
                    yield Missing(found, prefix, bool(places))
                break
