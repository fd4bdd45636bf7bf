"""Python imports: the name of a module is not the name of its package, so what is close counts as declared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from makegood.engine.probes.dependencies.imported.ground import Ground, Import, Missing, names_of
from makegood.engine.probes.dependencies.imported.names_python import PYTHON as PACKAGES
from makegood.engine.probes.dependencies.imported.reading import TOP
from makegood.engine.probes.dependencies.popular import POPULAR
from makegood.engine.probes.dependencies.readers.python_words import ECOSYSTEM, canonical

_WELL_KNOWN = POPULAR[ECOSYSTEM]


def undeclared(imports: Iterable[Import], ground: Ground) -> Iterator[Missing]:
    brought = {name for lock in ground.locks(ECOSYSTEM) for name in lock.listing.requires}
    blind = {lock.path for lock in ground.locks(ECOSYSTEM) if lock.format == "pipfile-lock"}
    for lock in ground.locks(ECOSYSTEM):
        if lock.path in blind or lock.format == "requirements":
            brought |= {package.name for package in lock.listing.packages}
    known: dict[str, set[str]] = {}
    for found in imports:
        top = found.name.partition(".")[0]
        if found.optional or top.startswith("_") or top.endswith(("_pb2", "_pb2_grpc")) or _is_own(found, top, ground):
            continue
        if found.folder not in known:
            known[found.folder] = {
                canonical(name) for name in names_of(ground.above(found.folder, ECOSYSTEM))
            } | brought
        if not is_declared(top, known[found.folder]):
            package = PACKAGES.get(top, (canonical(top),))[0]
            sure = found.level == TOP or top in PACKAGES or package in _WELL_KNOWN
            yield Missing(found, package, ground.has_listing(ECOSYSTEM), sure)


def _is_own(found: Import, top: str, ground: Ground) -> bool:
    """A folder may share the name of a package (a module `redis` of one's own); then the nearest wins, as in Python."""
    if top not in ground.modules:
        return False
    if top not in PACKAGES and canonical(top) not in _WELL_KNOWN:
        return True
    folder = found.folder
    while True:
        base = f"{folder}/{top}" if folder else top
        if f"{base}.py" in ground.tree or f"{base}/__init__.py" in ground.tree:
            return True
        if not folder:
            return f"src/{top}/__init__.py" in ground.tree
        folder = folder.rpartition("/")[0]


def is_declared(top: str, known: set[str]) -> bool:
    """Whether a package that is known could hold the module.

    Where the module's package is well known only that package counts; else a name that holds the other is near enough
    (`mailer` of `acme-mailer`), since nothing in a manifest says which modules a package holds.
    """
    name = canonical(top)
    if name in known or any(package in known for package in PACKAGES.get(top, ())):
        return True
    if top in ("google", "azure", "zope", "backports", "ruamel", "sphinxcontrib", "jaraco", "opentelemetry", "airflow"):
        return any(package.startswith((f"{top}-", f"{top}cloud")) for package in known) or _is_near(name, known)
    if top in PACKAGES or name in _WELL_KNOWN:
        return False
    return _is_near(name, known)


def _is_near(name: str, known: set[str]) -> bool:
    plain = name.replace("-", "")
    for package in known:
        other = package.replace("-", "")
        if plain in other or (len(other) > 3 and other in plain):
            return True
        bare = other.removeprefix("python").removeprefix("django").removeprefix("flask").removeprefix("py")
        if len(bare) > 2 and (
            name.removeprefix("dj") == bare or bare.removesuffix("python") == plain or plain == bare.removesuffix("3")
        ):
            return True
    return False
