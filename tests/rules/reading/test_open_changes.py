"""Tracked changes that nobody accepted, and remarks, are told with who made them."""

from __future__ import annotations

from dataclasses import replace

from makegood.rules.documents.document import Standing
from makegood.rules.documents.reading import read_paper
from makegood.rules.reading.open_changes import note_of_changes


def test_what_is_only_proposed_is_said_to_be_no_agreement() -> None:
    document = read_paper(b"Agreement\n\nOne.\n\nTwo.\n\nThree.\n")
    first, one, two, three = document.blocks
    assert note_of_changes(document) == ()
    marked = replace(
        document,
        blocks=(
            first,
            replace(one, standing=Standing.INSERTED, by="Pat"),
            replace(two, standing=Standing.STRUCK, by="Pat"),
            replace(three, standing=Standing.COMMENT, by="Olivia"),
        ),
    )
    changes, remarks = note_of_changes(marked)
    assert changes.startswith("It holds tracked changes by Pat that are not accepted yet (1 put in, 1 taken out).")
    assert remarks == "It holds 1 comment, which counts as nothing."
