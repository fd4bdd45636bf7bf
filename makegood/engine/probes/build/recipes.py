"""Container recipes: what a Dockerfile copies and starts, what a compose file builds, reads and mounts."""

from __future__ import annotations

import fnmatch
import json
import posixpath
import re
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from makegood.engine.notation import Node, NotRead, read
from makegood.engine.probes.build.delivered import Delivered, joined
from makegood.engine.probes.build.guides import Command

DOCKERFILE = re.compile(r"(?i)(?:^|.*/)(?:dockerfile(?:[.-][\w.-]+)?|containerfile|[\w.-]+\.dockerfile)")
COMPOSE = re.compile(r"(?i)(?:^|.*/)(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml")
_MOUNTED = re.compile(r"\.(?:conf|cfg|ini|ya?ml|toml|json|sql|sh|xml|properties|py|js|ts|template|cnf)$")
Broken = tuple[str, int, str]
"""Rule, line, sentence."""


@dataclass(slots=True)
class Contexts:
    """Build contexts by Dockerfile, as compose files and command lines name them."""

    of: dict[str, set[str]] = field(default_factory=dict)

    def named(self, dockerfile: str) -> list[str]:
        """Every folder that may be the context: those that are named, its own, and the root."""
        return list(dict.fromkeys([*sorted(self.of.get(dockerfile, ())), dockerfile.rpartition("/")[0], ""]))


def instructions(text: str) -> Iterator[tuple[int, str, str]]:
    """(line, instruction, rest), continued lines joined, heredocs left out."""
    held, began, until = "", 0, ""
    for number, raw in enumerate(text.splitlines()[:4_000], 1):
        if until:
            until = "" if raw.strip() == until else until
            continue
        line = raw.strip()
        if line.startswith("#") or not line:
            continue
        began = began or number
        held += " " + line.removesuffix("\\")
        if line.endswith("\\"):
            continue
        word, _, rest = held.strip().partition(" ")
        heredoc = re.search(r"<<-?[\"']?(\w+)", rest)
        until = heredoc.group(1) if heredoc else ""
        yield began, word.upper(), rest.strip()
        held, began = "", 0


def dockerfile(
    path: str, text: str, delivered: Delivered, contexts: Contexts, ignored: Mapping[str, str]
) -> Iterator[Broken]:
    """What COPY and ADD name and no build context holds."""
    places = contexts.named(path)
    made = bool(re.search(r"(?i)^\s*#.*(?:built|build) (?:before|first|outside)", text))
    for line, word, rest in instructions(text):
        if word not in ("COPY", "ADD") or "--from=" in rest or "<<" in rest or made:
            continue
        for source in _sources(rest):
            if _ODD_SOURCE.search(source):
                continue
            found = [joined(place, source.lstrip("/")) for place in places]
            inside = [one for one in found if one is not None]
            if not inside:
                yield "copied-from-outside", line, f"It copies “{source}”, which lies outside of what is built"
            elif not any(delivered.matches(one) or delivered.may_be_made(one) for one in inside):
                yield "nothing-to-copy", line, f"It copies “{source}”, which was not delivered"
            elif len(places) == 1 and _left_out(source, ignored.get(posixpath.join(places[0], ".dockerignore"), "")):
                yield "copied-but-ignored", line, f"It copies “{source}”, which .dockerignore keeps out"


_ODD_SOURCE = re.compile(r"[$<>{}]|://|^git@|^\.?/?\.?$")


def _sources(rest: str) -> list[str]:
    rest = re.sub(r"--[\w-]+(?:=\S+)?\s+", "", rest)
    if rest.startswith("["):
        try:
            words = [str(one) for one in json.loads(rest)]
        except (ValueError, TypeError):
            return []
    else:
        try:
            words = shlex.split(rest)
        except ValueError:
            return []
    return words[:-1]


def _left_out(source: str, ignore: str) -> bool:
    """Whether the ignore file names just this source, and nothing takes it back."""
    plain = source.strip("/").removeprefix("./")
    found = False
    for raw in ignore.splitlines()[:500]:
        line = raw.strip().rstrip("/").removeprefix("./").lstrip("/")
        if not line or line.startswith("#"):
            continue
        pattern = line.lstrip("!").removeprefix("**/")
        if fnmatch.fnmatchcase(plain, pattern) and pattern != "*":
            found = not line.startswith("!")
        elif line.startswith("!") and (pattern.startswith(plain) or fnmatch.fnmatchcase(plain, pattern)):
            found = False
    return found


