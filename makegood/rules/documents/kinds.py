"""What a file is, told by its content; its name is only compared with it."""

from __future__ import annotations

from pathlib import PurePosixPath

from makegood.rules.documents.decoding import decode, is_text
from makegood.rules.documents.limits import Unreadable
from makegood.rules.documents.mail import is_mail
from makegood.rules.documents.markup import is_markdown
from makegood.rules.documents.ofx import looks_ofx
from makegood.rules.documents.separated import looks_separated

OFFICE_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_NAMES = {
    "pdf": {"pdf"},
    "docx": {"docx", "docm", "dotx"},
    "xlsx": {"xlsx", "xlsm"},
    "mail": {"eml"},
    "picture": {"png", "jpg", "jpeg", "tif", "tiff", "gif"},
    "csv": {"csv", "tsv", "txt"},
    "ofx": {"ofx", "qfx", "qbo"},
    "html": {"html", "htm"},
    "markdown": {"md", "markdown", "txt"},
    "text": {"txt", "md", "markdown", "text", "asc", "csv", "tsv"},
}
SAID = {
    "pdf": "a PDF", "docx": "a Word document", "xlsx": "an Excel workbook", "mail": "a mail", "csv": "a table of "
    "values", "ofx": "an export of a bank", "picture": "a picture", "html": "a web page", "markdown": "text",
    "text": "text",
}  # fmt: skip


def kind_of(content: bytes) -> str:
    """pdf, docx, xlsx, mail, picture, html, csv, ofx, markdown or text. Raises Unreadable for anything else."""
    if not content.strip(b"\0 \r\n\t"):
        raise Unreadable("The file is empty.")
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _packed(content)
    if content.startswith(OFFICE_OLD):
        if _ENCRYPTED in content:
            raise Unreadable("The file is protected by a password. Please ask for one that opens without.")
        raise Unreadable("This is a file of an old office program. Please save it as DOCX, XLSX or PDF and try again.")
    if content.startswith(b"{\\rtf"):
        raise Unreadable("This is an RTF file. Please save it as DOCX or PDF and try again.")
    if content.startswith(_IMAGES):
        return "picture"
    if not is_text(content):
        raise Unreadable("This is no paper that can be read: not PDF, DOCX, XLSX, CSV, a mail, Markdown or text.")
    return _written(content)


def _packed(content: bytes) -> str:
    # names of the parts stand in the archive as they are, in its directory at the end
    if b"word/document.xml" in content:
        return "docx"
    if b"xl/workbook.xml" in content:
        return "xlsx"
    if b"opendocument" in content[:200]:
        raise Unreadable("This is an OpenDocument file. Please save it as DOCX, XLSX or PDF and try again.")
    raise Unreadable("This is an archive. Please unpack it and give the papers one by one.")


def _written(content: bytes) -> str:
    if is_mail(content):
        return "mail"
    text = decode(content[:100_000])
    start = text.lstrip("\ufeff \r\n\t")[:2_000].lower()
    if start.startswith(("<!doctype html", "<html", "<head", "<body")) or (start.startswith("<") and "<html" in start):
        return "html"
    if looks_ofx(start.upper()):
        return "ofx"
    if looks_separated(text):
        return "csv"
    return "markdown" if is_markdown(text) else "text"


def other_than_named(name: str, kind: str) -> str | None:
    """A sentence when the name says another kind of file than the content."""
    suffix = PurePosixPath(name.replace("\\", "/")).suffix.lstrip(".").lower()
    known = {one for names in _NAMES.values() for one in names} | {"doc", "xls", "zip", "exe", "rtf"}
    if suffix not in known or suffix in _NAMES[kind]:
        return None
    return f"The name ends in .{suffix}, but it is {SAID[kind]}; it was read as that."
