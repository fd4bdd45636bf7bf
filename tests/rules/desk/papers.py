"""Papers of one small purchase, and dossiers made of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache

from makegood.rules.clauses.judging import Review
from makegood.rules.desk.dossier import Door, Dossier, reviewed
from makegood.rules.desk.seen import About, Seen, Side, Source, State
from makegood.rules.documents.reading import read_paper
from makegood.rules.reading.confirming import confirm
from makegood.rules.reading.together import ReadPaper, agreements_of, joined, read_together

TODAY = date(2026, 4, 2)
CONTRACT = """# Services Agreement

This Agreement is made as of January 5, 2026 between Acme Outdoor Inc. ("Client") and Northwind Studio LLC
("Developer").

| Milestone | Price |
|---|---|
| Milestone 1: Design | $8,000 |
| Milestone 2: Catalog | $22,000 |
| Milestone 3: Checkout | $38,000 |
| Total | $68,000 |

1. Payment. Invoices are payable within 30 days of receipt.

2. Acceptance. Client shall have ten (10) business days to review each deliverable against the acceptance criteria.
Deliverables are deemed accepted unless rejected in writing within ten (10) business days of delivery.

3. Ownership. Upon full and final payment, Developer shall assign all right, title and interest in the software to
Client.

4. Notices. All notices under this Agreement must be in writing and sent by certified mail to the address of the other
party.

5. Either party may terminate this Agreement upon 30 days written notice. This Agreement shall be governed by the laws
of the State of Colorado.
"""
BILL = """Northwind Studio LLC

INVOICE

Invoice No: {number}
Date: {date}
Due Date: {due}
Bill To: Acme Outdoor Inc.

Description                    Amount
{lines}

Total due                      {total}

Account Number: {account}
Routing Number: 021000021
"""


def bill(
    total: str = "$38,000.00",
    lines: str = "Milestone 3: Checkout          $38,000.00",
    number: str = "NW-3",
    day: str = "March 31, 2026",
    due: str = "April 30, 2026",
    account: str = "123456789",
) -> str:
    """A bill as a text."""
    return BILL.format(number=number, date=day, due=due, lines=lines, total=total, account=account)


EARLIER = bill("$22,000.00", "Milestone 2: Catalog           $22,000.00", "NW-2", "February 27, 2026", "March 29, 2026")
BANK = """Date,Description,Debit,Credit,Balance
02/03/2026,WIRE OUT NORTHWIND STUDIO NW-1,8000.00,,90000.00
03/20/2026,WIRE OUT NORTHWIND STUDIO NW-2,22000.00,,68000.00
03/21/2026,POWER COMPANY,120.00,,67880.00
"""
ACCEPTED = "Milestone 1: Design = 2026-01-30; Milestone 2: Catalog = 2026-02-25; Milestone 3: Checkout = 2026-03-30"
SEEN_AT = datetime(2026, 4, 2, 8, tzinfo=UTC)


def row(
    rule: str, about: About, state: State, *, holds: bool = False, loss: str = "", side: Side = Side.PARTNER
) -> Seen:
    """Something that was seen."""
    return Seen(
        rule=rule, about=about, state=state, sentence=f"{rule} is {state.value}.", why="It matters.", side=side,
        holds=holds, loss=loss, source=Source("the repository", SEEN_AT, "214 commits"),
    )  # fmt: skip


CODE = row("code.seen", About.CODE, State.GOOD)
FULL = {"contract.md": CONTRACT, "earlier.txt": EARLIER, "bill.txt": bill(), "bank.csv": BANK}


def dossier(
    papers: Mapping[str, str] = FULL,
    *,
    door: Door = Door.BILL,
    accepted: str | None = ACCEPTED,
    absent: tuple[str, ...] = (),
    seen: tuple[Seen, ...] = (CODE,),
    today: date = TODAY,
    unread: Mapping[str, str] | None = None,
    **confirmed: str,
) -> Dossier:
    """Everything is there and fits, unless it is said otherwise."""
    told = {**({} if accepted is None else {"accepted": accepted}), **confirmed}
    facts = {name: confirm(name, said) for name, said in told.items()}
    reading = joined([paper for name, text in papers.items() for paper in _read(name, text)], facts)
    alone = "contract.md" in papers and len(agreements_of(reading.papers)) == 1
    review, file, files = _reviewed(papers["contract.md"]) if alone else reviewed(reading)
    return Dossier(
        today=today, door=door, reading=reading, review=review, review_file=file, review_files=files, confirmed=facts,
        absent=frozenset(absent), seen=seen, unread=unread or {},
    )  # fmt: skip


@cache
def _read(name: str, text: str) -> tuple[ReadPaper, ...]:
    return read_together([(name, read_paper(text.encode(), name))]).papers


@cache
def _reviewed(contract: str) -> tuple[Review | None, str, Mapping[int, str]]:
    return reviewed(read_together([("contract.md", read_paper(contract.encode(), "contract.md"))]))


def without(*names: str) -> dict[str, str]:
    """The papers but for some."""
    return {name: text for name, text in FULL.items() if name not in names}
