"""A document to a bill."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from makegood.rules.bills.account import account
from makegood.rules.bills.bill import Bill
from makegood.rules.bills.elsewhere import elsewhere, plain
from makegood.rules.bills.ends import sums_at_the_end
from makegood.rules.bills.labels import first, labelled
from makegood.rules.bills.lines import columns_of, lines
from makegood.rules.bills.particulars import a_day, number, payment_days, period
from makegood.rules.bills.rows import Row, rows
from makegood.rules.bills.sides import addressee, sender
from makegood.rules.documents.document import Document, Found, Sureness
from makegood.rules.documents.sureness import less_sure
from makegood.rules.figures.columns import decimal_mark, is_month_first
from makegood.rules.figures.sums import sums
from makegood.rules.terms.values import account_change

CREDIT = re.compile(r"\bcredit (?:note|memo|invoice)\b|\brefund note\b", re.IGNORECASE)
MAIL_HEAD = re.compile(r"^(?:From|To|Cc|Date|Sent|Subject): ")
MAIL_HEADS = 5
SENTENCE = re.compile(r"(?<=[.;!])\s+")
PART_DAYS = re.compile(r"\b[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})\b")


def read_bill(document: Document) -> Bill:
    """What the bill says. What it does not say stays None; what could not be read is a note."""
    every = _without_heads(document, rows(document))
    all_rows = tuple(row for row in every if columns_of(row) is None)
    cells = [spot.text for row in all_rows for spot in row.filled]
    decimal = decimal_mark(cells)
    month_first = is_month_first([text for cell in cells for text in PART_DAYS.findall(cell)])
    ends = sums_at_the_end(all_rows, decimal)
    told = lines(every, decimal, month_first)
    day = a_day(month_first)
    paid_to = account(all_rows)
    bill = Bill(
        lines=told,
        number=number(all_rows),
        sender=sender(all_rows),
        addressee=addressee(all_rows[:60]),
        issued=first(labelled(all_rows[:60], "issued", day)),
        due=first(labelled(all_rows, "due", day)),
        period=period(all_rows, month_first),
        payment_days=payment_days(all_rows),
        subtotal=ends.get("subtotal"),
        discount=ends.get("discount"),
        tax=ends.get("tax"),
        retained=ends.get("retained"),
        paid=ends.get("paid"),
        total=ends.get("total"),
        currency=_currency(all_rows),
        account=paid_to,
        account_word=_account_word(all_rows),
        elsewhere=elsewhere(every, paid_to),
        credit=any(CREDIT.search(row.text) for row in all_rows[:12]) or _is_negative(ends),
    )
    bill = bill.noted(*_notes(bill))
    return less_sure(bill, document.pictured) if document.pictured else bill


def _without_heads(document: Document, every: tuple[Row, ...]) -> tuple[Row, ...]:
    """Who sent a mail is not who asks for money, and its day not that of the bill."""
    if document.kind != "mail":
        return every
    return (*(row for row in every[:MAIL_HEADS] if not MAIL_HEAD.match(row.text)), *every[MAIL_HEADS:])


def _account_word(all_rows: tuple[Row, ...]) -> Found[str] | None:
    for row in all_rows:
        for spot in row.filled:
            if any(account_change.is_word(sentence) for sentence in SENTENCE.split(plain(spot.text))):
                return Found(" ".join(spot.text.split()), spot.quote(), Sureness.LIKELY, "other bank details")
    return None


def _is_negative(ends: dict[str, Found[int]]) -> bool:
    return "total" in ends and ends["total"].value < 0


def _currency(all_rows: tuple[Row, ...]) -> str | None:
    counted: Counter[str] = Counter(
        stands.sum.currency for row in all_rows for stands in sums(row.text) if stands.sum.currency
    )
    if not counted:
        said = [match[1] for row in all_rows for match in re.finditer(r"\b(USD|EUR|GBP|CHF|CAD|AUD|INR)\b", row.text)]
        return said[0] if said else None
    return counted.most_common(1)[0][0]


def _notes(bill: Bill) -> Iterable[str]:
    if not bill.lines:
        yield "No line with an amount was found in this bill; please compare it with the paper."
    if bill.total is None:
        yield "No total was found in this bill."
