"""A stranger's paper is opened by a process apart, with limits, and what it says is checked before it is believed.

    opened = open_paper(Path("contract.pdf"))
    opened.document                  # rules.documents.Document
    opened.contained                 # False where no sandbox could be had: then a child with limits opened it
    mark_up_paper(path, review, choices, author, now)        # a DOCX with tracked changes (rules/markup)

Readers of PDF, ZIP and XML have had holes. The child runs in the sandbox: it sees the one file, its own Python and
nothing else, has no network, and its memory and time are limited. What it prints is one JSON object, read within a
limit and refused in any other form; it can lie about what the paper says, and about nothing else.
"""

from makegood.engine.papers.marking import mark_up_paper
from makegood.engine.papers.opening import Opened, open_paper
from makegood.rules.documents.limits import Unreadable

__all__ = ["Opened", "Unreadable", "mark_up_paper", "open_paper"]
