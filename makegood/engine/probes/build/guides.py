"""Commands as guides for people, recipes and package files give them: (path, line, folder, command)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

GUIDES = re.compile(
    r"(?i)(?:[\w-]+/)?(?:readme|install(?:ation|ing)?|setup|contributing|development|developing|developers?|hacking"
    r"|building|build"
    r"|getting[-_]?started|quick[-_]?start|deploy(?:ment|ing)?|running|local[-_]?(?:setup|development)|onboarding"
    r"|run|start)"
    r"(?:[._-][a-z]{2}(?=\.))?(?:\.(?:md|markdown|rst|adoc|txt))?"
    r"|docs?/(?:[\w-]+/)?(?:install(?:ation|ing)?|setup|contributing|development|developing|getting[-_]?started"
    r"|quick[-_]?start"
    r"|build(?:ing)?|deploy(?:ment)?|running|operations?|operate|runbook)\.(?:md|markdown|rst|adoc)"
)
_FENCE = re.compile(r"^\s*(?:>\s*)?(?:```|~~~)\s*\{?\.?([\w+-]*)")
_SHELL = frozenset(
    " sh bash shell console zsh shell-session shellsession terminal text cmd powershell ps1 command commandline bat"
    " none plaintext txt".split(" ")
)
_FIRST = re.compile(
    r"^(?:sudo )?(?:cd|cp|mv|npm|yarn|pnpm|npx|bun|node|python3?|pip3?|pipenv|poetry|uv|flask|django-admin|uvicorn"
    r"|gunicorn|celery"
    r"|make|docker|docker-compose|bash|sh|source|\.|\./\S+|bin/\S+|script/\S+|scripts/\S+|php|composer|ruby|bundle"
    r"|rails|rake|go|mvn"
    r"|\./mvnw|\./gradlew|gradle|dotnet|java|psql|mysql|createdb|export|git|virtualenv|alembic|pytest|tox|just|task"
    r"|cat|mkdir"
    r"|ts-node|nodemon|tsx|ng|vite|next|foreman|heroku|kubectl|helm|terraform)(?:\s|$)"
)
_PROSE = re.compile(r"[a-z][.,?!:;]\s|`|[.?!:,]$|\b(?:the|your|you|and|this|is|are)\b")
_INLINE = re.compile(r"`([^`\n]{3,200})`")
LINES = 6_000


@dataclass(frozen=True, slots=True)
class Command:
    """One command line; `folder` is where it runs, None where that cannot be told. `kind`: guide, script, recipe."""

    path: str
    line: int
    folder: str | None
    text: str
    kind: str
    name: str = ""


def guide(path: str, text: str) -> Iterator[Command]:
    """Command lines of fenced and indented blocks, and of whole inline code, of a document for people."""
    shell, fenced = False, False
    rst = path.endswith(".rst")
    for number, raw in enumerate(text.splitlines()[:LINES], 1):
        fence = None if rst else _FENCE.match(raw)  # tildes underline a heading there
        if fence:
            fenced, shell = not fenced, fence.group(1).lower() in _SHELL
            continue
        if fenced and not shell:
            continue
        stripped = raw.strip().removeprefix("> ")
        shown = (
            re.sub(r"^(?:[\w.@~:/-]{0,40}[$%#>]|\$|PS>|C:\\>|#\$)\s+", "", stripped)
            if not stripped.startswith("# ")
            else ""
        )
        indented = raw.startswith(("    ", "\t")) and not re.match(r"\s*[-*\d]+[.)]?\s", raw)
        if (fenced or indented) and _FIRST.match(shown) and (fenced or not _PROSE.search(shown)):
            yield Command(path, number, None, shown, "guide")
        elif not fenced and not rst:
            for code in _INLINE.findall(raw):
                plain = code.strip().removeprefix("$ ").strip()
                if " " in plain and _FIRST.match(plain):
                    yield Command(path, number, None, plain, "guide")


def scripts(path: str, text: str) -> Iterator[tuple[str, Command]]:
    """(name, command) of each script of a package.json or composer.json."""
    try:
        document = json.loads(text)
        named = document.get("scripts") or {}
        pairs = [
            (name, one) for name, value in named.items() for one in (value if isinstance(value, list) else [value])
        ]
    except (ValueError, AttributeError, RecursionError):
        return
    folder = path.rpartition("/")[0]
    for name, value in pairs[:300]:
        if isinstance(value, str):
            yield str(name), Command(path, line_of(text, f'"{name}"', '"scripts"'), folder, value, "script", str(name))


def targets(path: str, text: str) -> tuple[set[str], bool, list[Command]]:
    """The targets of a Makefile, whether any may exist (patterns, includes), and its recipe lines."""
    folder = path.rpartition("/")[0]
    found: set[str] = set()
    wide = False
    recipes: list[Command] = []
    for number, raw in enumerate(text.splitlines()[:LINES], 1):
        if raw.startswith("\t"):
            recipes.append(Command(path, number, folder, raw.strip().lstrip("@-+").strip(), "recipe"))
            continue
        wide = wide or bool(re.match(r"-?s?include\s|.*%.*:|\$[({].*:|.*\$\(eval|.*foreach", raw))
        if re.match(r"[^\s#=:]", raw) and ":" in raw and not re.match(r"[^:]*:{0,2}=", raw):
            found |= set(raw.partition(":")[0].split())
        if raw.startswith(".PHONY"):
            continue
    return found, wide, recipes


def line_of(text: str, needle: str, after: str = "") -> int:
    """The line on which a text stands, after another where that is given; 1 where it cannot be found."""
    start = max(0, text.find(after)) if after else 0
    at = text.find(needle, start)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1
