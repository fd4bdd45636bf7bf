"""One way in: a contract as it came, and what the owner chose, to a DOCX with tracked changes."""

from __future__ import annotations

from datetime import UTC, datetime

from makegood.rules.clauses.judging import Review
from makegood.rules.documents.docx import read_located
from makegood.rules.documents.limits import LIMITS, Limits, Unreadable
from makegood.rules.markup.change import Choices
from makegood.rules.markup.docx.plain import plain
from makegood.rules.markup.docx.undoing import refused, same_text
from makegood.rules.markup.docx.writing import write
from makegood.rules.markup.planning import Plan, plan
from makegood.rules.refusal import Refused

NOTHING = "There is nothing to change: no clause that was chosen is weak, missing or a red flag."
BROKEN = "The changes cannot be written into this file so that they can be undone; save it anew in Word and try again."
OTHER = "The file is not the one that was read."


def marked_up(content: bytes, review: Review, choices: Choices, author: str, now: datetime) -> bytes:
    """A DOCX with every change tracked under `author` at `now`.

    A DOCX is changed where the changes are and nowhere else; of anything else a clean DOCX is made. Before it is handed
    out, all changes are refused again and the text compared with what came in. Raises Refused (Unreadable is one).
    """
    return written(content, plan(review, choices), author, now)


def written(content: bytes, planned: Plan, author: str, now: datetime, *, limits: Limits = LIMITS) -> bytes:
    """As `marked_up`, from a plan that was shown."""
    document = planned.review.document
    if not planned.changes:
        raise Refused(NOTHING if planned.review.judged else planned.review.notes[-1])
    if document.kind == "docx":
        again, sources = read_located(content, limits)
        if again.blocks != document.blocks:
            raise Refused(OTHER)
        before = document
    else:
        content, sources = plain(document)
        before, _ = read_located(content, limits)
    when = now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        made = write(content, document, sources, planned.changes, author, when, limits=limits)
    except (ValueError, UnicodeError) as broken:
        raise broken if isinstance(broken, Refused) else Unreadable(BROKEN) from None
    if not same_text(refused(made.content, made.ids, limits=limits), before, limits=limits):
        raise Unreadable(BROKEN)
    return made.content
