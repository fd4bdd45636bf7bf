"""What kind of paper a document is, told by its words and its tables; and a mail with its attachments taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum

from makegood.rules.documents.document import Document, Passage, Table
from makegood.rules.payments.columns import told_columns


class PaperKind(StrEnum):
    """The kinds that the desk knows. Statements of work are contracts; quotes and estimates are proposals."""

    CONTRACT = "contract"
    AMENDMENT = "amendment"
    PROPOSAL = "proposal"
    ORDER = "purchase order"
    BILL = "bill"
    CREDIT = "credit note"
    EXPORT = "export"
    MAIL = "e-mail"
    OTHER = "paper"


SAID = {
    PaperKind.CONTRACT: "a contract",
    PaperKind.AMENDMENT: "an amendment of a contract",
    PaperKind.PROPOSAL: "a proposal",
    PaperKind.ORDER: "a purchase order",
    PaperKind.BILL: "a bill",
    PaperKind.CREDIT: "a credit note",
    PaperKind.EXPORT: "an export of payments",
    PaperKind.MAIL: "an e-mail",
    PaperKind.OTHER: "a paper that is neither a contract nor a bill",
}
AGREEMENTS = (PaperKind.AMENDMENT, PaperKind.CONTRACT, PaperKind.ORDER, PaperKind.PROPOSAL)
"""In the order in which they count, as far as nobody says otherwise."""

SIGNED = frozenset({PaperKind.CONTRACT, PaperKind.AMENDMENT, PaperKind.ORDER})
"""What binds once both sides have signed it."""

BILLS = frozenset({PaperKind.BILL, PaperKind.CREDIT})
FIGURES = BILLS | {PaperKind.EXPORT}
"""Kinds of which figures and days are read in any language."""

TITLES: tuple[tuple[PaperKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (PaperKind.CREDIT, r"\bcredit (?:note|memo)\b"),
        (PaperKind.AMENDMENT, r"\bamendment\b|\bchange order\b|\baddendum\b|\bmodification of (?:contract"
            r"|solicitation)"),
        (PaperKind.ORDER, r"\bpurchase order\b"),
        (PaperKind.PROPOSAL, r"\bproposal\b|\bquot(?:e|ation)\b|\bestimate\b|\bcost summary\b|\boffer\b|\bbid\b"),
        (PaperKind.BILL, r"\binvoice\b|^\W*bill\b|\brechnung\b|\bstatement of account\b"),
        (PaperKind.CONTRACT, r"\bagreement\b|\bcontract\b|\bstatement of work\b|\bsow\b|\bterms and conditions\b"
            r"|\bterms of service\b"),
    )
)  # fmt: skip
BILLED = re.compile(
    r"\b(?:invoice (?:no|number|#|date)|bill(?:ed)? to|amount due|total due|balance due|remit)\b|\brechnung\b",
    re.IGNORECASE,
)
BOUND = re.compile(
    r"\b(?:shall|hereby|governing law|terminat\w+|the parties|this agreement|indemnif\w+)\b", re.IGNORECASE
)
OFFERED = re.compile(
    r"\bprepared (?:for|by)\b|\bvalid (?:for|until)\b|\b(?:investment|pricing)\b|\bour approach\b|\bnext steps\b"
    r"|\babout us\b|\bwhy (?:us|choose us)\b",
    re.IGNORECASE,
)
"""What proposals say that carry their title in a picture."""
HEADED = re.compile(r"\W*(?:tax |sales )?(?:invoice|bill|credit (?:note|memo))\W*", re.IGNORECASE)
OPENING = 12
ENOUGH_BILLED = 2
ENOUGH_BOUND = 4
ENOUGH_OFFERED = 3
LEAST_MOVEMENTS = 2
FORMATS = {"pdf": "pdf", "docx": "docx", "xlsx": "xlsx", "csv": "csv", "md": "markdown", "html": "html", "htm": "html"}


def kind_of_paper(document: Document) -> PaperKind:
    """The kind. A mail is one only when its body is neither a bill nor a contract."""
    passages = [block.text for block in document.blocks if isinstance(block, Passage)]
    cells = [cell.text for table in document.tables() for row in table.rows for cell in row]
    text = "\n".join([*passages, *cells])[:200_000]
    billed = len({match.casefold() for match in BILLED.findall(text)})
    if _is_export(document) and billed < ENOUGH_BILLED and not (billed and _is_headed_as_bill(document)):
        return PaperKind.EXPORT
    named = _named(document)
    bound = len({match.casefold() for match in BOUND.findall(text)})
    if document.kind == "mail" and named in (PaperKind.BILL, PaperKind.CREDIT) and not billed:
        return PaperKind.MAIL
    if named in (PaperKind.BILL, PaperKind.CREDIT) and (billed or not bound):
        return named
    if billed >= ENOUGH_BILLED and bound < ENOUGH_BOUND and named in (None, PaperKind.BILL):
        return PaperKind.BILL
    if named is not None and named not in (PaperKind.BILL, PaperKind.CREDIT):
        return PaperKind.MAIL if document.kind == "mail" and bound < ENOUGH_BOUND else named
    if bound >= ENOUGH_BOUND:
        return PaperKind.CONTRACT
    if document.kind == "mail":
        return PaperKind.MAIL
    offered = len({match.casefold() for match in OFFERED.findall(text)})
    return PaperKind.PROPOSAL if offered >= ENOUGH_OFFERED else PaperKind.OTHER


def _named(document: Document) -> PaperKind | None:
    """The kind that the title says, else the first lines."""
    title = [document.title] if document.title else []
    opening = [block.text[:160] for block in document.blocks[:OPENING] if isinstance(block, Passage)]
    opening += [cell.text for table in list(document.tables())[:1] for row in table.rows[:3] for cell in row][:6]
    short = [text for text in opening if len(text) < 90]
    for texts in (title, short, opening):
        for text in texts:
            for kind, pattern in TITLES:
                if pattern.search(text):
                    return kind
    return None


def _is_headed_as_bill(document: Document) -> bool:
    """A sheet whose first filled row holds nothing but "INVOICE"; in exports that word stands among others."""
    for block in document.blocks[:2]:
        rows = [[block.text]] if isinstance(block, Passage) else [[cell.text for cell in row] for row in block.rows[:2]]
        filled = [[text for text in row if text.strip()] for row in rows]
        if any(len(row) == 1 and HEADED.fullmatch(row[0]) for row in filled):
            return True
    return False


def _is_export(document: Document) -> bool:
    if document.kind == "ofx":
        return True
    for table in document.tables():
        columns = told_columns([[cell.text for cell in row] for row in table.rows])
        if columns and columns.knows_money() and len(table.rows) - columns.head > LEAST_MOVEMENTS:
            return columns.balance is not None or document.kind in ("csv", "xlsx")
    return False


def parts_of(document: Document) -> Iterator[tuple[str | None, Document]]:
    """A mail's body and each of its attachments as papers of their own; anything else as it is."""
    if document.kind != "mail":
        yield None, document
        return
    parts: dict[str | None, list[Passage | Table]] = {None: []}
    for block in document.blocks:
        part = block.place.part
        parts.setdefault(None if part is None or part.startswith("quoted") else part, []).append(block)
    for part, blocks in parts.items():
        if not blocks:
            continue
        title = document.title if part is None else _title(blocks)
        kind = "mail" if part is None else _format(part)
        yield (
            part,
            replace(
                document, kind=kind, title=title, blocks=tuple(blocks), notes=document.notes if part is None else ()
            ),
        )


def _format(part: str) -> str:
    """What an attachment was, by its name; what it holds was told by its content when it was opened."""
    ending = part.rpartition(".")[2].casefold()
    return FORMATS.get(ending, "text")


def _title(blocks: list[Passage | Table]) -> str:
    return next((block.text[:150] for block in blocks[:6] if isinstance(block, Passage) and block.level == 1), "")
