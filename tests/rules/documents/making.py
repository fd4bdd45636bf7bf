"""Papers made for the tests: the smallest files of each format that show one thing."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

import typst

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
SENTENCE = "The parties agree that the work shall be done in this way and that it is to be paid for by the client."


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of the parts."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def docx(body: str, **parts: str) -> bytes:
    """A Word document of this body; `parts` are others of its parts, without their outermost element."""
    roots = {"styles": "styles", "numbering": "numbering", "comments": "comments", "footnotes": "footnotes"}
    others = {f"word/{name}.xml": f"<w:{roots[name]} {W}>{xml}</w:{roots[name]}>" for name, xml in parts.items()}
    document = f"<w:document {W}><w:body>{body}</w:body></w:document>"
    return packed({"[Content_Types].xml": "<Types/>", "word/document.xml": document, **others})


def p(text: str, properties: str = "") -> str:
    """A paragraph of Word."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{r(text)}</w:p>"


def r(text: str) -> str:
    """A run of Word."""
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def xlsx(rows: str, *, formats: tuple[str, ...] = (), texts: tuple[str, ...] = (), name: str = "Costs") -> bytes:
    """A workbook of one sheet; cell style 1 is the first format."""
    codes = "".join(f'<numFmt numFmtId="{170 + i}" formatCode="{code}"/>' for i, code in enumerate(formats))
    styles = '<xf numFmtId="0"/>' + "".join(f'<xf numFmtId="{170 + i}"/>' for i in range(len(formats)))
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return packed(
        {
            "xl/workbook.xml": f'<workbook {S} {R}><sheets><sheet name="{name}" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships><Relationship Id="rId1" Target="worksheets/s.xml"/>'
            "</Relationships>",
            "xl/worksheets/s.xml": f"<worksheet {S}><sheetData>{rows}</sheetData></worksheet>",
            "xl/styles.xml": f"<styleSheet {S}><numFmts>{codes}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>",
            "xl/sharedStrings.xml": f"<sst {S}>{strings}</sst>",
        }
    )


def mail(text: str, *, html: str | None = None, attached: Mapping[str, bytes] | None = None) -> bytes:
    """A mail from Pat to Olivia."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Pat <pat@partner.test>", "olivia@owner.test", "Your contract"
    if text:
        message.set_content(text)
    if html is not None:
        message.set_content(html, subtype="html")
    for name, content in (attached or {}).items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


def pdf(markup: str, page: str = "") -> bytes:
    """A PDF set by Typst."""
    return bytes(typst.compile(f"#set page({page})\n{markup}".encode()))
