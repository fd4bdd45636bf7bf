"""How Makegood reads a practice's own wording of a clause: by the signs that it looks for in every contract."""

from __future__ import annotations

from functools import lru_cache

from makegood.rules.clauses.clause import State
from makegood.rules.clauses.judging import by_number, conclude
from makegood.rules.clauses.matching import Text
from makegood.rules.clauses.parties import parties_of
from makegood.rules.clauses.sentences import sentences_of
from makegood.rules.documents.reading import read_paper

HEAD = '# Services Agreement\n\nThis Agreement is between Acme Inc. ("Customer") and Pixel Works LLC ("Provider").\n\n'
READ = {
    State.PRESENT: "",
    State.WEAK: "As Makegood reads it, this wording names the matter and does not protect",
    State.MISSING: "Makegood finds nothing of this matter in this wording",
    State.RED_FLAG: "Makegood reads this wording as against the owner",
}
NOT_SURE = "Makegood is not sure that this wording protects"


@lru_cache(maxsize=512)
def doubt_about(number: int, words: str) -> str:
    """What speaks against the wording of a clause, standing alone in a contract, as a sentence; "" where it protects.

    It is no verdict on law: the same signs are asked as of a contract, and a wording they do not know is not bad.
    """
    document = read_paper(f"{HEAD}{words}".encode())
    text = Text(list(sentences_of(document)), parties_of(document))
    clause = by_number()[number]
    found = conclude(clause, text.hits(clause, set()))
    if not found.sure:
        return f"{NOT_SURE}."
    return f"{READ[found.state]}." if READ[found.state] else ""
