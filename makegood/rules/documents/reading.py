"""One way in: bytes of any paper to a `Document`."""

from __future__ import annotations

from dataclasses import replace

from makegood.rules.documents.decoding import decode
from makegood.rules.documents.document import Document
from makegood.rules.documents.docx import read_docx
from makegood.rules.documents.html import read_html
from makegood.rules.documents.kinds import kind_of, other_than_named
from makegood.rules.documents.limits import LIMITS, MB, Limits, Unreadable
from makegood.rules.documents.mail import read_mail
from makegood.rules.documents.markup import read_markdown
from makegood.rules.documents.ofx import read_ofx
from makegood.rules.documents.pdf.pages import read_pdf
from makegood.rules.documents.pdf.pictured import ReadPicture, read_picture
from makegood.rules.documents.separated import read_separated
from makegood.rules.documents.text import read_text
from makegood.rules.documents.xlsx import read_xlsx


def read_paper(
    content: bytes,
    name: str = "",
    *,
    limits: Limits = LIMITS,
    part: str | None = None,
    picture: ReadPicture | None = None,
) -> Document:
    """A paper from its bytes; what kind it is, the content says. Raises Unreadable, with one sentence.

    `name` is only compared with the content. `part` names an attachment in every place. `picture` reads a page that
    is a picture. Bytes of a stranger belong into `engine.papers`, which calls this in a child with limits.
    """
    if len(content) > limits.file_bytes:
        raise Unreadable(too_large(limits))
    kind = kind_of(content)
    document = _read(content, kind, limits, part, picture)
    if sentence := other_than_named(name, kind):
        document = replace(document, notes=(sentence, *document.notes))
    return document


def too_large(limits: Limits = LIMITS) -> str:
    """The sentence for a file that is too large."""
    return f"The file is larger than {limits.file_bytes // MB} MB, which no contract or bill is; it was not read."


def _read(content: bytes, kind: str, limits: Limits, part: str | None, picture: ReadPicture | None) -> Document:
    if kind == "pdf":
        return read_pdf(content, limits, part, picture)
    if kind == "picture":
        return read_picture(content, limits, part, picture)
    if kind == "docx":
        return read_docx(content, limits, part)
    if kind == "xlsx":
        return read_xlsx(content, limits, part)
    if kind == "mail":
        return read_mail(content, lambda inner, called, less: _attached(inner, called, less, picture), limits, part)
    readers = {"html": read_html, "csv": read_separated, "ofx": read_ofx, "markdown": read_markdown}
    return readers.get(kind, read_text)(decode(content), limits, part)


def _attached(content: bytes, called: str, limits: Limits, picture: ReadPicture | None) -> Document:
    if limits.depth <= 1:
        raise Unreadable("It hangs on a mail in a mail in a mail; so deep nothing is read.")
    inner = replace(limits, depth=limits.depth - 1)
    return read_paper(content, called, limits=inner, part=called, picture=picture)
