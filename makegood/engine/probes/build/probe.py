"""Is the delivery whole? What guides, recipes and manifests name is there, and every file of the code can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import cast

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.build import facts, recipes
from makegood.engine.probes.build.commands import Known, check_commands
from makegood.engine.probes.build.delivered import Delivered
from makegood.engine.probes.build.guides import GUIDES, Command, guide, scripts, targets
from makegood.engine.probes.build.imports import IMPORTS
from makegood.engine.probes.build.manifests import READERS, hidden_hosts, local_paths
from makegood.engine.probes.build.modules import Import, Modules
from makegood.engine.probes.build.submodules import submodules
from makegood.engine.probes.build.syntax import SYNTAX
from makegood.engine.probes.build.ways import ways
from makegood.engine.repository.content import read_blobs
from makegood.engine.repository.paths import is_documentation, is_example, is_test, is_vendored
from makegood.engine.repository.tree import Entry

FILES, BYTES, ROWS = 1_500, 400_000, 400
_SETTINGS = re.compile(
    r"(?:^|/)(?:\.npmrc|\.yarnrc(?:\.yml)?|pip\.conf|pip\.ini|nuget\.config|NuGet\.Config|\.pypirc)$"
)
_MAKEFILE = re.compile(r"(?:^|/)(?:GNU)?[Mm]akefile$|\.mk$")
_LOCAL_IN = re.compile(
    r"(?:^|/)(?:package\.json|[\w.-]*requirements[\w.-]*\.(?:txt|in)|pyproject\.toml|Pipfile|Gemfile|composer\.json"
    r"|go\.mod"
    r"|[\w.-]+\.csproj|pom\.xml|build\.gradle(?:\.kts)?|\.npmrc|pip\.conf|nuget\.config|setup\.cfg)$"
)
_EITHER = frozenset(("python", "javascript", "typescript", "tsx"))


def look(scene: Scene) -> Iterator[Fact | Gap]:
    entries = [entry for entry in scene.tree.files if _is_read(entry.path)]
    texts = _texts(scene, entries)
    ignores = {path.rpartition("/")[0]: text for path, text in texts.items() if path.endswith(".gitignore")}
    delivered = Delivered((entry.path for entry in scene.tree.entries), ignores)
    commands, broken = _follow(texts, delivered)
    broken += submodules(scene.tree, texts.get(".gitmodules", ""))
    yield scene.saw(facts.BROKEN, _once(broken)[:ROWS])
    yield scene.saw(facts.WAYS, ways(commands)[:ROWS])
    yield scene.saw(facts.UNREADABLE, _unreadable(scene)[:ROWS])
    yield scene.saw(facts.MISSING, _once(_missing(scene, delivered, texts))[:ROWS])
    if len(entries) > FILES or scene.tree.cut:
        reason = scene.tree.cut or f"Only {FILES:,} of {len(entries):,} guides, recipes and manifests were read."
        yield from scene.missed(facts.BROKEN, Cause.TOO_NOISY, reason, "Have a reviewer look at the rest.")


def _is_read(path: str) -> bool:
    name = path.rpartition("/")[2]
    if name in (".gitignore", ".dockerignore", ".gitmodules"):
        return True
    if is_vendored(path) or "node_modules/" in path or "{{" in path:
        return False
    if is_test(path) or is_example(path):
        return False
    if GUIDES.fullmatch(path):
        return True
    kinds = (recipes.DOCKERFILE, recipes.COMPOSE, _MAKEFILE, _SETTINGS, _LOCAL_IN)
    named = name in ("package.json", "composer.json", "Procfile", "manage.py", "setup.py")
    return named or any(kind.search(path) for kind in kinds) or any(kind.fullmatch(name) for kind, _ in READERS)


def _texts(scene: Scene, entries: Iterable[Entry]) -> dict[str, str]:
    kept = [entry for entry in entries if entry.size <= BYTES][:FILES]
    contents = dict(read_blobs(scene.repository.git, dict.fromkeys(entry.blob for entry in kept)))
    return {entry.path: (contents.get(entry.blob) or b"").decode("utf-8", "replace") for entry in kept}


def _follow(texts: dict[str, str], delivered: Delivered) -> tuple[list[Command], list[Finding]]:
    commands: list[Command] = []
    broken: list[Finding] = []
    contexts = recipes.Contexts()
    known = Known(delivered)
    explained = any(".env" in text for path, text in texts.items() if GUIDES.fullmatch(path) or _MAKEFILE.search(path))
    for path, text in texts.items():
        if recipes.COMPOSE.fullmatch(path) and not is_documentation(path):
            rows = recipes.compose(path, text.encode(), delivered, contexts)
            broken += _findings(path, text, (row for row in rows if row[0] != "no-settings" or not explained))
        _note(path, text, known, commands)
    known.contexts(commands, contexts)
    for path, text in texts.items():
        if recipes.DOCKERFILE.fullmatch(path) and not path.endswith((".dockerignore", ".md")):
            broken += _findings(path, text, recipes.dockerfile(path, text, delivered, contexts, texts))
        for kind, reader in READERS:
            if kind.fullmatch(path.rpartition("/")[2]) and not is_documentation(path):
                broken += _findings(path, text, reader(path, text, delivered))
        if _LOCAL_IN.search(path):
            broken += _findings(path, text, local_paths(text))
        if _SETTINGS.search(path) or "requirements" in path.rpartition("/")[2]:
            broken += _findings(path, text, hidden_hosts(text))
    return commands, [*broken, *check_commands(commands, known, texts)]


def _note(path: str, text: str, known: Known, commands: list[Command]) -> None:
    """Collects the commands of one file, and what they may call."""
    name = path.rpartition("/")[2]
    folder = path.rpartition("/")[0]
    if name in ("package.json", "composer.json"):
        rows = list(scripts(path, text))
        known.words |= set(re.findall(r'"(?:@[\w.-]+/)?([\w:.-]{1,80})"', text))
        if _parses(text):
            known.scripts.setdefault(name, {})[folder] = {one for one, _ in rows}
        commands += [command for _, command in rows] if name == "package.json" else []
    elif _MAKEFILE.search(path):
        found, wide, lines = targets(path, text)
        known.targets[folder] = known.targets.get(folder, set()) | found
        known.wide_makefiles = known.wide_makefiles or wide
        commands += lines
    elif name == "Procfile":
        for number, line in enumerate(text.splitlines()[:50], 1):
            commands.append(Command(path, number, folder, line.partition(":")[2].strip(), "container"))
    elif recipes.DOCKERFILE.fullmatch(path):
        commands += recipes.started(path, text)
    elif GUIDES.fullmatch(path):
        commands += guide(path, text)


def _parses(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _findings(path: str, text: str, rows: Iterable[recipes.Broken]) -> list[Finding]:
    lines = text.splitlines()
    return [
        Finding.at(
            rule,
            f"{path}: {said}",
            path,
            line=line,
            text=lines[line - 1] if line <= len(lines) else "",
            severity="high",
        )
        for rule, line, said in rows
    ]


def _once(findings: Iterable[Finding]) -> list[Finding]:
    return list({(one.rule, one.path, one.line, one.summary): one for one in findings}.values())


def _unreadable(scene: Scene) -> list[Finding]:
    found = []
    for entry, result in scene.extracts[SYNTAX.name].over(scene.tree.files):
        if not isinstance(result, list):
            continue
        rule, line, said = str(result[0]), int(cast(int, result[1])), str(result[2])
        aside = is_test(entry.path) or is_example(entry.path) or is_documentation(entry.path)
        if aside and rule != "merge-mark" and not (rule == "syntax-error" and _is_suite(entry)):
            continue
        rule = "syntax-error" if rule == "doubtful-syntax" else rule
        found.append(Finding.at(rule, f"{entry.path} holds {said}", entry.path, line=line, text=said, severity="high"))
    return found


def _is_suite(entry: Entry) -> bool:
    return entry.language in _EITHER and is_test(entry.path)


def _missing(scene: Scene, delivered: Delivered, texts: dict[str, str]) -> Iterator[Finding]:
    git = scene.repository.git

    @lru_cache(maxsize=400)
    def text_of(path: str) -> str:
        entry = scene.tree.get(path)
        content = next(read_blobs(git, [entry.blob]))[1] if entry is not None else None
        return (content or b"").decode("utf-8", "replace")

    modules = Modules(delivered, text_of)
    for path, text in texts.items():
        if path.rpartition("/")[2] == "go.mod" and (found := re.search(r"(?m)^module\s+(\S{1,300})", text)):
            modules.go_modules[found.group(1).strip('"')] = path.rpartition("/")[0]
    roots = {found.group(0).rstrip("/") for entry in scene.tree.files if (found := _JAVA_ROOT.match(entry.path))}
    modules.java_roots = frozenset(roots)
    for entry, result in scene.extracts[IMPORTS.name].over(scene.tree.files):
        if not isinstance(result, list) or is_example(entry.path) or is_documentation(entry.path):
            continue
        if is_test(entry.path) and entry.language not in _EITHER:
            continue
        if not _SPOILT.search(entry.path):
            yield from modules.check(entry.path, str(IMPORTS.wants(entry)), cast("list[Import]", result))


_JAVA_ROOT = re.compile(r"(?:[^\n]*?/)?src/[\w-]+/(?:java|kotlin)/")
_SPOILT = re.compile(r"(?i)(?:^|/)(?:fixtures?|testdata|snippets?|skeletons?|stubs?|scaffolds?|__mocks__)/|\{\{|\$\{")

PROBE = Probe(name="build", gives=facts.ALL, look=look, extractors=(SYNTAX, IMPORTS))
