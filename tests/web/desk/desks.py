"""A desk with papers on it that were read, without a child or a worker: small papers, read by the same rules."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from django.test import Client

from makegood.accounts.models import User
from makegood.engagements.models import Engagement
from makegood.inspections.filing import keep
from makegood.rhythm.desk.actions.deciding import judge_desk
from makegood.rhythm.desk.actions.reading import put_together
from makegood.rhythm.desk.models import Desk, DeskState, Door, Paper, PaperState
from makegood.rules.documents.reading import read_paper
from makegood.rules.documents.record import document_to_json

CONTRACT = """# Software Development Agreement

This Agreement is made on March 2, 2026 between Acme Supplies Inc. ("Client") and Pixel Works LLC ("Developer").

## 1. Fees

The total price is $48,000.

| Milestone | Price |
|---|---|
| Sign-in and accounts | $10,000 |
| Checkout | $38,000 |

Invoices are due within 30 days of receipt.

## 2. Acceptance

Client shall have ten (10) business days to review each deliverable. If Client does not reject a deliverable in writing
within ten (10) business days, it is deemed accepted.

## 3. Ownership

Developer shall retain all right, title and interest in the source code.

## 4. Termination

Either party may terminate this Agreement upon fifteen (15) days written notice. This Agreement shall be governed by the
laws of Texas.
"""
BILL = """# INVOICE

Pixel Works LLC

Invoice No: PW-7
Invoice Date: April 20, 2026
Due Date: May 20, 2026
Bill to: Acme Supplies Inc.

| Description | Amount |
|---|---|
| Checkout | $39,000.00 |

Total due: $39,000.00
"""
PAID = """Date,Description,Amount
2026-03-05,PIXEL WORKS LLC deposit,-10000.00
2026-03-09,OFFICE RENT,-2500.00
2026-03-12,PIXEL WORKS LLC,-4000.00
"""
CHANGED = """From: Pat Young <pat@pixel-works.example>
To: Olivia <olivia@acme.example>
Subject: Bank details

Hello Olivia,

please note that our bank details have changed. For bill PW-7 please pay to our new account, routing 121000358,
account 88100 44512. Questions: +1 206 555 0199.
"""
PAPERS = {"contract.md": CONTRACT, "bill.md": BILL}


def desk_with(engagement: Engagement, by: User, papers: Mapping[str, str] = PAPERS, door: Door = Door.BILL) -> Desk:
    """Read, and nothing said of it yet."""
    desk = Desk.objects.create(engagement=engagement, door=door, begun_by=by, state=DeskState.READING, round=1)
    for name, text in papers.items():
        put_on(desk, name, text, by)
    put_together(str(desk.pk), 1)
    desk.refresh_from_db()
    desk.engagement.refresh_from_db()
    return desk


def decided(desk: Desk) -> Desk:
    """The decision was asked for, and made as the worker makes it."""
    Desk.objects.filter(pk=desk.pk).update(judging=desk.judging + 1)
    judge_desk(str(desk.pk), desk.judging + 1)
    desk.refresh_from_db()
    desk.engagement.refresh_from_db()
    return desk


def put_on(desk: Desk, name: str, text: str, by: User) -> Paper:
    document = read_paper(text.encode(), name)
    return Paper.objects.create(
        desk=desk,
        digest=keep(text.encode()),
        name=name,
        size=len(text),
        state=PaperState.READ,
        document=keep(json.dumps(document_to_json(document)).encode()),
        format=document.kind,
        notes=list(document.notes),
        by=by,
    )


def shown_at(client: Client, path: str) -> dict[str, str]:
    """What the question before a letter is sent carries of the words that were read on it."""
    found = re.search(r'name="digest" value="(\w+)"', client.get(path).content.decode())
    return {"digest": found[1] if found else ""}
