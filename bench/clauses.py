"""Clause states against a reading by hand, on public papers that are kept outside the repository (`labels/clauses.json`
says which, where each is from, and what was read in it).

    python -m bench clauses FOLDER [--errors]
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import Review, judge
from makegood.rules.documents.document import Document, Passage
from makegood.rules.documents.reading import read_paper

LABELS = Path(__file__).parent / "labels" / "clauses.json"
UNDECIDED = "?"
PRECISION, RECALL = 0.95, 0.85
LONG_PAGES, LONG_SECONDS, PAGE_LETTERS = 300, 10.0, 3_000


@dataclass
class Score:
    """`found`: states other than missing that were said for sure; `there`: read by hand; `right`: both, and the same.

    What was not sure is no answer: it is in `unsure`, never in `found`. What the reader left open is not counted.
    """

    right: int = 0
    found: int = 0
    there: int = 0
    exact: int = 0
    rows: int = 0
    unsure: int = 0

    def add(self, said: str, read: str, *, sure: bool) -> None:
        if read == UNDECIDED:
            return
        self.rows += 1
        self.there += read != State.MISSING
        if not sure:
            self.unsure += 1
            return
        self.exact += said == read
        self.found += said != State.MISSING
        self.right += said == read != State.MISSING

    def __str__(self) -> str:
        precision, recall = self.right / max(self.found, 1), self.right / max(self.there, 1)
        kept = "kept" if precision >= PRECISION and recall >= RECALL else "MISSED"
        return (
            f"precision {precision:.3f} ({self.right}/{self.found}), recall {recall:.3f} ({self.right}/{self.there}), "
            f"same state in {self.exact} of {self.rows}, {self.unsure} not sure (goal {PRECISION} and {RECALL}: {kept})"
        )


def main(arguments: list[str]) -> None:
    """Prints both parts apart: what the rules were made with, and what was kept from them."""
    parser = argparse.ArgumentParser(prog="python -m bench clauses", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="print every difference")
    given = parser.parse_args(arguments)
    labels = json.loads(LABELS.read_text(encoding="utf-8"))
    quotes = literal = 0
    for part, papers in labels["papers"].items():
        score = Score()
        for name, paper in papers.items():
            path = next((path for path in given.folder.rglob(name)), None)
            if path is None:
                print(f"clauses: {name} is not in {given.folder}; it is from {paper['from']}")
                continue
            document = read_paper(path.read_bytes(), name)
            review = judge(document)
            count, good = _quotes(document, review)
            quotes, literal = quotes + count, literal + good
            for finding in review.findings:
                read = paper["states"][finding.clause.number - 1]
                score.add(finding.state.value, read, sure=finding.sure)
                if given.errors and read not in (finding.state, UNDECIDED):
                    words = finding.quote.text[:160] if finding.quote else ""
                    said = finding.state.value if finding.sure else f"perhaps {finding.state.value}"
                    print(f"  {name} {finding.clause.number} read {read}, said {said}: {words}")
        print(f"clauses, {part} ({len(papers)} papers): {score}")
    print(f"clauses: {literal} of {quotes} quotes stand literally in the paper")
    _speed(given.folder)


def run(folder: str | None = None) -> None:
    """As `main`, for `make bench`."""
    if folder is None:
        print("clauses: say the folder with the papers (bench/labels/clauses.json names them)")
        return
    main([folder])


def _quotes(document: Document, review: Review) -> tuple[int, int]:
    texts = [block.text for block in document.blocks if isinstance(block, Passage)]
    texts += [cell.text for table in document.tables() for row in table.rows for cell in row]
    quotes = [finding.quote.text for finding in review.findings if finding.quote]
    return len(quotes), sum(any(quote in text for text in texts) for quote in quotes)


def _speed(folder: Path) -> None:
    """The papers one after the other until they make 300 pages, read from one PDF and judged; processor seconds."""
    import typst

    texts = [
        passage.text.replace("\\", "")
        for path in sorted(folder.rglob("*.md"))
        if path.stat().st_size
        for passage in read_paper(path.read_bytes(), path.name).passages()
    ]
    long: list[str] = []
    while texts and sum(map(len, long)) < LONG_PAGES * PAGE_LETTERS:
        long += texts
    markup = "\n\n".join(f"#text({json.dumps(text, ensure_ascii=False)})" for text in long)
    content = typst.compile(f'#set page("us-letter")\n#set text(11pt)\n{markup}'.encode())
    begun = time.process_time()
    document = read_paper(content)
    read = time.process_time() - begun
    judge(document)
    whole = time.process_time() - begun
    kept = "kept" if whole <= LONG_SECONDS * (document.pages or 1) / LONG_PAGES else "MISSED"
    print(
        f"clauses: {document.pages} pages of PDF in {whole:.1f} processor seconds, reading {read:.1f} "
        f"(goal {LONG_PAGES} pages in {LONG_SECONDS:.0f} s: {kept})"
    )
