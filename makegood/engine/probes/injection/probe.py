"""Injection: values from outside that reach a dangerous place, in Python and JavaScript or TypeScript.

The engine here is our own and always there. A second engine with the same kinds of hole adds its leads under the same
rules and fingerprints (`wording.KINDS`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from pathlib import Path

from makegood.engine import syntax
from makegood.engine.evidence import Lead
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.linear import Linear
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.injection import crossing, facts, python_rules, quoted, script_rules, statements
from makegood.engine.probes.injection.calls import Calls, Rules
from makegood.engine.probes.injection.places import Hit, TooLarge
from makegood.engine.probes.injection.python import PythonFlow
from makegood.engine.probes.injection.script import ScriptFlow
from makegood.engine.probes.injection.statements_rules import TONGUES, WORTH
from makegood.engine.probes.injection.wording import KINDS, sentence
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_product, other_language_of
from makegood.engine.repository.tree import Entry
from makegood.engine.repository.unread import ASIDE_REMEDY, set_aside, unread_languages

DIALECTS: dict[str, type[Calls]] = {
    "python": PythonFlow,
    "javascript": ScriptFlow,
    "typescript": ScriptFlow,
    "tsx": ScriptFlow,
}
NOT_FOLLOWED = {"php": "PHP", "ruby": "Ruby", "java": "Java", "csharp": "C#", "go": "Go"}
SERVING = frozenset((
    "Clojure", "Elixir", "Erlang", "F#", "Groovy", "Haskell", "Kotlin", "Lua", "Perl", "Rust", "Scala", "Visual Basic",
))  # fmt: skip
"""Other languages in which web applications are written; a little C or some shell scripts beside one are no gap."""
SIZE_LIMIT = 600_000
SMALL = 10_000
LINE_LIMIT = 300
"""Bytes per line on average: beyond it a file that is not SMALL was packed by a tool and nobody wrote it."""

_ASKS = {
    "python": Linear(rb"request|@\w{1,40}\.(?:get|post|put|patch|delete|route)\("),
    "script": Linear(
        rb"\b(?:req|request|Request|ctx|event)\b|\blocation\.|document\.(?:URL|referrer)"
        rb"|\{[^{}]{0,80}\}[^(){}]{0,40}, ?_?res|\bsearchParams\b"
    ),
}
_COMMANDS = Linear(rb"(?:\.execute\w*|\.raw|\.query|\btext|RawSQL|\$where|\.extra)\W")


def _words(rules: Rules) -> Linear:
    names = "|".join(re.escape(name) for name in sorted(rules.sinks))
    words = f"{names}|innerHTML|outerHTML|dangerouslySetInnerHTML|searchParams|return f"
    return Linear(rf"(?:^|[^\w$])(?:{words})(?:[^\w$]|$)".encode())


_SINKS = {"python": _words(python_rules.RULES), "script": _words(script_rules.RULES)}


def wants(entry: Entry) -> str | None:
    language = entry.language
    return (
        language
        if (language in DIALECTS or language in TONGUES) and is_product(entry.path) and not entry.path.endswith(".pyi")
        else None
    )


def _is_worth(content: bytes, family: str) -> bool:
    """Whether something comes in and may get to danger here, or a helper may do so for another file."""
    if _COMMANDS.search(content) or crossing.HELPS.search(content):
        return True
    if not _ASKS[family].search(content) or (family == "python" and not python_rules.FRAMEWORKS.search(content)):
        return False
    return _SINKS[family].search(content) or crossing.IMPORTS[family].search(content)


def extract(content: bytes, reading: str) -> object:
    """What `crossing.noted` gives of one file, None where there cannot be any hit, "packed" where nobody wrote it."""
    family = "python" if reading == "python" else "script"
    long_lines = len(content) > SMALL and len(content) > LINE_LIMIT * (content.count(b"\n") + 1)
    if len(content) > SIZE_LIMIT or long_lines:
        return "packed"
    if reading in TONGUES:
        worth = WORTH[reading].search(content) or quoted.is_worth(content)
        found = statements.hits(content, reading) if worth else []
        return crossing.noted_alone(found)
    if not _is_worth(content, family):
        return None
    lines = content.decode("utf-8", "backslashreplace").split("\n")
    flow = DIALECTS[reading](syntax.parse(content, reading).root_node, lines)
    try:
        return crossing.noted(flow, flow.run())
    except TooLarge:
        return "packed"


EXTRACTOR = Extractor(name="injection.flows", wants=wants, extract=extract, folder=Path(__file__).parent)


def lead(path: str, hit: Hit) -> Lead:
    kind = KINDS[hit.kind]
    return Lead.at(
        kind.rule,
        sentence(hit),
        path,
        line=hit.line,
        text=hit.text,
        severity="medium" if hit.parameter else kind.severity,
        detail={
            "cwe": f"CWE-{kind.cwe}",
            "standard": kind.standard,
            "source": hit.source,
            "source_line": hit.source_line,
        },
    )


def look(scene: Scene) -> Iterator[Fact | Gap]:
    extracts = scene.extracts[EXTRACTOR.name]
    notes: dict[str, crossing.Notes] = {}
    followed, packed = 0, []
    for entry, result in extracts.over(scene.tree.files):
        if result == "packed":
            packed.append(entry.path)
            continue
        followed += entry.language in DIALECTS
        if isinstance(result, dict):
            notes[entry.path] = crossing.read(result)
    yield scene.saw(facts.LEADS, [lead(path, hit) for path, hit in crossing.joined(notes)])
    yield scene.saw(facts.FILES, followed)
    yield from _unread(scene, len(packed) + sum(1 for _ in extracts.missing(scene.tree.files)))


def _not_followed(entry: Entry, large: Collection[str]) -> str:
    """The language of a source file that is not followed, "" for all others."""
    if entry.language:
        return NOT_FOLLOWED.get(entry.language, "")
    other = other_language_of(entry.path) or ""
    return other if other in SERVING or other in large else ""


def _unread(scene: Scene, files: int) -> Iterator[Gap]:
    large = unread_languages(scene.tree)
    others = Counter(_not_followed(entry, large) for entry in scene.tree.files if is_product(entry.path))
    others.pop("", None)
    if others:
        named = ", ".join(f"{count} files of {language}" for language, count in others.most_common())
        yield from scene.missed(
            facts.LEADS,
            Cause.UNSUPPORTED,
            f"What visitors send was not followed from function to function through {named}.",
            "Have a security reviewer look at this code and attest the report.",
        )
    if aside := set_aside(scene.tree):
        yield from scene.missed(facts.LEADS, Cause.NO_EVIDENCE, aside, ASIDE_REMEDY, Side.PARTNER)
    if files:
        yield from scene.missed(
            facts.LEADS,
            Cause.NO_EVIDENCE,
            f"{files} source files are too large, packed or unreadable, so values could not be followed through them.",
            "Deliver the source as it was written.",
        )


PROBE = Probe(name="injection", gives=(facts.LEADS, facts.FILES), look=look, seconds=120, extractors=(EXTRACTOR,))
