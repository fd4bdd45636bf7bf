"""A stranger's DOCX is changed where it is read: in the child, with limits."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime
from pathlib import Path

from makegood.engine.papers.opening import BROKEN, SECONDS, answer_of_child, told
from makegood.engine.sandbox import Sandbox
from makegood.rules.clauses.judging import Review
from makegood.rules.documents.limits import LIMITS, MB, Limits, Unreadable
from makegood.rules.markup.change import Choices, choices_to_json
from makegood.rules.markup.marking import marked_up

MOST_BYTES = 40 * MB
TOO_LARGE = f"The Word file is larger than {MOST_BYTES // MB} MB; changes are tracked in smaller ones only."


def mark_up_paper(
    path: Path,
    review: Review,
    choices: Choices,
    author: str,
    now: datetime,
    *,
    limits: Limits = LIMITS,
    seconds: float = SECONDS,
    sandbox: Sandbox | None = None,
) -> bytes:
    """`rules.markup.marked_up` for a file of a stranger; `review` is of the document that `open_paper` returned.

    Of anything but a DOCX only the document is needed, so no child is started. Raises Refused (Unreadable is one).
    """
    if review.document.kind != "docx":
        return marked_up(b"", review, choices, author, now)
    if path.stat().st_size > MOST_BYTES:
        raise Unreadable(TOO_LARGE)
    order = {"choices": choices_to_json(choices), "author": author, "now": now.isoformat()}
    answer, _ = answer_of_child(path, {"mark": order}, limits=limits, seconds=seconds, sandbox=sandbox)
    try:
        made = base64.b64decode(str(told(answer).get("marked", "")), validate=True)
    except binascii.Error:
        raise Unreadable(BROKEN) from None
    if not made.startswith(b"PK"):
        raise Unreadable(BROKEN)
    return made
