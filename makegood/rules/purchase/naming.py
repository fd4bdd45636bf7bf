"""What a purchase is called: what is bought, as the papers say it, else whom it is bought from; never "Agreement"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from makegood.rules.bills.agreed import name_words
from makegood.rules.documents.document import Document, Passage, Table
from makegood.rules.reading.kinds import PaperKind
from makegood.rules.reading.together import ReadPaper

ORDER = (PaperKind.CONTRACT, PaperKind.ORDER, PaperKind.PROPOSAL, PaperKind.AMENDMENT, PaperKind.BILL)
LABEL = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:project|project (?:name|title)|name of (?:the )?project)\W*:\W*(.{3,140})$",
    re.IGNORECASE,
)
LABELLED = re.compile(
    r"^\W*(?:\d+(?:\.\d+)*\.?\s+)?(?:project|project (?:name|title)|name of (?:the )?project)\W*$", re.IGNORECASE
)
BUILDS = re.compile(
    r"\b(?:shall|will|agrees? to|is to|engages? \S+(?: \S+){0,4} to|retains? \S+(?: \S+){0,4} to|to)\s+(?:\w+ly\s+)?"
    r"(?:(?:design|develop|build|create|implement|deliver|redesign|rebuild|code|program)(?:\s*(?:,|and|&|,\s*and)\s*)?)+\s+"
    r"(?:(?:an?|the|one|its|client['’]s|customer['’]s)\s+)?((?:[\w+#/&'’.-]+\s+){0,5}?"
    r"(?:app|application|website|web ?site|portal|platform|shop|store|system|software|dashboard|api|integration|game"
    r"|marketplace|tool|prototype|mvp|page|plugin|bot|database))\b",
    re.IGNORECASE,
)
EDGE = frozenset(
    "a an and agreement agreements amendment between by conditions contract cost draft estimate exhibit "
    "for form invoice master msa no nr number of on order proposal project purchase quotation quote "
    "schedule sow statement template terms the this to under version with work works".split()
)
"""Words with which no name begins or ends."""
DULL = EDGE | frozenset(
    "all any certain client company consulting consultant contractor customer date dated deliverables "
    "design development developer final following freelance freelancer general independent professional "
    "provider said sample service services software solution solutions standard such system tbd technical "
    "technology vendor your our".split()
)
"""Words that alone say nothing of what is bought; beside another they may stay."""
NO_NAME = re.compile(
    r"\b(?:definitions?|engagement|retainer|parties|title|scope|insert|breakdown|offers?|requests?|skeleton|killer|employment"
    r"|investments?|fees|summary|lease|procurement|test|structure|introduction|overview|background|recitals?|payment|name"
    r"|obligations|levels|subcontract\w*|appendix|annex|confidential\w*|copy|example|page|index|contents)\b"
    r"|[\[\]{}]|_{2}|^\W*\d+\.\s",
    re.IGNORECASE,
)
"""Headings, and places to be filled in."""
LONGEST, LONGEST_TITLE = 60, 110
LEADS_ON = re.compile(r"\s+(?:to|with|including|and|using|on)\s", re.IGNORECASE)
OPENING = 40
HEAD = 3
BOUND = re.compile(r"\bbetween\b|\bby and\b|\bentered into\b", re.IGNORECASE)


def called(papers: Sequence[ReadPaper], partner: str = "") -> str:
    """ "Customer portal"; where no paper says what is built, "Work by Northwind Labs"; "" where nobody knows that."""
    ordered = sorted((paper for paper in papers if paper.kind in ORDER), key=lambda one: ORDER.index(one.kind))
    own = {word for paper in ordered for word in _parties(paper)} | set(name_words(partner))
    for find in (_labelled, _titled, _built):
        for paper in ordered:
            for said in find(paper.document):
                if name := _cleaned(said, own):
                    return name
    return f"Work by {partner}" if partner else ""


def _parties(paper: ReadPaper) -> list[str]:
    found = [paper.terms.one(side) for side in ("owner", "partner")] if paper.terms else []
    return [word for one in found if one is not None for word in name_words(str(one.value))]


def _labelled(document: Document) -> Iterator[str]:
    """ "Project: Customer portal", typed or as two cells of a table."""
    for number, block in enumerate(document.blocks):
        if number == OPENING:
            return
        if isinstance(block, Table):
            for row in block.rows:
                texts = [cell.text for cell in row if cell.text.strip()]
                if len(texts) == 2 and LABELLED.match(texts[0]):
                    yield texts[1]
            continue
        for line in block.text.splitlines():
            if match := LABEL.match(line):
                yield match[1]
        after = document.blocks[number + 1] if number + 1 < len(document.blocks) else None
        if LABELLED.match(block.text) and isinstance(after, Passage):
            yield after.text


def _titled(document: Document) -> Iterator[str]:
    """The title, and headings as high as it, for what they say beside the kind of paper."""
    if document.title and len(document.title) <= LONGEST_TITLE:
        yield document.title
    for passage in list(document.passages())[:HEAD]:
        if passage.level == 1 and len(passage.text) <= LONGEST_TITLE and not BOUND.search(passage.text):
            yield passage.text


def _built(document: Document) -> Iterator[str]:
    for passage in document.passages():
        for match in BUILDS.finditer(passage.text):
            yield match[1]


def _cleaned(said: str, parties: set[str]) -> str:
    """Without the kind of the paper, numbers and names of the sides; "" where nothing is left that says what it is."""
    if NO_NAME.search(said):
        return ""
    text = re.sub(r"[*_#`\"“”]|\[[^\]]*\]|\([^)]*\)|\bno\.?\s*\d+|#\s*\d+", " ", said, flags=re.IGNORECASE)
    parts = re.split(r"\s+[–—|-]+\s+|:\s+|[–—|]|\bfor\b|\bbetween\b", text, flags=re.IGNORECASE)
    best = max((_trimmed(part, parties) for part in parts), key=_weight, default="")
    if len(best) > LONGEST and (cut := LEADS_ON.search(best)):
        best = best[: cut.start()]
    if not _weight(best) or len(best) > LONGEST:
        return ""
    best = best.lower() if best.isupper() else best
    return best[:1].upper() + best[1:]


def _trimmed(part: str, parties: set[str]) -> str:
    words = part.split()
    while words and (_plain(words[0]) in EDGE or not _plain(words[0])):
        words.pop(0)
    while words and (_plain(words[-1]) in EDGE or not _plain(words[-1])):
        words.pop()
    said = " ".join(words).strip(" ,.;")
    if not any(_plain(word) in parties for word in words):
        return said
    cut = LEADS_ON.search(said)
    return _trimmed(said[: cut.start()], parties) if cut else ""


def _weight(text: str) -> int:
    """How many of its words say anything."""
    words = [_plain(word) for word in text.split()]
    return sum(len(word) > 2 and word.isalpha() and word not in DULL for word in words)


def _plain(word: str) -> str:
    return re.sub(r"[^\w]", "", word).casefold()
