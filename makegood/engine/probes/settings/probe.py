"""Debug left on: settings and switches that are right at a developer's desk only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from tree_sitter import Node

from makegood.engine import syntax
from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.settings import facts
from makegood.engine.probes.settings.rules import (
    CHOICES,
    DEVELOPMENT,
    NAMED_FOR_DEVELOPMENT,
    NEAR,
    RULES,
    SAYS,
    STAGES,
    Rule,
)
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_product
from makegood.engine.repository.tree import Entry
from makegood.engine.repository.unread import ASIDE_REMEDY, set_aside, unread_languages

HITS = 40
CLIMB = 200
DEFAULTS = ("default_parameter", "typed_default_parameter")
"""What a caller may still switch on."""
_FILES = (
    (re.compile(r"(?:.*/)?\.env(?:\.prod(?:uction)?|\.live)?|(?:.*/)?(?:prod(?:uction)?|live)\.env"), "env"),
    (re.compile(r"(?:.*/)?(?:Dockerfile|Containerfile)(?:\.prod\w*)?"), "docker"),
    (re.compile(r"(?:.*/)?(?:docker-)?compose[.-]prod\w*\.ya?ml"), "compose"),
    (re.compile(r"(?:.*/)?package\.json"), "package"),
    (re.compile(r"(?:.*/)?(?:php\.ini|\.user\.ini|\.htaccess|php-prod\w*\.ini)"), "ini"),
    (re.compile(r"(?:.*/)?application(?:-prod\w*)?\.(?:properties|ya?ml)"), "spring"),
    (re.compile(r"(?i:(?:.*/)?web(?:\.release)?\.config)"), "webconfig"),
    (re.compile(r"(?:.*/)?config/environments/production\.rb"), "rails-production"),
)
_OFF = re.compile(rb"^[ \t]*DEBUG[ \t]*=(?![ \t]*True\b)", re.MULTILINE)
_ORIGINS = re.compile(rb"(?i)(?:allow|all|any)_?origins?\b|[\"']\*[\"']")
"""A condition of a part that carries out what the settings allow: starlette's own CORS is one."""
_PRODUCTION = re.compile(r"(?i)(?:^|[/._-])(?:prod|production|live|deploy|heroku)(?:[/._-]|$)")


def wants(entry: Entry) -> str | None:
    if not is_product(entry.path) or DEVELOPMENT.search(entry.path):
        return None
    named = next((reading for pattern, reading in _FILES if pattern.fullmatch(entry.path)), None)
    return named or entry.language


def extract(content: bytes, reading: str) -> object:
    """`[[number of the rule, line, text], ...]`; beside them `"off"` when a Python file sets its DEBUG otherwise."""
    hits: list[object] = []
    for number, rule in enumerate(RULES):
        if reading not in rule.readings or (rule.file is not None and not rule.file.search(content)):
            continue
        for match in rule.pattern.finditer(content):
            if len(hits) < HITS and _holds(rule, match, content, reading):
                begin = match.start() + len(match[0]) - len(match[0].lstrip())
                hits.append([number, content.count(b"\n", 0, begin) + 1, _line(content, begin)])
    if reading == "python" and _OFF.search(content):
        hits.append("off")
    return hits or None


def _line(content: bytes, at: int) -> str:
    begin = content.rfind(b"\n", 0, at) + 1
    end = content.find(b"\n", at)
    return content[begin : end if end >= 0 else len(content)][:300].decode("utf-8", "backslashreplace").strip()


def _holds(rule: Rule, match: re.Match[bytes], content: bytes, reading: str) -> bool:
    if rule.beside and not rule.beside.search(content, max(0, match.start() - NEAR), match.end() + NEAR):
        return False
    begin = match.start() + len(match[0]) - len(match[0].lstrip())
    if reading not in syntax.GRAMMARS:
        return b"#" not in content[content.rfind(b"\n", 0, begin) + 1 : begin]
    if reading == "python" and b"DEBUG" in match[0] and _OFF.search(content, match.end()):
        return False
    node = syntax.parse(content, reading).root_node.descendant_for_byte_range(begin, begin + 1)
    return not _excused(node, rule)


def _excused(node: Node | None, rule: Rule) -> bool:
    """In a comment or a text, within a condition on the environment, or in what is named for development."""
    for _ in range(CLIMB):
        if node is None:
            return False
        if node.type in DEFAULTS or "comment" in node.type or (_is_text(node) and not _may_be_quoted(node, rule)):
            return True
        condition = node.child_by_field_name("condition") if node.type != "binary_expression" else None
        if condition is not None and _is_guard((condition.text or b"")[:300], rule):
            return True
        name = node.child_by_field_name("name") if ("class" in node.type or "function" in node.type) else None
        if name is not None and NAMED_FOR_DEVELOPMENT.search(name.text or b""):
            return True
        node = node.parent
    return False


def _is_guard(condition: bytes, rule: Rule) -> bool:
    chosen = rule.name == "certificates-unchecked" and CHOICES.search(condition)
    carried_out = rule.name == "any-origin-with-cookies" and _ORIGINS.search(condition)
    return bool(chosen or carried_out or STAGES.search(condition))


def _is_text(node: Node) -> bool:
    return "string" in node.type and "interpolation" not in node.type


def _may_be_quoted(node: Node, rule: Rule) -> bool:
    statement = node.parent is not None and node.parent.type == "expression_statement"
    return rule.quoted and not statement and len(node.text or b"") < 200


def look(scene: Scene) -> Iterator[Fact | Gap]:
    extracts = scene.extracts[EXTRACTOR.name]
    rows = [(entry, cast("list[object]", result or [])) for entry, result in extracts.over(scene.tree.files)]
    off = {entry.path.rpartition("/")[0] for entry, hits in rows if "off" in hits and _PRODUCTION.search(entry.path)}
    found = [
        _finding(entry.path, *hit)
        for entry, hits in rows
        for hit in hits
        if isinstance(hit, list) and not (_is_debug(hit) and entry.path.rpartition("/")[0] in off)
    ]
    once = {(one.rule, one.path, one.line): one for one in found}
    yield scene.saw(facts.LEFT_ON, sorted(once.values(), key=lambda one: (one.severity, one.path, one.line or 0))[:500])
    yield scene.saw(facts.READ, len(rows))
    unread = [entry.path for entry, _ in extracts.missing(scene.tree.files)]
    if unread:
        reason = f"{len(unread)} source or settings files could not be read, {unread[0]} among them."
        yield from scene.missed(facts.LEFT_ON, Cause.NO_EVIDENCE, reason, "Deliver the source as it was written.")
    for name in unread_languages(scene.tree):
        reason = f"Code in {name} was not read for switches of developers."
        yield from scene.missed(facts.LEFT_ON, Cause.UNSUPPORTED, reason, "Have a reviewer look at that code.")
    if aside := set_aside(scene.tree):
        yield from scene.missed(facts.LEFT_ON, Cause.NO_EVIDENCE, aside, ASIDE_REMEDY, Side.PARTNER)


def _is_debug(hit: list[object]) -> bool:
    # settings/production.py takes back what settings/base.py says.
    return RULES[int(str(hit[0]))].name == "debug-setting"


def _finding(path: str, number: int, line: int, text: str) -> Finding:
    rule = RULES[number]
    return Finding.at(rule.name, SAYS[rule.name], path, line=line, text=text, severity=rule.severity)


EXTRACTOR = Extractor(name="settings.left_on", wants=wants, extract=extract, folder=Path(__file__).parent)
PROBE = Probe(name="settings", gives=(facts.LEFT_ON, facts.READ), look=look, extractors=(EXTRACTOR,))
