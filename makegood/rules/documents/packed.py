"""DOCX and XLSX are archives of XML: opened with limits on how far they may grow, and without any entity."""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from makegood.rules.documents.limits import Limits, Unreadable

MOST_PARTS = 5_000
MOST_DEPTH = 400
GROWN = "The file is packed so that it grows without end when it is opened; it was not read."
DAMAGED = "The file is damaged: a part of it cannot be unpacked. Please ask for it to be saved and sent again."


class Package:
    """The parts of one archive. Raises Unreadable wherever it is not what it should be."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise Unreadable(DAMAGED) from None
        self._infos = {info.filename: info for info in self._archive.infolist()}
        self._room = limits.unpacked_bytes
        self._ratio = limits.ratio
        if len(self._archive.infolist()) > MOST_PARTS:
            raise Unreadable(GROWN)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the parts."""
        return tuple(self._infos)

    def content(self, name: str) -> bytes:
        """The bytes of one part."""
        info = self._infos[name]
        if info.flag_bits & 1:
            raise Unreadable("The file is protected by a password. Please ask for one that opens without.")
        most = min(self._room, max(info.compress_size, 1) * self._ratio + 100_000)
        try:
            with self._archive.open(info) as source:
                found = source.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError):
            raise Unreadable(DAMAGED) from None
        if len(found) > most:
            raise Unreadable(GROWN)
        self._room -= len(found)
        return found

    def xml(self, name: str) -> Element | None:
        """The root of one part, None where there is no such part."""
        if name not in self:
            return None
        content = self.content(name)
        try:
            root = fromstring(content, forbid_dtd=True)
        except DefusedXmlException:
            raise Unreadable("The file holds entities, which no office program writes; it was not read.") from None
        except (ParseError, ValueError, LookupError):
            raise Unreadable(DAMAGED) from None
        if _too_deep(root):
            raise Unreadable("The file is nested deeper than any paper; it was not read.")
        return root


def _too_deep(root: Element) -> bool:
    layer = [root]
    for _ in range(MOST_DEPTH):
        layer = [child for element in layer for child in element]
        if not layer:
            return False
    return True
