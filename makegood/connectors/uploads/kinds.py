"""Which kinds of files are taken, and how each is told by its content; a name or a sent content type is never asked."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parse

MB = 1_000_000
DEEPEST_XML, MOST_ELEMENTS = 200, 1_000_000


class UploadRefused(Exception):
    """A file that is not taken; the message is one sentence for the field."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`words` as in "a PNG picture"; `most` in bytes; `media_type` is the one it is served with."""

    name: str
    words: str
    suffix: str
    media_type: str
    most: int


KINDS = {
    kind.name: kind
    for kind in (
        Kind("png", "a PNG picture", ".png", "image/png", 15 * MB),
        Kind("jpeg", "a JPEG picture", ".jpg", "image/jpeg", 15 * MB),
        Kind("webp", "a WebP picture", ".webp", "image/webp", 15 * MB),
        Kind("pdf", "a PDF", ".pdf", "application/pdf", 40 * MB),
        Kind("text", "plain text", ".txt", "text/plain; charset=utf-8", 5 * MB),
        Kind("json", "a report in JSON or SARIF", ".json", "application/octet-stream", 200 * MB),
        Kind("xml", "a report in XML", ".xml", "application/octet-stream", 50 * MB),
        Kind("zip", "a ZIP archive", ".zip", "application/octet-stream", 500 * MB),
        Kind("tar", "a tar archive", ".tar", "application/octet-stream", 500 * MB),
        Kind("tar.gz", "a tar.gz archive", ".tar.gz", "application/octet-stream", 500 * MB),
        Kind("bundle", "a git bundle", ".bundle", "application/octet-stream", 1000 * MB),
    )
}
PAPER = Kind("paper", "a paper", "", "application/octet-stream", 100 * MB)
"""A contract, bill, mail or export of payments: what it is, the sandbox that opens it says."""

PICTURES = frozenset({"png", "jpeg", "webp"})

_BEGINNINGS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"\x1f\x8b\x08", "tar.gz"),
    (b"# v2 git bundle\n", "bundle"),
    (b"# v3 git bundle\n", "bundle"),
)
_PROGRAMS = (b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")


def kind_of(path: Path, allowed: Collection[str]) -> Kind:
    """Raises UploadRefused: of no kind that is taken, of one that is not `allowed`, or damaged."""
    with path.open("rb") as file:
        head = file.read(4096)
        if not head:
            raise UploadRefused("This file is empty.")
        file.seek(0)
        name = _by_beginning(head) or _as_text(file)
    if name not in allowed:
        raise UploadRefused(f"This file is {KINDS[name].words}; here only {_list(allowed)} can be handed in.")
    return KINDS[name]


def refuse_no_paper(path: Path) -> None:
    """Raises UploadRefused for an empty file and for a program."""
    with path.open("rb") as file:
        head = file.read(4096)
    if not head.strip(b"\0 \r\n\t"):
        raise UploadRefused("This file is empty.")
    if head.startswith(_PROGRAMS):
        raise UploadRefused("This file is a program, which is not taken.")


def _list(names: Collection[str]) -> str:
    words = [KINDS[name].words for name in KINDS if name in names]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} or {words[-1]}"


def _by_beginning(head: bytes) -> str | None:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "webp"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(_PROGRAMS):
        raise UploadRefused("This file is a program, which is not taken.")
    if head[:4] == b"GIF8" or head[4:12] in (b"ftypavif", b"ftypheic") or head[:2] == b"BM" or head[:4] == b"II*\0":
        raise UploadRefused("This kind of picture is not taken; save it as PNG, JPEG or WebP.")
    return next((name for beginning, name in _BEGINNINGS if head.startswith(beginning)), None)


def _as_text(file: IO[bytes]) -> str:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    first = last = ""
    try:
        while part := file.read(65536):
            text = decoder.decode(part)
            if _CONTROL.search(text):
                raise UploadRefused("This file is of no kind that we know, so it is not taken.")
            bare = text.strip()
            first, last = first or bare[:1], bare[-1:] or last
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise UploadRefused(
            "This file is of no kind that we know (text must be in UTF-8), so it is not taken."
        ) from None
    if first == "<":
        file.seek(0)
        _require_report(file)
        return "xml"
    return "json" if (first, last) in {("{", "}"), ("[", "]")} else "text"


class _Report(ContentHandler):
    """Refuses what a browser would show or run; whatever prefix it hides behind."""

    depth = count = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self.depth += 1
        self.count += 1
        spaces = {str(value) for key, value in attrs.items() if key.startswith("xmlns")}
        if name.lower().rpartition(":")[2] in _SHOWN or spaces & _SPACES:
            raise UploadRefused(PAGE)
        if self.depth > DEEPEST_XML or self.count > MOST_ELEMENTS:
            raise UploadRefused("This XML is nested too deeply, or holds too many parts.")

    def endElement(self, name: str) -> None:  # noqa: ARG002 (named by xml.sax)
        self.depth -= 1

    def processingInstruction(self, target: str, data: str) -> None:  # noqa: ARG002 (named by xml.sax)
        if target.lower() == "xml-stylesheet":
            raise UploadRefused(PAGE)


PAGE = "This file is a web page or an SVG drawing, which could run in a browser; it is not taken."
_SHOWN = {"svg", "html", "script", "stylesheet", "transform", "iframe", "body"}
_SPACES = {"http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg", "http://www.w3.org/1999/XSL/Transform"}


def _require_report(file: IO[bytes]) -> None:
    """Well-formed to its end, without a document type, and nothing that a browser shows."""
    try:
        parse(file, _Report(), forbid_dtd=True)
    except (SAXParseException, DefusedXmlException, ValueError):
        raise UploadRefused(
            "This file is a web page or a drawing, or XML that is damaged or has a document type; it is not taken."
        ) from None
