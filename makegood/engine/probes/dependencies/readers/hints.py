"""Files that want no package and give names to some: conda environments, path aliases, pins of an import map."""

from __future__ import annotations

import re

from makegood.engine.probes.dependencies.listing import Listing, Role, text_of
from makegood.engine.probes.dependencies.readers.python_words import canonical

_CONDA = re.compile(r"^\s*-\s*(?:[\w-]+::)?([A-Za-z0-9][\w.-]*)", re.MULTILINE)
_PATHS = re.compile(r'"paths"\s*:\s*\{([^{}]{0,20000})\}')
_KEY = re.compile(r'"([^"\n]{1,200})"\s*:')
_REGION = re.compile(r"\b(?:alias(?:es)?|externals?|moduleNameMapper|imports|provide)\b")
_NAME = re.compile(
    r"""(?:^|[{,\s(])['"]?([@~$\w^][\w@/.^-]{0,80}?)(?:/\(?\.\*\)?)?\$?['"]?\s*:|find:\s*['"]([^'"\n]{1,80})['"]"""
)
_TEXT = re.compile(r"""['"]([@\w][\w@/.-]{0,80})['"]""")
_PIN = re.compile(r"""^\s*pin\w*\s*\(?\s*['"]([^'"\n]{1,200})['"]""", re.MULTILINE)


def read_conda(content: bytes) -> Listing:
    text = text_of(content)
    if "dependencies:" not in text:
        return Listing(role=Role.HINT, ecosystem="")
    listing = Listing(role=Role.MANIFEST, ecosystem="PyPI", traits={"settings-only"})
    listing.provides = [canonical(name) for name in _CONDA.findall(text)]
    return listing


def read_paths(content: bytes) -> Listing:
    found = [key for region in _PATHS.findall(text_of(content)) for key in _KEY.findall(region)]
    return _listing([key.removesuffix("/*").removesuffix("*").rstrip("/") for key in found])


def read_aliases(content: bytes) -> Listing:
    """The keys of everything that is called an alias or an external; settings files are code and are not run."""
    text = text_of(content)
    names: list[str] = []
    for region in _REGION.finditer(text[:200_000]):
        part = text[region.end() : region.end() + 4_000]
        names += [(key or other).lstrip("^").rstrip("/$") for key, other in _NAME.findall(part)]
        names += _TEXT.findall(part) if "external" in region.group(0) else []
    return _listing(names)


def read_pins(content: bytes) -> Listing:
    return _listing([name.rstrip("/") for name in _PIN.findall(text_of(content))])


def _listing(names: list[str]) -> Listing:
    listing = Listing(role=Role.HINT, ecosystem="")
    listing.provides = sorted({name for name in names if name})
    return listing
