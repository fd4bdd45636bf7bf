"""The whole file: its parts as they came, those that are changed, and what makes a new part known (ECMA-376-2)."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Sequence

from makegood.rules.documents.docx.names import STRICT, WORD
from makegood.rules.documents.limits import Limits, Unreadable
from makegood.rules.documents.packed import Package
from makegood.rules.markup.docx.spans import Part

MAIN = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FORM = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_IDS = re.compile(rb":id=[\"'](\d{1,10})[\"']")
_BEFORE_TRACKING = frozenset(
    "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts "
    "embedSystemFonts saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader "
    "bordersDoNotSurroundFooter gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState "
    "formsDesign attachedTemplate linkStyles stylePaneFormatFilter stylePaneSortMethod documentType mailMerge "
    "revisionView".split()
)
MACROS = "The file holds macros, which nobody should send back. Please ask for it as a plain Word document (DOCX)."
SEALED = "The file is signed digitally; a change would break the signature. Please ask for one without."


class File:
    """One DOCX. Raises Unreadable where it is not what it should be."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        package = Package(content, limits)
        if any(name.startswith("_xmlsignatures/") for name in package.names):
            raise Unreadable(SEALED)
        for name in package.names:
            if name.startswith("word/") and name.endswith((".xml", ".rels")):
                package.xml(name)
        package = Package(content, limits)
        self._parts = {name: package.content(name) for name in package.names if not name.endswith("/")}
        types = self._parts.get(TYPES, b"")
        if b"macroEnabled" in types:
            raise Unreadable(MACROS)
        self._parts[TYPES] = types.replace(b"template.main+xml", b"document.main+xml")
        self.main = Part(self._parts[MAIN])

    @property
    def namespace(self) -> str:
        """That of the main part: files saved as "strict" have another."""
        return STRICT if STRICT.encode() in self.main.content[: self.main.root.inner] else WORD

    def ids(self) -> set[int]:
        """Every id of every part, so that none is given twice."""
        return {
            int(found)
            for name, content in self._parts.items()
            if name.startswith("word/") and name.endswith(".xml")
            for found in _IDS.findall(content)
        }

    def add_comments(self, comments: Sequence[str], prefix: str) -> None:
        """Behind those that are there, or in a part of their own."""
        if not comments:
            return
        written = "".join(comments).encode()
        name = self._related("comments")
        if name is not None and name in self._parts:
            part = Part(self._parts[name])
            opened = f'<{prefix}:comments xmlns:{prefix}="{self.namespace}">'.encode()
            if part.root.close == part.root.end:
                part.edit(part.root.start, part.root.end, opened + written + f"</{prefix}:comments>".encode())
            else:
                part.edit(part.root.close, part.root.close, self._declared(written, part, prefix))
            self._parts[name] = part.written()
            return
        name = self._free("word/comments")
        root = f'<{prefix}:comments xmlns:{prefix}="{self.namespace}">'.encode()
        self._parts[name] = HEAD + root + written + f"</{prefix}:comments>".encode()
        self._relate("comments", name)

    def track(self, prefix: str) -> None:
        """From now on Word tracks what anybody changes."""
        name = self._related("settings")
        on = f"<{prefix}:trackRevisions/>"
        if name is None or name not in self._parts:
            name = self._free("word/settings")
            root = f'<{prefix}:settings xmlns:{prefix}="{self.namespace}">{on}</{prefix}:settings>'
            self._parts[name] = HEAD + root.encode()
            self._relate("settings", name)
            return
        part = Part(self._parts[name])
        own = part.root.prefix or prefix
        on = f"<{own}:trackRevisions/>"
        if (there := part.root.child("trackRevisions")) is not None:
            part.edit(there.start, there.end, on.encode())
        elif part.root.close == part.root.end:
            opening = part.cut(part.root.start, part.root.end).removesuffix(b"/>")
            part.edit(part.root.start, part.root.end, opening + f">{on}</{own}:settings>".encode())
        else:
            before = [node for node in part.root.children if node.name in _BEFORE_TRACKING]
            at = before[-1].end if before else part.root.inner
            part.edit(at, at, on.encode())
        self._parts[name] = part.written()

    def written(self) -> bytes:
        """The file again; every part that was not changed as it came."""
        self._parts[MAIN] = self.main.written()
        order = sorted(self._parts, key=lambda name: name != TYPES)
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in order:
                info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, self._parts[name])
        return held.getvalue()

    def _declared(self, written: bytes, part: Part, prefix: str) -> bytes:
        """Comments whose prefix the part may not know."""
        if f"xmlns:{prefix}=".encode() in part.cut(part.root.start, part.root.inner):
            return written
        return written.replace(
            f"<{prefix}:comment ".encode(), f'<{prefix}:comment xmlns:{prefix}="{self.namespace}" '.encode()
        )

    def _related(self, kind: str) -> str | None:
        """The part that the main one is related to in this way."""
        if RELATIONS not in self._parts:
            return None
        for node in Part(self._parts[RELATIONS]).root.walk():
            target = node.attributes.get("Target", "")
            if node.attributes.get("Type", "").endswith(f"/{kind}"):
                return target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"word/{target}")
        return None

    def _free(self, stem: str) -> str:
        count, name = 0, f"{stem}.xml"
        while name in self._parts:
            count += 1
            name = f"{stem}{count}.xml"
        return name

    def _relate(self, kind: str, name: str) -> None:
        """A relation from the main part, and the type of the new part."""
        base = OFFICE_STRICT if self.namespace == STRICT else OFFICE
        there = self._parts.get(RELATIONS, b'<Relationships xmlns="%s/relationships"/>' % PACKAGE.encode())
        taken = re.findall(rb"\bId=[\"']([^\"']+)[\"']", there)
        number = next(count for count in range(1, 100_000) if f"rIdM{count}".encode() not in taken)
        target = posixpath.relpath(name, "word")
        one = f'Relationship Id="rIdM{number}" Type="{base}/{kind}" Target="{target}"/>'
        self._parts[RELATIONS] = _with_child(there, one)
        types = self._parts[TYPES] or b'<Types xmlns="%s/content-types"/>' % PACKAGE.encode()
        one = f'Override PartName="/{name}" ContentType="{FORM}.{kind}+xml"/>'
        self._parts[TYPES] = _with_child(types, one)


def _with_child(content: bytes, child: str) -> bytes:
    """The root with one more child, in the prefix of the root."""
    part = Part(content)
    root = part.root
    name = f"{root.prefix}:" if root.prefix else ""
    new = f"<{name}{child}".encode()
    if root.close == root.end:
        opening = part.cut(root.start, root.end).removesuffix(b"/>").rstrip()
        tag = re.match(rb"<([^\s/>]+)", opening)
        assert tag is not None
        part.edit(root.start, root.end, opening + b">" + new + b"</" + tag[1] + b">")
    else:
        part.edit(root.close, root.close, new)
    return part.written()
