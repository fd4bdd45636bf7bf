"""Whether what a command needs was delivered, judged strictly where its folder is known and loosely elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from makegood.engine.evidence import Finding
from makegood.engine.probes.build.delivered import Delivered, joined
from makegood.engine.probes.build.guides import Command
from makegood.engine.probes.build.recipes import COMPOSE, Contexts
from makegood.engine.probes.build.references import NPM_OWN, Reference, references

_CREATED = re.compile(
    r"(?i)save (?:it|this|the)|create (?:a|the|an|your)|call it|named? it|put (?:this|the following)"
    r"|with the following|hello|your (?:own )?app"
)
_STARTS = re.compile(
    r"(?:[\w.-]+/){0,2}(?:dockerfile[\w.-]*|(?:docker-)?compose[\w.-]*\.ya?ml|procfile|manage\.py|wsgi\.py|asgi\.py|artisan"
    r"|config\.ru|fly\.toml|app\.json|program\.cs|startup\.cs|web\.config|serverless\.ya?ml|index\.php)"
    r"|(?:src/|app/|backend/|server/)?(?:app|main|server|run)\.(?:py|js|ts|go)|cmd/[\w-]+/main\.go"
    r"|(?:[\w.-]+/)*src/main/java/(?:[\w-]+/)*\w*application\.java"
)
_FOR_MAKERS = re.compile(r"(?i)contributing|develop|hacking|building|build")
_ENDINGS = ("", ".js", ".ts", ".mjs", ".cjs", ".json", "/index.js", "/index.ts", ".tsx", ".jsx")


@dataclass(slots=True)
class Known:
    """What commands may call: scripts of package files by folder, targets of Makefiles by folder."""

    delivered: Delivered
    scripts: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    targets: dict[str, set[str]] = field(default_factory=dict)
    wide_makefiles: bool = False
    words: set[str] = field(default_factory=set)
    """What package files name at all: `yarn jest` runs a program of a package."""

    @property
    def is_application(self) -> bool:
        """Whether it is started itself, and not only used by other software."""
        if any(_STARTS.fullmatch(path.lower()) for path in self.delivered.paths):
            return True
        return any("start" in names for names in self.scripts.get("package.json", {}).values())

    def contexts(self, commands: Iterable[Command], contexts: Contexts) -> None:
        """Adds the build contexts that command lines give: `docker build -f docker/web.Dockerfile .`"""
        for command in commands:
            found = re.search(r"docker(?: buildx)? build\b(.*)", command.text)
            words = found.group(1).split() if found else []
            files = [words[place + 1] for place, one in enumerate(words[:-1]) if one in ("-f", "--file")]
            plain = [one for place, one in enumerate(words) if not one.startswith("-") and not _is_value(words, place)]
            for file in files:
                contexts.of.setdefault(file.removeprefix("./"), set()).add((plain[-1] if plain else ".").strip("./"))


def _is_value(words: list[str], place: int) -> bool:
    return place > 0 and words[place - 1].startswith("-") and "=" not in words[place - 1]


def check_commands(commands: Iterable[Command], known: Known, texts: Mapping[str, str]) -> Iterator[Finding]:
    for command in commands:
        for one in references(command.text, command.folder):
            if (command.kind == "recipe" and command.text.startswith("cp ")) or "docker" in command.name:
                continue  # a line before it may have made the file, or it runs where something was built
            if command.kind == "guide" and not known.is_application and not _FOR_MAKERS.search(command.path):
                continue  # what a library's front page runs is the reader's own project
            said = _lacks(one, command, known, texts.get(command.path, ""))
            if said:
                yield Finding.at(
                    f"no-{one.kind}", f"{command.path}: “{command.text[:100]}” needs {said}, which was not delivered",
                    command.path, line=command.line, text=command.text, severity="high",
                )  # fmt: skip


def _lacks(one: Reference, command: Command, known: Known, text: str) -> str:
    """What is missing, in words; empty when it is there, may be made, or cannot be told."""
    if one.kind == "npm-script" or (one.kind == "yarn-script" and one.name not in known.words):
        return _script(one, known)
    if one.kind == "yarn-script":
        return ""
    if one.kind == "composer-script":
        named = known.scripts.get("composer.json", {})
        gone = bool(named) and not any(one.name in every for every in named.values())
        return f"the script “{one.name}”" if gone else ""
    if one.kind == "make-target":
        return _target(one, command, known, text)
    if one.kind == "compose":
        there = any(COMPOSE.fullmatch(path) for path in known.delivered.paths)
        return "" if there or command.kind != "guide" else "a compose file"
    if one.kind == "wrapper":
        names = (one.name, f"{one.name}.bat", f"{one.name}.cmd")
        return "" if any(name in known.delivered.names for name in names) else f"the file {one.name}"
    if one.kind == "module":
        return _module(one, command, known)
    return _file(one, command, known, text)


def _script(one: Reference, known: Known) -> str:
    named = known.scripts.get("package.json", {})
    own = named.get(one.folder) if one.folder is not None else None
    if not named or one.name in NPM_OWN - {"start", "test"}:
        return ""
    if one.name == "start" and any(f"{folder}/server.js".strip("/") in known.delivered.paths for folder in named):
        return ""  # what npm starts where no script says so
    there = one.name in own if own is not None else any(one.name in every for every in named.values())
    return "" if there else f"the script “{one.name}”"


def _target(one: Reference, command: Command, known: Known, text: str) -> str:
    if known.wide_makefiles or re.search(r"(?i)cmake|\./configure|autogen", text):
        return ""
    if not known.targets:
        gone = command.kind == "guide" and not known.delivered.names & {"CMakeLists.txt", "configure", "meson.build"}
        return "a Makefile" if gone else ""
    every = {name for names in known.targets.values() for name in names}
    return (
        ""
        if one.name in every or one.name in known.delivered.names | known.delivered.folder_names
        else f"the target “{one.name}”"
    )


def _module(one: Reference, command: Command, known: Known) -> str:
    """A module to serve: missing when its package is there and the module is not, or nothing has such a name."""
    place = one.name.replace(".", "/")
    paths = known.delivered.paths
    fits = any(
        path == f"{place}.py"
        or path.endswith((f"/{place}.py", f"/{place}/__init__.py"))
        or path == f"{place}/__init__.py"
        for path in paths
    )
    if fits or (f"{place.rpartition('/')[2]}.py" in known.delivered.names and "/" not in place):
        return ""
    if command.kind == "guide" and not any(part in known.delivered.folder_names for part in place.split("/")[:1]):
        return ""
    return f"the module {one.name}"


def _file(one: Reference, command: Command, known: Known, text: str) -> str:
    delivered = known.delivered
    name = one.name.removeprefix("./").rstrip("/")
    if not name or name in (".", ".."):
        return ""
    place = joined(one.folder or "", name)
    if place is None or (delivered.may_be_made(name) and not name.rpartition("/")[2].startswith((".env.", "env."))):
        return ""
    if command.kind in ("guide", "container") or one.folder is None:
        return _loosely(one.kind, name, command, delivered, text)
    return (
        ""
        if any(f"{place}{ending}" in delivered.paths for ending in _ENDINGS)
        or delivered.has(place)
        or delivered.may_be_made(place)
        else f"“{one.name}”"
    )


def _loosely(kind: str, name: str, command: Command, delivered: Delivered, text: str) -> str:
    """Where the folder is not known: missing only when no file or folder anywhere has the name."""
    last = name.rpartition("/")[2]
    names = delivered.names | delivered.folder_names
    if any(f"{last}{ending}" in names for ending in _ENDINGS[:6]):
        return ""
    if command.kind == "guide" and kind != "requirements":
        if command.text.split()[0] == "cp" and not re.search(
            r"(?i)env|config|settings|sample|example|dist|template", last
        ):
            return ""
        others = [line for line in text.splitlines() if last in line and command.text not in line]
        if any(not re.match(r"\s*(?:\$ )?(?:python|node|bash|sh|\./)", line) for line in others) or _CREATED.search(
            _before(text, command.line)
        ):
            return ""
    return f"“{posixpath.normpath(name)}”"


def _before(text: str, line: int) -> str:
    return "\n".join(text.splitlines()[max(0, line - 12) : line])
