"""setup.cfg and setup.py: read, never run. What setup.py computes stays unread, and says so."""

from __future__ import annotations

import ast
import configparser

from makegood.engine.probes.dependencies.listing import Lines, Listing, Package, Role, text_of
from makegood.engine.probes.dependencies.readers.python_words import ECOSYSTEM, requirement

COMPUTED = "what it needs is computed when it runs"


def read_cfg(content: bytes) -> Listing:
    text = text_of(content)
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM)
    parser = configparser.RawConfigParser(strict=False, interpolation=None)
    try:
        parser.read_string(text)
    except configparser.Error:
        listing.unread.append("it is no INI file")
        return listing
    listing.name = parser.get("metadata", "name", fallback="")
    listing.licence = parser.get("metadata", "license", fallback="").strip()
    lines = Lines(text)
    wanted = parser.get("options", "install_requires", fallback="")
    listing.packages = _all(wanted.splitlines(), lines)
    if parser.has_section("options.extras_require"):
        for _, group in parser.items("options.extras_require"):
            listing.packages += _all(group.splitlines(), lines, optional=True)
    listing.traits.add("published" if listing.name else "settings-only")
    return listing


def read_py(content: bytes) -> Listing:
    text = text_of(content)
    listing = Listing(role=Role.MANIFEST, ecosystem=ECOSYSTEM, traits={"published"})
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        listing.unread.append("it is no Python that can be read")
        return listing
    named = {
        target.id: node.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    lines = Lines(text)
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _called(call.func) == "setup":
            for keyword in call.keywords:
                value = (
                    named.get(keyword.value.id, keyword.value) if isinstance(keyword.value, ast.Name) else keyword.value
                )
                _argument(keyword.arg, value, lines, listing)
    return listing


def _called(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _argument(name: str | None, value: ast.expr, lines: Lines, listing: Listing) -> None:
    try:
        literal = ast.literal_eval(value)
    except (ValueError, TypeError, RecursionError, MemoryError):
        if name in ("install_requires", "extras_require"):
            listing.unread.append(COMPUTED)
        return
    if name == "name":
        listing.name = str(literal)
    elif name == "license":
        listing.licence = str(literal)
    elif name == "install_requires" and isinstance(literal, list | tuple):
        listing.packages += _all([str(item) for item in literal], lines)
    elif name == "extras_require" and isinstance(literal, dict):
        for group in literal.values():
            if isinstance(group, list | tuple):
                listing.packages += _all([str(item) for item in group], lines, optional=True)


def _all(texts: list[str], lines: Lines, optional: bool = False) -> list[Package]:
    wanted = (text.strip() for text in texts)
    found = (requirement(text, line=lines.of(text), optional=optional) for text in wanted if text and text[0] != "#")
    return [package for package in found if package]
