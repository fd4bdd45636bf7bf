"""The documents: what they explain, what they show, and which names of the code they leave unexplained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import cast

from makegood.engine.facts import Fact
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene
from makegood.engine.probes.documents import facts
from makegood.engine.probes.documents.names import names
from makegood.engine.probes.documents.outline import outline
from makegood.engine.probes.documents.topics import topics_of
from makegood.engine.repository.content import Extractor
from makegood.engine.repository.paths import is_test, is_vendored
from makegood.engine.repository.tree import Entry

ENDINGS = (".md", ".markdown", ".rst", ".adoc", ".asciidoc", ".txt", ".mdx")
FOLDERS = ("docs", "doc", "documentation", "wiki", "handbook", "runbooks", "adr", "guides")
LEFT_OUT = ("changelog", "changes", "history", "news", "license", "licence", "copying", "code_of_conduct",
            "authors", "contributors", "notice", "requirements", "robots", "humans", "security",
            "pull_request_template")  # fmt: skip
OF_TESTS = frozenset(("test", "tests", "spec", "specs", "__tests__", "e2e"))
SAMPLES = (".env.example", ".env.sample", ".env.template", ".env.dist", "env.example", ".env.defaults", "example.env")
PART_FILES = 3
ROWS = 400


def page_reading(entry: Entry) -> str | None:
    """`page` for documentation, `sample` for a sample of the settings."""
    folders, _, name = entry.path.lower().rpartition("/")
    if name in SAMPLES:
        return "sample"
    if is_vendored(entry.path) or not (name.endswith(ENDINGS) or name == "readme"):
        return None
    if name.startswith(LEFT_OUT) or "issue_template" in folders:
        return None
    parts = folders.split("/") if folders else []
    if not OF_TESTS.isdisjoint(parts) and not any(part in FOLDERS for part in parts):
        return None  # how to run a test is not how to run the product
    at_hand = len(parts) == 0 or name.startswith("readme") or any(part in FOLDERS for part in parts)
    return "page" if at_hand else None


def code_reading(entry: Entry) -> str | None:
    if is_vendored(entry.path) or is_test(entry.path):
        return None
    if entry.path.endswith(".sql"):
        return "sql"
    if entry.path.endswith(".prisma"):
        return "prisma"
    return entry.language


def read_page(content: bytes, _reading: str) -> object:
    return outline(content.decode("utf-8", "replace"))


PAGES = Extractor(name="documents.pages", wants=page_reading, extract=read_page, folder=Path(__file__).parent)
NAMES = Extractor(name="documents.names", wants=code_reading, extract=names, folder=Path(__file__).parent)


def look(scene: Scene) -> Iterator[Fact | Gap]:
    pages, topics, known, diagrams = _read_pages(scene)
    yield scene.saw(facts.PAGES, pages[:ROWS])
    yield scene.saw(facts.TOPICS, topics[:ROWS])
    yield scene.saw(facts.DIAGRAMS, diagrams)
    yield scene.saw(facts.PARTS, _parts(scene.tree.files, known))
    settings, tables = _names(scene, known)
    yield scene.saw(facts.SETTINGS, settings[:ROWS])
    yield scene.saw(facts.TABLES, tables[:ROWS])
    unread = [entry.path for entry, _ in scene.extracts["documents.pages"].missing(scene.tree.files)]
    if unread:
        reason = f"{len(unread)} documents could not be read, {unread[0]} among them."
        yield from scene.missed(facts.EVERY, Cause.ERROR, reason, "Ask for documents of an ordinary size.")


def _read_pages(scene: Scene) -> tuple[list[dict[str, object]], list[dict[str, object]], set[str], int]:
    pages: list[dict[str, object]] = []
    topics: list[dict[str, object]] = []
    known: set[str] = set()
    diagrams = 0
    for entry, result in scene.extracts["documents.pages"].over(scene.tree.files):
        page = cast("dict[str, object]", result)
        known.update(cast("list[str]", page["names"]))
        if page_reading(entry) == "sample":
            continue
        diagrams += cast(int, page["diagrams"])
        sections = cast("list[tuple[str, int, int, list[str]]]", page["sections"])
        pages.append(
            {
                "path": entry.path,
                "words": sum(words for _, _, words, _ in sections),
                "commands": sum(len(row[3]) for row in sections if not page["template"] or topics_of("", row[3])),
                "template": page["template"],
                "links": page["links"],
            }
        )
        topics += _topics(entry.path, sections, written=not page["template"])
    return pages, topics, known, diagrams


def _topics(
    path: str, sections: Iterable[tuple[str, int, int, list[str]]], *, written: bool
) -> Iterator[dict[str, object]]:
    """Of a page that nobody wrote only the commands count: its headings are the generator's."""
    # A page in a folder of its own often says its topic by name only: docs/deploy.md begins with "On Fly.io".
    stem = path.rpartition("/")[2].rpartition(".")[0].replace("-", " ").replace("_", " ")
    of_page = [] if stem.lower().startswith(("readme", "index")) or not written else topics_of(stem, [])
    for heading, line, words, commands in sections:
        for topic in dict.fromkeys([*topics_of(heading if written else "", commands), *of_page]):
            if words or commands:
                yield {
                    "topic": topic,
                    "path": path,
                    "line": line,
                    "heading": heading,
                    "words": words,
                    "commands": len(commands),
                }


def _parts(files: Iterable[Entry], known: set[str]) -> list[dict[str, object]]:
    """Folders one or two levels down that hold source code; a lone top folder is opened, for it names the project."""
    sources = [e.path for e in files if e.language and not is_test(e.path) and not is_vendored(e.path)]
    counted: Counter[str] = Counter()
    tops = Counter(path.split("/")[0] for path in sources if "/" in path)
    for path in sources:
        folders = path.split("/")[:-1]
        if folders:
            lone = tops[folders[0]] > 0.7 * len(sources) and len(folders) > 1
            counted["/".join(folders[: 2 if lone else 1])] += 1
    return [
        {"folder": folder, "files": count, "named": folder.rpartition("/")[2].lower() in known}
        for folder, count in counted.most_common(40)
        if count >= PART_FILES
    ]


def _names(scene: Scene, known: set[str]) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    rows: dict[str, dict[str, dict[str, object]]] = {"settings": {}, "tables": {}}
    for entry, result in scene.extracts["documents.names"].over(scene.tree.files):
        for kind, found in cast("dict[str, list[tuple[str, int]]]", result).items():
            for name, line in found:
                spellings = {name.lower(), name.lower() + "s", name.lower().rstrip("s")}
                row = {"name": name, "path": entry.path, "line": line, "named": bool(spellings & known)}
                rows[kind].setdefault(name, row)
    return list(rows["settings"].values()), list(rows["tables"].values())


PROBE = Probe(name="documents", gives=facts.EVERY, look=look, extractors=(PAGES, NAMES))
