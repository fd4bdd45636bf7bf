"""Each fault is found where it is, and nowhere else; what cannot be judged is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from makegood.rules.bills.agreed import Agreed, Known, Part, Rate, is_same_name
from makegood.rules.bills.auditing import Audit, audit
from makegood.rules.bills.bill import Account, Bill, Line, Period
from makegood.rules.bills.matching import matched
from makegood.rules.documents.document import Found, Passage, Place, Sureness
from makegood.rules.figures.spans import Span

QUOTE = Passage("as it stands", Place(paragraph=1)).cut(0, 5)


def said(value: object) -> Found[object]:
    return Found(value, QUOTE, Sureness.SURE, "test")


def hours(
    number: int,
    day: date,
    person: str = "Mara Quinn",
    count: str = "7.5",
    rate: int = 12_000,
    text: str = "Card payments",
) -> Line:
    quantity = Decimal(count)
    return Line(number, f"{text} {number}", QUOTE, int(quantity * rate), quantity, "hour", rate, person, day)


LINES = (hours(1, date(2026, 3, 4)), hours(2, date(2026, 3, 5), "Ivan Petrov", "6"))
BILL = Bill(
    lines=LINES,
    number=said("NW-2"),  # type: ignore[arg-type]
    sender=said("Northwind Studio"),  # type: ignore[arg-type]
    addressee=said("Acme Outdoor, Inc."),  # type: ignore[arg-type]
    issued=said(date(2026, 3, 31)),  # type: ignore[arg-type]
    due=said(date(2026, 4, 30)),  # type: ignore[arg-type]
    period=said(Period(date(2026, 3, 1), date(2026, 3, 31))),  # type: ignore[arg-type]
    retained=said(16_200),  # type: ignore[arg-type]
    total=said(145_800),  # type: ignore[arg-type]
    currency="USD",
    account=Account(account=said("123456789"), routing=said("021000021")),  # type: ignore[arg-type]
)
EARLIER = replace(
    BILL,
    number=said("NW-1"),  # type: ignore[arg-type]
    lines=tuple(replace(line, day=line.day and line.day.replace(month=2)) for line in LINES),
    issued=said(date(2026, 2, 28)),  # type: ignore[arg-type]
    period=said(Period(date(2026, 2, 1), date(2026, 2, 28))),  # type: ignore[arg-type]
)
AGREED = Agreed(
    owner="Acme Outdoor Inc",
    partner="Northwind Studio LLC",
    currency="USD",
    rates=(Rate(12_000, "hour", "Mara Quinn"), Rate(12_000, "hour", "Ivan Petrov")),
    roster=("Mara Quinn", "Ivan Petrov"),
    monthly_cap=200_000,
    total_cap=1_000_000,
    retainage=1_000,
    tax=False,
    known=Known("123456789", "021000021"),
    starts=date(2026, 1, 5),
    ends=date(2026, 6, 30),
    payment_days=Span(30, "day"),
    warranty=Span(90, "day"),
)
PARTS = (Part("Milestone 1: Design", 500_000, date(2026, 2, 2)), Part("Milestone 2: Catalog", 800_000, False))
FIXED = replace(
    BILL, lines=(Line(1, "Milestone 1: Design", QUOTE, 500_000),), retained=said(50_000), total=said(450_000)
)  # type: ignore[arg-type]


def again(number: int, **changed: object) -> tuple[Line, ...]:
    return tuple(replace(line, **changed) if line.number == number else line for line in LINES)  # type: ignore[arg-type]


def names(found: Audit) -> set[str]:
    return {doubt.fault for doubt in found.doubts}


def extra(text: str) -> tuple[Line, ...]:
    return (*LINES, Line(3, text, QUOTE, 20_000))


def test_a_bill_in_which_all_is_well_is_not_doubted() -> None:
    assert audit(BILL, AGREED, [EARLIER]).doubts == ()
    assert audit(FIXED, replace(AGREED, parts=PARTS, monthly_cap=None)).doubts == ()


@pytest.mark.parametrize(
    ("fault", "bill", "cents"),
    [
        ("wrong_sum", replace(BILL, total=said(155_800)), 10_000),
        ("wrong_product", replace(BILL, lines=again(1, amount_cents=95_000)), 5_000),
        ("duplicate_bill", replace(BILL, number=said("nw 1")), 145_800),
        ("duplicate_line", replace(BILL, lines=(*LINES, replace(LINES[1], number=3))), 72_000),
        ("above_monthly_cap", replace(BILL, lines=(*LINES, hours(3, date(2026, 3, 6)))), 52_000),
        ("changed_account", replace(BILL, account=Account(account=said("999999999"))), 145_800),
        ("wrong_rate", replace(BILL, lines=again(1, rate_cents=14_000, amount_cents=105_000)), 15_000),
        ("not_on_roster", replace(BILL, lines=again(2, person="Kevin Muller")), 72_000),
        ("impossible_hours", replace(BILL, lines=again(1, quantity=Decimal(14), amount_cents=168_000)), 24_000),
        ("weekend_work", replace(BILL, lines=again(1, day=date(2026, 3, 7))), 90_000),
        ("outside_period", replace(BILL, lines=again(1, day=date(2025, 12, 29))), 90_000),
        ("overlapping_period", replace(BILL, period=said(Period(date(2026, 2, 20), date(2026, 3, 31)))), 162_000),
        ("unsigned_change", replace(BILL, lines=extra("Change order 4: gift cards")), 20_000),
        ("no_detail", replace(BILL, lines=extra("Professional services - October")), 20_000),
        ("warranty_fix", replace(BILL, lines=extra("Bug fixes in the cart")), 20_000),
        ("unexpected_tax", replace(BILL, tax=said(13_365)), 13_365),
        ("other_currency", replace(BILL, currency="EUR"), 145_800),
        ("wrong_addressee", replace(BILL, addressee=said("Silver Birch LLC")), 145_800),
        ("wrong_payee", replace(BILL, sender=said("Orion Payments Ltd")), 145_800),
        ("retainage_missing", replace(BILL, retained=None), 16_200),
        ("missing_number", replace(BILL, number=None), None),
        ("short_term", replace(BILL, due=said(date(2026, 4, 10))), None),
        (
            "round_hours",
            replace(BILL, lines=tuple(hours(n, date(2026, 3, 1 + n), count="8") for n in range(1, 11))),
            None,
        ),
    ],
)
def test_a_fault_is_found_with_what_is_in_question(fault: str, bill: Bill, cents: int | None) -> None:
    found = [doubt for doubt in audit(bill, AGREED, [EARLIER]).doubts if doubt.fault == fault]
    assert len(found) == 1
    assert found[0].cents == cents
    assert found[0].sentence.endswith(".")
    assert found[0].ask


def test_the_same_lines_under_another_number_are_the_same_bill() -> None:
    told = replace(EARLIER, number=said("NW-9"))  # type: ignore[arg-type]
    assert "duplicate_bill" in names(audit(told, AGREED, [EARLIER]))


def test_a_fixed_fee_of_each_month_is_no_duplicate() -> None:
    fee = replace(BILL, lines=(Line(1, "Hosting", QUOTE, 20_000),))
    before = replace(EARLIER, lines=fee.lines)
    assert "duplicate_bill" not in names(audit(fee, Agreed(), [before]))


def test_a_part_is_paid_once_and_after_it_is_accepted() -> None:
    agreed = replace(AGREED, parts=PARTS)
    twice = replace(FIXED, number=said("NW-3"), issued=said(date(2026, 5, 31)), period=None)  # type: ignore[arg-type]
    assert "above_part" in names(audit(twice, agreed, [FIXED]))
    early = replace(FIXED, lines=(Line(1, "Milestone 2", QUOTE, 800_000),))
    assert "before_acceptance" in names(audit(early, agreed))


def test_all_bills_together_stay_under_the_cap() -> None:
    told = audit(BILL, replace(AGREED, total_cap=300_000), [EARLIER])
    doubt = next(doubt for doubt in told.doubts if doubt.fault == "above_total_cap")
    assert doubt.cents == 24_000
    assert "$1,620 billed before" in doubt.sentence


def test_sixty_hours_of_a_week_are_enough() -> None:
    lines = tuple(hours(day, date(2026, 3, 1 + day), count="11.5") for day in range(1, 7))
    assert "impossible_hours" in names(audit(replace(BILL, lines=lines), AGREED))
    assert "impossible_hours" not in names(audit(replace(BILL, lines=lines[:5]), AGREED))


def test_a_signed_change_may_be_billed() -> None:
    bill = replace(BILL, lines=extra("Change order 4: gift cards"))
    assert "unsigned_change" not in names(audit(bill, replace(AGREED, changes=("CO-004",)), [EARLIER]))


def test_hidden_digits_of_an_account_are_compared_by_those_that_show() -> None:
    bill = replace(BILL, account=Account(account=said("****6789")))  # type: ignore[arg-type]
    assert "changed_account" not in names(audit(bill, AGREED, [EARLIER]))


def test_what_cannot_be_judged_is_said_and_not_doubted() -> None:
    told = audit(BILL, Agreed())
    assert told.doubts == ()
    because = {one.fault: one.because for one in told.not_judged}
    assert because["wrong_rate"] == "no rate card was read"
    assert because["duplicate_bill"] == "no earlier bills were given"


def test_most_money_stands_first_and_what_is_good_to_know_last() -> None:
    bill = replace(BILL, lines=extra("Bug fixes"), currency="EUR", tax=said(100))  # type: ignore[arg-type]
    cents = [doubt.cents for doubt in audit(bill, AGREED, [EARLIER]).holding]
    assert cents == sorted(cents, key=lambda value: -(value if value is not None else 10**12))


def test_a_line_finds_its_part_by_number_name_or_price() -> None:
    lines = (
        Line(1, "M2 - final payment", QUOTE, 1),
        Line(2, "Design, as agreed", QUOTE, 2),
        Line(3, "Work as agreed", QUOTE, 800_000),
        Line(4, "Hosting", QUOTE, 4),
    )
    told = [match.part and match.part.name[:11] for match in matched(replace(BILL, lines=lines), PARTS)]
    assert told == ["Milestone 2", "Milestone 1", "Milestone 2", None]


def test_names_of_firms_are_compared_without_their_form() -> None:
    assert is_same_name("ACME Outdoor, Inc.", "Acme Outdoor")
    assert not is_same_name("Acme Outdoor", "Acme Payments")


def test_work_at_a_rate_that_says_no_unit_and_is_not_agreed_is_asked() -> None:
    named = Line(1, "Dispatch board", QUOTE, quantity=Decimal("12.5"), rate_cents=6_500)
    hosting = replace(named, rate_cents=61_240, quantity=Decimal(1))
    for line, asked in ((named, True), (hosting, False)):
        told = audit(replace(BILL, lines=(line,)), Agreed(rates=(Rate(5_000, "hour"),))).holding
        assert ("wrong_rate" in {one.fault for one in told}) is asked
    line = Line(1, "Development", QUOTE, quantity=Decimal(12), rate_cents=7_500)
    agreed = Agreed(rates=(Rate(5_000, "hour"),))
    (doubt,) = [one for one in audit(replace(BILL, lines=(line,)), agreed).holding if one.fault == "wrong_rate"]
    assert "12 times $75 and does not say of what; agreed is $50 per hour" in doubt.sentence
    assert doubt.cents == 90_000
    for other in (replace(line, rate_cents=5_000), replace(line, text="Icons of the shop")):
        told = audit(replace(BILL, lines=(other,)), agreed).doubts
        assert "wrong_rate" not in {one.fault for one in told}
