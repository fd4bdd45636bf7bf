"""Tracked changes that nobody has accepted yet, and remarks beside the text: what counts of them is said."""

from __future__ import annotations

from makegood.rules.documents.document import Document, Passage, Standing


def note_of_changes(document: Document) -> tuple[str, ...]:
    """A sentence about each; none where there are none."""
    told = []
    passages = [block for block in document.blocks if isinstance(block, Passage)]
    put_in = sum(one.standing is Standing.INSERTED or bool(one.inserted) for one in passages)
    struck = sum(one.standing is Standing.STRUCK for one in passages)
    by = sorted({one.by for one in passages if one.by and one.standing is not Standing.COMMENT})
    if put_in or struck:
        who = f" by {', '.join(by[:3])}" if by else ""
        told.append(
            f"It holds tracked changes{who} that are not accepted yet ({put_in} put in, {struck} taken out). It is "
            "read as if they were accepted: what somebody only proposes is no agreement."
        )
    remarks = sum(one.standing is Standing.COMMENT for one in passages)
    if remarks:
        many = "s, which count" if remarks > 1 else ", which counts"
        told.append(f"It holds {remarks} comment{many} as nothing.")
    return tuple(told)
