"""Parts of the code in repositories of their own: nobody has them who has only what was delivered."""

from __future__ import annotations

import re

from makegood.engine.evidence import Finding
from makegood.engine.repository.tree import Tree

_SECTION = re.compile(r'^\[submodule "([^"\n]{1,300})"\]')
_CLOSED = re.compile(r"^(?:ssh://|git@|[\w.-]+@[\w.-]+:|file://|/|\.\./|\./|[A-Za-z]:\\)")


def submodules(tree: Tree, settings: str) -> list[Finding]:
    """A link to a commit of a repository that no file names, or that strangers cannot fetch."""
    named: dict[str, tuple[int, str]] = {}
    path, line, address = "", 0, ""
    for number, raw in enumerate([*settings.splitlines()[:2_000], '[submodule "end"]'], 1):
        if _SECTION.match(raw.strip()):
            if path:
                named[path] = (line, address)
            path, line, address = "", number, ""
        key, _, value = raw.strip().partition("=")
        if key.strip() == "path":
            path = value.strip()
        elif key.strip() == "url":
            address, line = value.strip(), number
    found = []
    for entry in tree.entries:
        if not entry.is_submodule:
            continue
        if entry.path not in named:
            said = f"{entry.path} is a link to another repository, and nothing says which"
            found.append(Finding.at("unnamed-repository", said, entry.path, text=entry.path, severity="high"))
        elif _CLOSED.match(named[entry.path][1]):
            line, address = named[entry.path]
            said = f"{entry.path} lies in another repository, {address}, which a stranger cannot fetch"
            found.append(Finding.at("closed-repository", said, ".gitmodules", line=line, text=address, severity="high"))
    return found
