"""A documentation file as sections: heading, words, commands. Markdown, reStructuredText, AsciiDoc and plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from makegood.engine.probes.documents.topics import TEMPLATES

SECTION_LIMIT = 400
NAME_LIMIT = 5_000
LINK_LIMIT = 3
COMMAND_LIMIT = 40

_HASH = re.compile(r"^ {0,3}(#{1,6})[ \t]+(\S.*?)[ \t#]*$")
_EQUALS = re.compile(r"^(={1,6}) (\S.*)$")
_HTML = re.compile(r"^\s*<h([1-6])\b[^>]{0,200}>(.{0,200}?)</h[1-6]>", re.IGNORECASE)
_UNDERLINE = re.compile(r"^([=\-~^\"'`*+#])\1{2,}\s*$")
_FENCE = re.compile(r"^\s{0,8}(```|~~~|----\s*$)")
_PROMPT = re.compile(r"^\s*[$>%#]\s+(?=\S)")
_WORD = re.compile(r"[^\W\d_][\w'-]*")
_NAME = re.compile(r"[A-Za-z_][\w-]{2,60}")
_LINK = re.compile(
    r"https?://[^\s)>\"'`\]]{0,150}(?:docs?\b|documentation|guide|wiki|install|getting-started|readthedocs)[^\s)>\"'`\]]{0,100}"
)
_TAG = re.compile(r"<[^>]{1,500}>")
_DIAGRAM = re.compile(
    r"```\s*(?:mermaid|plantuml|dot|graphviz|d2|dbml)|@startuml|\.\. (?:graphviz|uml|mermaid)::"
    r"|!\[[^\]]{0,200}\]\([^)]{0,300}(?:diagram|architecture|overview|schema|erd?|flow|c4|structure)[^)]{0,200}\)"
    r"|[┌└├│]{1,3}[─┬┴]{3}|\+-{5,}\+",
    re.IGNORECASE,
)
_TOOLS = (
    "npm npx yarn pnpm bun node pip pip3 pipx uv poetry pipenv python python3 flask django-admin pytest tox nox make "
    "docker docker-compose podman kubectl helm git composer php artisan bundle rails rake ruby gem mvn gradle java "
    "dotnet go "
    "cargo brew apt apt-get curl psql createdb mysql pg_dump pg_restore mysqldump mongodump heroku fly terraform "
    "ansible-playbook systemctl journalctl source cp cd export"
)
_KEYWORD = re.compile(
    r"^(?:sudo\s+)?(?:[A-Z][A-Z0-9_]{0,60}=\S{0,200}\s+){0,5}(?:\./\S|bin/\S|(?:"
    + "|".join(_TOOLS.split())
    + r")(?=\s|$))"
)


@dataclass(slots=True)
class Section:
    """One heading with what stands under it, down to the next heading."""

    heading: str
    line: int
    words: int = 0
    commands: list[str] = field(default_factory=list)

    def to_json(self) -> list[object]:
        return [self.heading, self.line, self.words, self.commands]


def outline(text: str) -> dict[str, object]:
    """Sections as [heading, line, words, commands], the number of drawings, and every name that is mentioned."""
    sections = _sections(text)
    return {
        "sections": [section.to_json() for section in sections],
        "diagrams": len(_DIAGRAM.findall(text)),
        "names": sorted({name.lower() for name in _NAME.findall(text)})[:NAME_LIMIT],
        "links": [link[:200] for link in _LINK.findall(text)[:LINK_LIMIT]],
        "template": bool(TEMPLATES.search(text)),
    }


def _sections(text: str) -> list[Section]:
    current = Section(heading="", line=1)
    found = [current]
    fenced = False
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        line = line[:2_000]
        if _FENCE.match(line):
            fenced = not fenced
            continue
        heading = None if fenced else _heading(line, lines[number] if number < len(lines) else "")
        if heading and len(found) < SECTION_LIMIT:
            current = Section(heading=heading[:200], line=number)
            found.append(current)
            continue
        if not _UNDERLINE.match(line):
            _take(current, line, fenced)
    return found


def _heading(line: str, following: str) -> str | None:
    for pattern in (_HASH, _EQUALS, _HTML):
        if match := pattern.match(line):
            return _TAG.sub("", match.group(2)).strip()
    stripped = line.strip()
    underlined = _UNDERLINE.match(following) and 2 < len(stripped) <= len(following.strip()) + 3
    if underlined and not _UNDERLINE.match(line) and not line.startswith((" ", "\t", "|", "-", "*")):
        return stripped
    return None


def _take(section: Section, line: str, fenced: bool) -> None:
    for command in _commands(line, fenced):
        if len(section.commands) < COMMAND_LIMIT:
            section.commands.append(command[:200])
    section.words += len(_WORD.findall(_TAG.sub(" ", line)))


def _commands(line: str, fenced: bool) -> Iterator[str]:
    """Commands in a code block, behind a prompt, indented as code, or in backticks."""
    stripped = line.strip()
    if fenced or line.startswith(("    ", "\t")) or _PROMPT.match(line):
        bare = _PROMPT.sub("", line).strip()
        if _KEYWORD.match(bare):
            yield bare
        return
    for quoted in stripped.split("`")[1::2]:
        if " " in quoted and _KEYWORD.match(quoted):
            yield quoted
