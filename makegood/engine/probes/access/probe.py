"""Access: a check that is missing beside guarded neighbours, was taken away, or never refuses. Claims, never proofs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from makegood.engine.evidence import Lead
from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.access import facts, neighbours, owners, python, script
from makegood.engine.probes.access.handler import Outline
from makegood.engine.probes.access.neighbours import Claim
from makegood.engine.probes.access.routes import Repository
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_product, other_language_of
from makegood.engine.repository.tree import Entry, Tree
from makegood.engine.repository.unread import ASIDE_REMEDY, set_aside

READ = ("python", "javascript", "typescript", "tsx")
NOT_READ = {"php": "PHP", "ruby": "Ruby", "java": "Java", "csharp": "C#", "go": "Go"}
SERVING = frozenset(("Clojure", "Elixir", "Erlang", "F#", "Groovy", "Haskell", "Kotlin", "Perl", "Rust", "Scala"))
SIZE_LIMIT = 600_000
CLAIMS = 200
SAYS = {
    "guard-missing": "`{name}` asks nobody who they are, while its neighbours do, such as {beside}.",
    "guard-removed": "`{name}` was guarded by {beside} in the last accepted revision and is not now.",
    "guard-weakened": "`{name}` was for the office only ({beside}) in the last accepted revision and is not now.",
    "guard-commented-out": "The guard of `{name}` stands in a comment, so nothing asks who is there.",
    "open-to-everybody": "`{name}` writes and is opened to everybody by name, while its neighbours are not, such "
    "as {beside}.",
    "csrf-switched-off": "`{name}` changes something for whoever is signed in, with the protection against forged "
    "requests switched off.",
    "record-of-others": "`{name}` fetches a record by what the address says, without asking whose it is, as "
    "{beside} does.",
    "check-always-passes": "This decides who may do something and always says yes.",
    "check-short-circuited": "A fixed true or false in this condition decides instead of who is there.",
    "token-not-verified": "What a token says is believed without its signature being checked.",
}
GRADES = {
    "guard-removed": "critical",
    "guard-missing": "high",
    "guard-commented-out": "high",
    "record-of-others": "high",
    "check-always-passes": "high",
    "check-short-circuited": "high",
    "token-not-verified": "high",
}
CWE = {"csrf-switched-off": 352, "record-of-others": 639, "token-not-verified": 347, "guard-missing": 862}


def wants(entry: Entry) -> str | None:
    if entry.language not in READ or not is_product(entry.path) or entry.path.endswith(".pyi"):
        return None
    return entry.language if "/migrations/" not in entry.path else None


def extract(content: bytes, reading: str) -> object:
    """The outline of one file as JSON, None where nothing in it has to do with access."""
    if len(content) > SIZE_LIMIT:
        return "large"
    if reading == "python":
        return python.outline(content).to_json() if python.WORTH.search(content) else None
    return script.outline(content, reading).to_json() if script.WORTH.search(content) else None


EXTRACTOR = Extractor(name="access.outline", wants=wants, extract=extract, folder=Path(__file__).parent)


def look(scene: Scene) -> Iterator[Fact | Gap]:
    outlines = _outlines(scene, scene.tree)
    before = _outlines(scene, scene.before) if scene.before is not None else None
    found = sorted(claims(outlines, before), key=_order)[-CLAIMS:]
    leads = {(lead.path, lead.line): lead for lead in map(_lead, found)}
    yield scene.saw(facts.LEADS, sorted(leads.values(), key=lambda lead: (lead.path, lead.line or 0)))
    yield scene.saw(facts.ROUTES, sum(1 for _ in Repository(outlines).routes()))
    yield from _unread(scene)


def claims(outlines: dict[str, Outline], before: dict[str, Outline] | None = None) -> Iterator[Claim]:
    """Everything that can be claimed about these files. `before` are those of the last accepted revision."""
    routes = list(Repository(outlines).routes())
    yield from neighbours.claims(routes)
    yield from neighbours.lacking(routes)
    yield from owners.claims(routes)
    yield from _certain(outlines)
    if before is not None:
        yield from neighbours.removed(routes, Repository(before).routes())


def outline_of(extracted: object) -> Outline:
    return Outline.from_json(cast("dict[str, Any]", extracted)) if isinstance(extracted, dict) else Outline()


def _outlines(scene: Scene, tree: Tree) -> dict[str, Outline]:
    rows = scene.extracts[EXTRACTOR.name].over(tree.files)
    return {entry.path: outline_of(row) for entry, row in rows if isinstance(row, dict)}


def _certain(outlines: dict[str, Outline]) -> Iterator[Claim]:
    for path, one in outlines.items():
        for rule, line, text in one.certain:
            yield Claim(rule, path, line, text, "")


def _order(claim: Claim) -> tuple[bool, str, int]:
    """What was removed comes last, so that it takes the place of the weaker claim about the same line."""
    return claim.rule == "guard-removed", claim.path, claim.line


def _lead(claim: Claim) -> Lead:
    return Lead.at(
        claim.rule,
        SAYS[claim.rule].format(name=claim.name, beside=claim.beside),
        claim.path,
        line=claim.line,
        text=claim.text,
        severity=GRADES.get(claim.rule, "medium"),
        detail={"cwe": f"CWE-{CWE.get(claim.rule, 285)}", "standard": "OWASP-Top-10:2025:A01"},
    )


def _unread(scene: Scene) -> Iterator[Gap]:
    others: Counter[str] = Counter()
    large = 0
    for entry in scene.tree.files:
        if is_product(entry.path):
            other = other_language_of(entry.path) or ""
            others[NOT_READ.get(entry.language or "", other if other in SERVING else "")] += 1
    others.pop("", None)
    if others:
        named = ", ".join(f"{count} files of {language}" for language, count in others.most_common())
        reason = f"Who may use what was not looked at in {named}."
        remedy = "Have a security reviewer look at the access checks of this code and attest the report."
        yield from scene.missed(facts.LEADS, Cause.UNSUPPORTED, reason, remedy)
    if aside := set_aside(scene.tree):
        yield from scene.missed(facts.LEADS, Cause.NO_EVIDENCE, aside, ASIDE_REMEDY, Side.PARTNER)
    extracts = scene.extracts[EXTRACTOR.name]
    large = sum(row == "large" for _, row in extracts.over(scene.tree.files))
    large += sum(1 for _ in extracts.missing(scene.tree.files))
    if large:
        reason = f"{large} source files are too large or unreadable, so access checks were not looked for in them."
        yield from scene.missed(facts.LEADS, Cause.NO_EVIDENCE, reason, "Deliver the source as it was written.")


PROBE = Probe(name="access", gives=(facts.LEADS, facts.ROUTES), look=look, extractors=(EXTRACTOR,))
