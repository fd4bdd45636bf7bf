"""The other papers of a made purchase: the contract in several formats and wordings, the proposal, the export."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from datetime import timedelta
from xml.sax.saxutils import escape

import typst

from bench.bills.story import MadeBill, Story

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KINDS = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
LINKS = "application/vnd.openxmlformats-package.relationships+xml"
PACKED = {
    "[Content_Types].xml": f'<Types xmlns="{KINDS}/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Default Extension="rels" ContentType="{LINKS}"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN_PART}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{KINDS}/relationships">'
    f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
}
ROWS = list[list[str]]


def money(cents: int) -> str:
    return f"${cents // 100:,}" if cents % 100 == 0 else f"${cents / 100:,.2f}"


def prices(story: Story) -> ROWS:
    """The table of parts, or of rates."""
    if story.parts:
        rows = [[name, money(price)] for name, price, _ in story.parts]
        return [["Milestone", "Price"], *rows, ["Total", money(sum(price for _, price, _ in story.parts))]]
    return [["Consultant", "Hourly rate"], *([person, money(cents)] for person, cents in story.card)]


def clauses(story: Story, chance: random.Random) -> list[str]:
    """The sentences that bear on bills, each in one of several wordings, and some others."""
    starts, ends = (f"{day:%B} {day.day}, {day.year}" for day in (story.starts, story.ends))
    days, warranty = story.payment_days, story.warranty_days
    told = [
        f"Term. This Agreement begins on {starts} and ends on {ends} unless ended earlier.",
        chance.choice((
            f"Payment. Client shall pay each invoice within {days} days of receipt.",
            f"Payment. Invoices are payable net {days}.",
            f"Fees. Payment is due within thirty ({days}) days after receipt of an invoice.",
        )),
        chance.choice((
            "Acceptance. Client has ten (10) business days to test each deliverable against the acceptance criteria "
            "and to accept or reject it in writing.",
            "Acceptance. Client shall review each deliverable within ten (10) business days of delivery. Only "
            "Client's written acceptance is acceptance.",
        )),
        "Ownership. Developer hereby assigns to Client all right, title and interest in all that it creates.",
        f"Warranty. Developer warrants the software for {warranty} days from acceptance and shall correct defects "
        "at no charge.",
        "Taxes. The prices are net; no sales tax is due.",
        "Confidentiality. Each party keeps the other's information secret.",
        "Termination. Either party may terminate this Agreement upon thirty (30) days written notice.",
        "Law. This Agreement shall be governed by the laws of the State of Colorado.",
    ]  # fmt: skip
    if story.retainage:
        told.append(f"Retainage. Client retains {story.retainage // 100}% of each invoice until final acceptance.")
    if story.monthly_cap:
        told.append(f"Monthly cap. Fees shall not exceed {money(story.monthly_cap)} per calendar month.")
    if story.total_cap and not story.parts:
        told.append(f"Cap. Total fees under this Agreement shall not exceed {money(story.total_cap)}.")
    return told


def contract(story: Story, chance: random.Random) -> tuple[str, bytes]:
    """Its name and the file: Markdown, DOCX or PDF."""
    opening = (
        f"This Agreement is made as of {story.starts:%B} {story.starts.day}, {story.starts.year} between {story.owner} "
        f'("Client") and {story.partner} ("Developer").'
    )
    table, told = prices(story), [f"{number}. {text}" for number, text in enumerate(clauses(story, chance), 1)]
    writer = chance.choice((_markdown, _docx, _pdf))
    return writer("Services Agreement", opening, table, told)


def proposal(story: Story, *, apart: int) -> tuple[str, bytes]:
    """A proposal whose total is so many cents higher than the contract's."""
    total = sum(price for _, price, _ in story.parts) + apart
    text = (
        f"# Proposal for an online shop\n\nPrepared for: {story.owner}\n\nPrepared by: {story.partner}\n\n"
        f"We look forward to working with you. The total price is {money(total)}.\n"
    )
    return "proposal.md", text.encode()


def scan() -> tuple[str, bytes]:
    """A PDF that is only a picture."""
    return "contract-scan.pdf", bytes(typst.compile(b"#rect(width: 10cm, height: 5cm, fill: gray)"))


def export(story: Story, paid: tuple[MadeBill, ...], chance: random.Random) -> tuple[str, bytes]:
    """The bank's movements: the bills that were paid, and others."""
    balance = 90_000_000
    rows: ROWS = []
    for bill in paid:
        balance -= bill.asked()
        when = bill.issued + timedelta(days=chance.randrange(5, 25))
        how = chance.choice(("ACH", "WIRE OUT", "BILL PAY"))
        words = f"{how} {story.partner.upper()} {bill.number}"
        rows.append([f"{when:%m/%d/%Y}", words, f"{bill.asked() / 100:.2f}", "", f"{balance / 100:.2f}"])
        balance -= 12_000
        rows.append([f"{when + timedelta(days=1):%m/%d/%Y}", "POWER COMPANY", "120.00", "", f"{balance / 100:.2f}"])
    out = io.StringIO()
    csv.writer(out).writerows([["Date", "Description", "Debit", "Credit", "Balance"], *rows])
    return "bank.csv", out.getvalue().encode()


def _markdown(title: str, opening: str, table: ROWS, told: list[str]) -> tuple[str, bytes]:
    head, *rest = table
    lines = [f"# {title}", "", opening, "", f"| {' | '.join(head)} |", "|---|---|"]
    lines += [f"| {' | '.join(row)} |" for row in rest]
    return "contract.md", "\n".join([*lines, "", "\n\n".join(told), ""]).encode()


def _docx(title: str, opening: str, table: ROWS, told: list[str]) -> tuple[str, bytes]:
    def paragraph(text: str, style: str = "") -> str:
        kind = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f"<w:p>{kind}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>"

    cells = "".join(f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in table)
    body = "".join([paragraph(title, "Title"), paragraph(opening), f"<w:tbl>{cells}</w:tbl>", *map(paragraph, told)])
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in PACKED.items():
            archive.writestr(name, content)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
    return "contract.docx", packed.getvalue()


def _pdf(title: str, opening: str, table: ROWS, told: list[str]) -> tuple[str, bytes]:
    def typed(text: str) -> str:
        return "".join(f"\\{mark}" if mark in "\\#$*_`<>@=~-/[]" else mark for mark in text)

    cells = ", ".join(f"[{typed(cell)}]" for row in table for cell in row)
    paragraphs = "\n\n".join(typed(text).replace(". ", "\\. ", 1) for text in told)
    source = (
        f'#set page(paper: "us-letter", margin: 2cm)\n= {title}\n\n{typed(opening)}\n\n'
        f"#table(columns: (3fr, 1fr), {cells})\n\n{paragraphs}\n"
    )
    return "contract.pdf", bytes(typst.compile(source.encode()))
