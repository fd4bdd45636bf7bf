"""A made bill as the file that a partner would send: text, Markdown, mail, CSV, XLSX, PDF, each in several manners."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date
from email.message import EmailMessage
from xml.sax.saxutils import escape

import typst

from bench.bills.story import MadeBill, MadeLine

SIGNS = {"USD": "$", "EUR": "€"}
Rows = list[list[str]]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
KINDS = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
LINKS = "application/vnd.openxmlformats-package.relationships+xml"
PACKED = {
    "[Content_Types].xml": f'<Types xmlns="{KINDS}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Default Extension="rels" ContentType="{LINKS}"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{BOOK}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{KINDS}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
    '<sheet name="Invoice" sheetId="1" r:id="r1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{KINDS}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def money(cents: int, currency: str, bare: bool = False) -> str:
    """ "$1,200.00", "-$50.00"."""
    sign = "" if bare else SIGNS[currency]
    return f"{'-' if cents < 0 else ''}{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"


def day(value: date, manner: int) -> str:
    """A day as this partner writes it."""
    return (
        f"{value:%B} {value.day}, {value.year}",
        f"{value:%m/%d/%Y}",
        value.isoformat(),
        f"{value.day} {value:%b} {value.year}",
    )[manner % 4]


def particulars(bill: MadeBill, manner: int) -> list[tuple[str, str]]:
    """Labels and values of the head."""
    named = ("Invoice No", "Invoice #", "Invoice Number", "Number")[manner % 4]
    rows = [(named, bill.number)] if bill.number else []
    rows += [("Date" if manner % 2 else "Invoice Date", day(bill.issued, manner)), ("Due Date", day(bill.due, manner))]
    if not bill.credit:
        rows.append(("Period", f"{day(bill.first, manner)} - {day(bill.last, manner)}"))
    return rows


def bank(bill: MadeBill) -> list[tuple[str, str]]:
    """Bank details."""
    holder = [("Account Name", bill.holder)] if bill.holder else []
    return [*holder, ("Account Number", bill.account), ("Routing Number", bill.routing)]


def head(bill: MadeBill, manner: int) -> list[str]:
    """The head row of the lines."""
    if any(line.quarters for line in bill.lines):
        return [
            ["Date", "Person", "Task", "Hours", "Rate", "Amount"],
            ["Day", "Consultant", "Description", "Hrs", "Hourly rate", "Line total"],
        ][manner % 2]
    return [["Description", "Amount"], ["Milestone", "Price"]][manner % 2]


def row(line: MadeLine, bill: MadeBill, manner: int) -> list[str]:
    """One line under that head."""
    amount = money(line.amount, bill.currency)
    if not any(other.quarters for other in bill.lines):
        return [line.text, amount]
    hours = f"{line.quarters / 4:g}" if line.quarters else ""
    rate = money(line.rate, bill.currency) if line.rate else ""
    return [day(line.day, manner) if line.day else "", line.person, line.text, hours, rate, amount]


def ends(bill: MadeBill, manner: int) -> list[tuple[str, str]]:
    """The sums at the end."""
    told = [("Subtotal", money(bill.sub(), bill.currency))]
    if bill.tax:
        told.append(("Sales tax (8.25%)", money(bill.tax, bill.currency)))
    if bill.retained:
        told.append((("Less retainage", "Retainage")[manner % 2], money(-bill.retained, bill.currency)))
    return [*told, (("Total due", "Amount due", "TOTAL")[manner % 3], money(bill.asked(), bill.currency))]


def title(bill: MadeBill) -> str:
    """What stands on top."""
    return "CREDIT NOTE" if bill.credit else "INVOICE"


def as_text(bill: MadeBill, manner: int) -> bytes:
    """Columns typed with blanks."""
    lines = [head(bill, manner), *(row(line, bill, manner) for line in bill.lines)]
    widths = [max(len(cells[place]) for cells in lines) + 3 for place in range(len(lines[0]))]
    table = ["".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip() for cells in lines]
    wide = sum(widths) - 18
    told = [
        bill.sender, "100 Market Street", "", title(bill), "",
        *(f"{label}: {value}" for label, value in particulars(bill, manner)), "",
        f"Bill To: {bill.to}", "", *table, "",
        *(f"{label.ljust(wide)}{value}" for label, value in ends(bill, manner)), "",
        *(f"{label}: {value}" for label, value in bank(bill)), "", "Thank you for your business.",
    ]  # fmt: skip
    return ("\n".join(told) + "\n").encode()


def as_markdown(bill: MadeBill, manner: int) -> bytes:
    """A table with pipes."""
    lines = [head(bill, manner), ["---"] * len(head(bill, manner)), *(row(line, bill, manner) for line in bill.lines)]
    told = [
        f"# {title(bill).title()}", "", f"**From:** {bill.sender}", "", "**Bill To:**", bill.to, "5 Hill Road", "",
        *(f"**{label}:** {value}  " for label, value in particulars(bill, manner)), "",
        *("| " + " | ".join(cells) + " |" for cells in lines), "",
        *(f"**{label}:** {value}  " for label, value in ends(bill, manner)), "",
        *(f"- {label}: {value}" for label, value in bank(bill)),
    ]  # fmt: skip
    return ("\n".join(told) + "\n").encode()


def as_mail(bill: MadeBill, manner: int) -> bytes:
    """The bill as the body of a mail."""
    message = EmailMessage()
    message["From"] = f"{bill.sender} <billing@partner.test>"
    message["To"] = "owner@acme.test"
    message["Subject"] = f"{title(bill).title()} {bill.number}".strip()
    message.set_content(as_text(bill, manner).decode())
    return message.as_bytes()


def sheet(bill: MadeBill, manner: int) -> Rows:
    """The rows of a spreadsheet."""
    width = len(head(bill, manner))
    told: Rows = [[title(bill)], ["From", bill.sender], ["Bill To", bill.to]]
    told += [[label, value] for label, value in particulars(bill, manner)]
    told += [[], head(bill, manner), *(row(line, bill, manner) for line in bill.lines)]
    told += [
        ["", *([""] * (width - 3)), label, value][-width:] if width > 2 else [label, value]
        for label, value in ends(bill, manner)
    ]
    told += [[], *([label, value] for label, value in bank(bill))]
    return told


def as_csv(bill: MadeBill, manner: int) -> bytes:
    """The sheet with commas or semicolons."""
    out = io.StringIO()
    csv.writer(out, delimiter=",;"[manner % 2]).writerows(sheet(bill, manner))
    return out.getvalue().encode()


def as_xlsx(bill: MadeBill, manner: int) -> bytes:
    """The sheet as Excel packs it, every cell as a text."""
    rows = []
    for number, cells in enumerate(sheet(bill, manner), 1):
        inner = "".join(
            f'<c r="{chr(65 + place)}{number}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
            for place, text in enumerate(cells)
            if text
        )
        rows.append(f'<row r="{number}">{inner}</row>')
    parts = PACKED | {
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return packed.getvalue()


def as_pdf(bill: MadeBill, manner: int) -> bytes:
    """A page with columns."""
    lines = [head(bill, manner), *(row(line, bill, manner) for line in bill.lines)]
    cells = ", ".join(f"[{typed(cell)}]" for cells in lines for cell in cells)
    left = " \\ ".join(typed(text) for text in ("Bill To:", bill.to, "5 Hill Road", "Denver, CO 80202"))
    right = " \\ ".join(typed(f"{label}: {value}") for label, value in particulars(bill, manner))
    widths = "1fr, " * len(lines[0]) if len(lines[0]) > 2 else "3fr, 1fr"
    stroke = ("", "stroke: none, ")[manner % 2]
    sums = " \\ ".join(typed(f"{label}: {value}") for label, value in ends(bill, manner))
    details = " \\ ".join(typed(f"{label}: {value}") for label, value in bank(bill))
    source = (
        '#set page(paper: "us-letter", margin: 2cm)\n#set text(size: 9pt)\n'
        f"= {title(bill)}\nFrom: {typed(bill.sender)}\n\n#grid(columns: (1fr, 1fr), [{left}], [{right}])\n\n"
        f"#table({stroke}columns: ({widths}), {cells})\n#align(right)[{sums}]\n\n{details}\n"
    )
    return bytes(typst.compile(source.encode()))


def typed(text: str) -> str:
    """Text as Typst takes it literally."""
    return "".join(f"\\{mark}" if mark in "\\#$*_`<>@=~-/[]" else mark for mark in text)
