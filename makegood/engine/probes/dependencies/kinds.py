"""Whether a manifest belongs to an application, which must fix its versions, or to a library, which must not.

A library leaves the choice to whoever uses it: flask, requests and express carry no lock file and are right. What
cannot be told is `unclear`, and then nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from makegood.engine.probes.dependencies.inventory import Inventory, Place
from makegood.engine.probes.dependencies.listing import Source
from makegood.engine.repository.paths import is_example
from makegood.engine.repository.tree import Tree


class Kind(StrEnum):
    APPLICATION = "application"
    LIBRARY = "library"
    UNCLEAR = "unclear"
    TOOLS = "tools"
    """For developers only, or only settings: nothing that runs in production hangs on it."""


_DEPLOYED = re.compile(
    r"(?:^|/)(?:dockerfile[^/]*|[^/]*\.dockerfile|(?:docker-)?compose[\w.-]*\.ya?ml|procfile|app\.ya?ml|fly\.toml"
    r"|render\.yaml|railway\.(?:json|toml)|vercel\.json|netlify\.toml|serverless\.ya?ml|wsgi\.py|asgi\.py|manage\.py"
    r"|chart\.yaml|app\.json|ecosystem\.config\.c?js|kustomization\.ya?ml|config\.ru|web\.config)$"
)
_STARTED = ("manage.py", "wsgi.py", "asgi.py", "Procfile", "config.ru")
_SERVICE = ("Dockerfile", "docker-compose.yml", "docker-compose.yaml", "compose.yaml", "compose.yml", "Procfile")
_PACKAGING = ("pyproject", "setup-py", "setup-cfg")


def is_deployed(tree: Tree) -> bool:
    """Whether anything in the revision says how it is put into operation."""
    return any(_DEPLOYED.search(entry.path.lower()) for entry in tree.files if entry.path.count("/") <= 3)


def kind_of(place: Place, inventory: Inventory, tree: Tree, deployed: bool) -> Kind:
    listing = place.listing
    if "vendor-bin" in place.folder.split("/"):
        return Kind.TOOLS  # bamarni/composer-bin-plugin: each tool of the developers in a folder of its own
    if not listing.packages or place.is_for_developers or "settings-only" in listing.traits:
        return Kind.TOOLS
    if _beside(place, tree, _STARTED):
        return Kind.APPLICATION
    if place.listing.ecosystem == "PyPI":
        return _python(place, inventory, tree)
    if "library" in listing.traits or (place.format == "gemfile" and _gemspec(place, inventory)):
        return Kind.LIBRARY
    if place.format == "gemfile" or "application" in listing.traits:
        return Kind.APPLICATION
    if "template" in listing.traits:
        # The skeletons that frameworks publish to be copied carry no lock file on purpose.
        return Kind.APPLICATION if deployed else Kind.UNCLEAR
    return _started(place, tree, deployed)


def _started(place: Place, tree: Tree, deployed: bool) -> Kind:
    traits = place.listing.traits
    if "starts" in traits and _beside(place, tree, _SERVICE):
        # Skeletons of services carry a name, a version and an entry as a published package does.
        return Kind.APPLICATION
    if "published" in traits:
        return Kind.LIBRARY
    if "starts" in traits or (deployed and "private" in traits):
        return Kind.APPLICATION
    return Kind.UNCLEAR


def is_library(inventory: Inventory, kinds: Mapping[str, Kind]) -> bool:
    """Whether all that is delivered is made for other programs: nothing starts, no part is an application."""
    used = [
        place
        for place in inventory.manifests
        if kinds[place.path] is not Kind.TOOLS and not is_example(place.path) and not _tries_out(place)
    ]
    return bool(used) and all(
        kinds[place.path] is Kind.LIBRARY and "starts" not in place.listing.traits for place in used
    )


def _tries_out(place: Place) -> bool:
    """An application in a folder of a library that is made to try it: `gem "sidekiq", path: ".."`."""
    return any(one.source is Source.PATH and one.address.startswith("..") for one in place.listing.packages)


def _python(place: Place, inventory: Inventory, tree: Tree) -> Kind:
    traits = place.listing.traits
    if "application" in traits:
        return Kind.APPLICATION
    if place.format == "constraints" or place.path.endswith(".in"):
        return Kind.TOOLS
    published = any("published" in other.listing.traits for other in inventory.manifests if _packages(other, place))
    if published:
        return Kind.LIBRARY
    if place.format == "requirements":
        return Kind.APPLICATION
    return Kind.APPLICATION if _beside(place, tree, ("Dockerfile",)) else Kind.UNCLEAR


def _packages(other: Place, place: Place) -> bool:
    """Whether the other file describes the package that this one lies in (the folder itself, or one above it)."""
    above = other.folder in (place.folder, place.folder.rpartition("/")[0]) or other.folder == ""
    return other.format in _PACKAGING and above and (other.folder == place.folder or "requirements" in place.path)


def _gemspec(place: Place, inventory: Inventory) -> bool:
    return any(other.format == "gemspec" and other.folder == place.folder for other in inventory.manifests)


def _beside(place: Place, tree: Tree, names: tuple[str, ...]) -> bool:
    return any((f"{place.folder}/{name}" if place.folder else name) in tree for name in names)
