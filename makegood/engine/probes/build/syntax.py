"""Files that no compiler would accept: marks of a merge left in, text that cannot be parsed, broken manifests."""

from __future__ import annotations

import ast
import json
import re
import tomllib
import warnings
from pathlib import Path

from makegood.engine.notation import NotRead, read_all
from makegood.engine.probes.build.damage import EXCUSES, first_error, unpaired
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_documentation, is_generated, is_test, is_vendored
from makegood.engine.repository.tree import Entry
from makegood.engine.syntax import NotParsed, parse

MARKS = re.compile(rb"^<{7} [^\n]{1,200}\n(?:[^\n]*\n){0,2000}?={7}\r?\n(?:[^\n]*\n){0,2000}?>{7} ", re.MULTILINE)
TEXTS = frozenset(
    "py js jsx mjs cjs ts tsx vue svelte php rb java kt cs go rs c h cpp scala swift html htm css scss less sql json"
    " yml yaml toml xml ini cfg conf sh bash properties gradle tf twig erb ejs hbs jinja j2 cshtml razor csproj sln"
    " txt env"
    " graphql proto prisma dockerfile makefile gemfile procfile".split()
)
MANIFESTS = {
    "package.json": "json", "composer.json": "json", "pyproject.toml": "toml", "package-lock.json": "json",
    "docker-compose.yml": "yaml", "docker-compose.yaml": "yaml", "compose.yml": "yaml", "compose.yaml": "yaml",
    "Pipfile": "toml", "poetry.lock": "toml", "uv.lock": "toml", "composer.lock": "json",
}  # fmt: skip
PARSED = frozenset(("python", "javascript", "typescript", "tsx", "php", "java", "go", "ruby", "csharp"))
_SPOILT = re.compile(
    r"(?i)(?:^|/)(?:fixtures?|testdata|test[-_]data|snippets?|corpus|bad|broken|invalid|snapshots?|golden)/"
    r"|\{\{|\$\{|__\w+__/"
)
_UNFINISHED = re.compile(r"(?i)(?:^|/)(?:templates?|skeletons?|stubs?|scaffold(?:s|ing)?|boilerplates?|generators?)/")
"""Folders of texts that a program fills in: with signs for what is to be filled in they are no code yet."""

_TEST_CASES = re.compile(r"(?i)(?:^|/)(?:data|samples?|errors?|resources|cases|examples?|baselines?|inputs?|outputs?)/")
_FOREIGN = re.compile(rb"#!(?![^\n]*(?:python|node|deno|bun|tsx?\b|php))|// ?@flow|/\* ?@flow|/\*\*\s+\* @flow")
TEMPLATE = re.compile(rb"\{\{ ?(?:cookiecutter|copier)|\{%-? |<%[=-]? ")


def wants(entry: Entry) -> str | None:
    """`manifest:<notation>`, a language, or `text`; None for files of others, fixtures and documents."""
    path = entry.path
    if is_vendored(path) or _SPOILT.search(path) or (is_test(path) and _TEST_CASES.search(path)):
        return None
    name = path.rpartition("/")[2]
    if name in MANIFESTS:
        return f"manifest:{MANIFESTS[name]}"
    if is_generated(path):
        return None
    if entry.language in PARSED and not (entry.language == "typescript" and name.endswith(".d.ts")):
        if _UNFINISHED.search(path):
            return f"unfinished:{entry.language}"
        return "tsx" if name.endswith(".tsx") else str(entry.language)
    known = name.lower().rpartition(".")[2] in TEXTS
    return "text" if known and not is_documentation(path) else None


def extract(content: bytes, reading: str) -> object:
    """[rule, line, what it is] or None."""
    if b"<<<<<<< " in content and (found := MARKS.search(content)):
        return ["merge-mark", content.count(b"\n", 0, found.start()) + 1, "marks of an unfinished merge"]
    if reading == "text" or not content.strip():
        return None
    if reading.startswith("manifest:"):
        return _manifest(content, reading.partition(":")[2])
    if reading.startswith("unfinished:"):
        if re.search(rb"\{\{|<%|%%|\$[A-Z_]+\$|\[\[", content):
            return None
        reading = reading.partition(":")[2]
    if len(content) > 400_000 or TEMPLATE.search(content) or _FOREIGN.match(content):
        return None
    return _python(content) if reading == "python" else _parsed(content, reading)


def _manifest(content: bytes, notation: str) -> object:
    text = content.decode("utf-8", "replace").removeprefix("\ufeff")
    if TEMPLATE.search(content):
        return None
    try:
        if notation == "json":
            json.loads(text)
        elif notation == "toml":
            tomllib.loads(text)
        else:
            read_all(content)
    except json.JSONDecodeError as broken:
        return ["broken-manifest", broken.lineno, f"no JSON: {broken.msg.lower()}"]
    except tomllib.TOMLDecodeError as broken:
        line = re.search(r"line (\d+)", str(broken))
        return ["broken-manifest", int(line.group(1)) if line else 1, "no TOML"]
    except NotRead as broken:
        line = re.search(r"line (\d+)", str(broken))
        return ["broken-manifest", int(line.group(1)) if line else 1, f"no YAML: {broken}"]
    except (ValueError, RecursionError):
        return None
    return None


def _python(content: bytes) -> object:
    """An error for the grammar and for Python's own reader: one alone may only be older than the code.

    The tree comes first: other readers of the same file have made it already.
    """
    try:
        if not parse(content, "python").root_node.has_error:
            return None
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(content)
    except SyntaxError as broken:
        return ["syntax-error", broken.lineno or 1, "a syntax error"]
    except (NotParsed, ValueError, RecursionError, MemoryError):
        return None
    return None


def _parsed(content: bytes, reading: str) -> object:
    try:
        root = parse(content, reading).root_node
    except NotParsed:
        return None
    if not root.has_error:
        return None
    unbalanced = unpaired(root, content)
    first = first_error(root)
    excuse = EXCUSES.get(reading)
    if excuse and excuse.search(content.split(b"\n")[first - 1]):
        return None
    if unbalanced:
        return ["syntax-error", unbalanced, "a syntax error"]
    return None if reading == "csharp" else ["doubtful-syntax", first, "a syntax error"]


SYNTAX = Extractor(name="build.syntax", wants=wants, extract=extract, folder=Path(__file__).parent)
