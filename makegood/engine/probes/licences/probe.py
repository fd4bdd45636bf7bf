# ruff: noqa: E501  (patterns are read by their columns)
"""Licences: of the project by its files and manifests, of single files by their heads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

from makegood.engine.evidence import Finding
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.licences import facts
from makegood.engine.probes.licences.texts import of_head, of_text
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_documentation, is_example, is_generated, is_markup, is_test
from makegood.engine.repository.tree import Entry

HEAD = 4_000
RECENT = 365 * 86_400
"""Seconds before the last commit within which a removal counts; a skeleton that dropped its licence long ago has none."""
_LICENCE = re.compile(r"(?i)(?:un|[a-z\d.]{2,12}[-_])?licen[cs]e(?:[._-][^/]*)?|copying(?:\.[a-z]+)?")
_MANIFEST = re.compile(
    r"(?i)package\.json|composer\.json|pyproject\.toml|setup\.(?:py|cfg)|[^/]+\.gemspec|pom\.xml|[^/]+\.csproj"
)
_SAID = re.compile(
    rb"(?im)(?:^|[{,])\s{0,8}[\"']?license[\"']?\s{0,4}[:=]\s{0,4}\[?\s{0,4}(?:\{\s{0,4}(?:text|type|\"type\")\s{0,4}[=:]\s{0,4})?[\"']([^\"'\n]{2,80})|<license(?:\s[^>]{0,40})?>\s{0,80}(?:<name>)?\s{0,8}([^<\n]{2,80})|<PackageLicenseExpression>([^<]{2,80})|\.licenses?\s{0,4}=\s{0,4}\[?[\"']([^\"'\n]{2,60})"
)
_TOOLS = re.compile(
    r"(?i)(?:^|/)(?:build-?tools?|tools?|scripts?|ci|\.github|config\.guess|m4|autoconf|licen[cs]es?)(?:/|$)|(?:^|/)(?:configure|ltmain\.sh|config\.(?:guess|sub)|install-sh|missing|depcomp)$"
)
_PERMISSIVE = re.compile(r"(?i)mit|bsd|isc|apache|unlicense|zlib|cc0|0bsd|wtfpl|python|psf|boost|bsl-1")
_STRICT = re.compile(
    r"(?i)\b(?:agpl|gpl)|gnu (?:affero|general)|sspl|busl|business source|commons.clause|noncommercial|cc.by.nc|elastic|proprietary|unlicensed|commercial|all rights|see licen[cs]e in .*eula"
)


def wants(entry: Entry) -> str | None:
    path = entry.path
    name = path.rpartition("/")[2]
    if "/" not in path and _LICENCE.fullmatch(name):
        return "licence"
    if path.count("/") <= 1 and _MANIFEST.fullmatch(name):
        return "manifest"
    if is_test(path) or is_documentation(path) or is_example(path) or _TOOLS.search(path):
        return None
    if is_generated(path) and not path.endswith((".min.js", ".js")):
        return None
    return "head" if entry.language or is_markup(path) else None


def said(content: bytes, reading: str) -> object:
    """`[licence, line, text]`, None where nothing is said."""
    if reading == "licence":
        return [of_text(content), 1, content.strip()[:120].split(b"\n")[0].decode("utf-8", "backslashreplace")]
    if reading == "manifest":
        match = _SAID.search(content[:100_000])
        if match is None:
            return None
        name = next(group for group in match.groups() if group).decode("utf-8", "backslashreplace").strip()
        return [name, *_place(content, match.start(match.lastindex or 0))]
    found = of_head(content[:HEAD])
    return [found[0], *_place(content, found[1])] if found else None


def _place(content: bytes, at: int) -> list[object]:
    begin, end = content.rfind(b"\n", 0, at) + 1, content.find(b"\n", at)
    text = content[begin : end if end >= 0 else len(content)][:300].decode("utf-8", "backslashreplace")
    return [content.count(b"\n", 0, at) + 1, text.strip()]


def look(scene: Scene) -> Iterator[Fact | Gap]:
    rows: dict[str, list[tuple[str, str, int, str]]] = {"licence": [], "manifest": [], "head": []}
    for entry, result in scene.extracts[EXTRACTOR.name].over(scene.tree.files):
        if result is not None:
            name, line, text = cast("tuple[str, int, str]", result)
            rows[str(wants(entry))].append((entry.path, name, line, text))
    project = [*rows["licence"], *rows["manifest"]]
    yield scene.saw(
        facts.PROJECT, [{"path": path, "licence": name, "line": line} for path, name, line, _ in project][:200]
    )
    files = [
        Finding.at(
            "obliging-file",
            f"The file says that it stands under {name}.",
            path,
            line=line,
            text=text,
            detail={"licence": name},
        )
        for path, name, line, text in rows["head"]
    ]
    yield scene.saw(facts.OBLIGING, files[:500])
    yield scene.saw(facts.CONTRADICTIONS, list(_contradictions(rows["licence"], rows["manifest"])))
    yield from _taken(scene)


def _contradictions(
    licences: list[tuple[str, str, int, str]], manifests: list[tuple[str, str, int, str]]
) -> Iterator[Finding]:
    """Manifests at the root that say strict where the licence file is permissive, or the other way round."""
    known = [name for _, name, _, _ in licences if name]
    if not known:
        return
    strict, permissive = any(map(_STRICT.search, known)), any(map(_PERMISSIVE.search, known))
    for path, name, line, text in manifests:
        if "/" in path:
            continue
        other = _STRICT.search(name) and not _PERMISSIVE.search(name)
        if (other and permissive and not strict) or (
            strict and not permissive and _PERMISSIVE.search(name) and not other
        ):
            said_here = f"{path} says {name}, and the licence file is {known[0]}."
            yield Finding.at("contradiction", said_here, path, line=line, text=text)


def _taken(scene: Scene) -> Iterator[Fact | Gap]:
    if any("/" not in entry.path and _LICENCE.fullmatch(entry.path) for entry in scene.tree.files):
        yield scene.saw(facts.TAKEN, [])
        return
    if not scene.repository.history:
        reason = "Without a history nobody can say whether a licence file was removed."
        yield from scene.missed(facts.TAKEN, Cause.NO_EVIDENCE, reason, "Deliver the repository with its history.")
        return
    listed = scene.repository.git.text(
        "log",
        "--diff-filter=D",
        "--max-count=1",
        "--no-renames",
        "--format=%H %ct",
        "--name-only",
        scene.repository.revision,
        "--",
        ":(top,icase,glob)LICENSE*",
        ":(top,icase,glob)LICENCE*",
        ":(top,icase,glob)COPYING*",
    )
    lines = [line for line in listed.splitlines() if line]
    head = scene.repository.git.text("log", "--max-count=1", "--format=%ct", scene.repository.revision)
    commit, _, when = lines[0].partition(" ") if lines else ("", "", "0")
    said = "The licence file was removed and no other took its place."
    found = [
        Finding.at("licence-removed", said, path, commit=commit, text=path)
        for path in lines[1:2]
        if int(head) - int(when) < RECENT
    ]
    yield scene.saw(facts.TAKEN, found)


EXTRACTOR = Extractor(name="licences.said", wants=wants, extract=said, folder=Path(__file__).parent)
PROBE = Probe(
    name="licences",
    gives=(facts.PROJECT, facts.OBLIGING, facts.CONTRADICTIONS, facts.TAKEN),
    look=look,
    extractors=(EXTRACTOR,),
)
