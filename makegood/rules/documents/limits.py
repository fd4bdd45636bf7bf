"""How much of a stranger's file is read at most, and the sentence for one that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass

from makegood.rules.refusal import Refused

MB = 1_000_000


class Unreadable(Refused):
    """The file cannot be read as a paper. The message is one sentence that helps."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`file_bytes` refuses; the others keep what was read so far and leave a note.

    `unpacked_bytes` and `ratio` are about one archive (DOCX, XLSX): all its parts together, and how many times larger
    than packed one part may be. `depth` counts mails in mails. `letters` is all text together.
    """

    file_bytes: int = 200 * MB
    unpacked_bytes: int = 150 * MB
    ratio: int = 400
    pages: int = 2_000
    cells: int = 300_000
    blocks: int = 200_000
    letters: int = 20 * MB
    attachments: int = 40
    depth: int = 4


LIMITS = Limits()