def started(path: str, text: str) -> Iterator[Command]:
    """What the container runs when it starts, as command lines; where that is inside is not known."""
    for line, word, rest in instructions(text):
        if word in ("CMD", "ENTRYPOINT"):
            try:
                words = json.loads(rest) if rest.startswith("[") else None
            except ValueError:
                continue
            command = shlex.join(str(one) for one in words) if isinstance(words, list) else rest
            yield Command(path, line, None, command, "container")


def compose(path: str, content: bytes, delivered: Delivered, contexts: Contexts) -> Iterator[Broken]:
    """Build contexts, recipes, settings and single mounted files that are not there. Notes the contexts."""
    try:
        services = read(content).get("services")
    except NotRead:
        return
    folder = path.rpartition("/")[0]
    for _, _, service in services.entries() if services is not None else ():
        yield from _build(folder, service, delivered, contexts)
        for node in _env_files(service):
            place = _place(folder, node.text or "")
            if place and not delivered.has(place) and not _sample(place, delivered):
                said = f"It reads the settings file “{node.text}”, and neither that nor a sample of it was delivered"
                yield "no-settings", node.line, said
        yield from _mounts(folder, service, delivered)


def _build(folder: str, service: Node, delivered: Delivered, contexts: Contexts) -> Iterator[Broken]:
    build = service.get("build")
    if build is None:
        return
    context = build if build.text is not None else build.get("context")
    place = _place(folder, (context.text if context is not None else ".") or ".")
    if place is None:
        return
    if not delivered.has(place) and not delivered.may_be_made(place):
        yield "no-context", (context or build).line, f"It builds from “{place}”, which was not delivered"
        return
    named = build.get("dockerfile")
    recipe = _place(place, (named.text if named is not None else "Dockerfile") or "Dockerfile")
    if recipe is None or delivered.may_be_made(recipe) or build.get("dockerfile_inline") is not None:
        return
    contexts.of.setdefault(recipe, set()).add(place)
    if recipe not in delivered.paths and f"{place}/Containerfile".strip("/") not in delivered.paths:
        yield "no-recipe", (named or context or build).line, f"It builds by “{recipe}”, which was not delivered"


def _place(folder: str, name: str) -> str | None:
    if re.search(r"[$<>{}~]|://|^/|^git@|:", name):
        return None
    return joined(folder, name)


def _env_files(service: Node) -> list[Node]:
    node = service.get("env_file")
    found = []
    for one in node.each() if node is not None else ():
        if one.text is not None:
            found.append(one)
        elif (inner := one.get("path")) is not None and not ((must := one.get("required")) and must.is_false()):
            found.append(inner)
    return found


def _sample(place: str, delivered: Delivered) -> bool:
    """Whether a sample of a settings file lies beside it, above it, or anywhere under its own name."""
    folder, _, name = place.rpartition("/")
    return any(
        re.search(r"(?i)(?:sample|example|template|dist|default|tmpl|tpl|local|test|dev)", other)
        and "env" in other.lower()
        and (path_folder in (folder, "") or name in other)
        for other, path_folder in ((one.rpartition("/")[2], one.rpartition("/")[0]) for one in delivered.paths)
        if "env" in other.lower() or other == name
    )


def _mounts(folder: str, service: Node, delivered: Delivered) -> Iterator[Broken]:
    volumes = service.get("volumes")
    for one in volumes.each() if volumes is not None else ():
        source = one.text.partition(":")[0] if one.text else (one.get("source") or Node(0)).text or ""
        if not source.startswith("./") and not source.startswith("../"):
            continue
        place = _place(folder, source)
        name = (place or "").rpartition("/")[2]
        if place and _MOUNTED.search(name) and not delivered.has(place) and not delivered.may_be_made(place):
            yield "nothing-to-mount", one.line, f"It mounts “{source}”, which was not delivered"
