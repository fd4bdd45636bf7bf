"""Faults that are put into a right bill: what each changes, and in which stories it can be."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from bench.bills.story import MadeBill, MadeLine, Story, workdays

Seed = Callable[[Story, random.Random], Story | None]


def _lines(bill: MadeBill, *lines: MadeLine, story: Story) -> MadeBill:
    told = tuple(lines)
    share = story.retainage or 0
    held = (sum(line.amount for line in told) * share + 5_000) // 10_000
    return replace(bill, lines=told, retained=held)


def _with_line(story: Story, line: MadeLine, fault: str) -> Story:
    return _roomy(story.with_bill(_lines(story.bill, *story.bill.lines, line, story=story), fault))


def _roomy(story: Story) -> Story:
    """The caps raised so that the new bill stays under them: only what was put in is wrong."""
    spent = story.bill.sub() + sum(bill.sub() for bill in story.earlier)
    monthly = None if story.monthly_cap is None else max(story.monthly_cap, story.bill.sub())
    total = None if story.total_cap is None else max(story.total_cap, spent)
    return replace(story, monthly_cap=monthly, total_cap=total)


def wrong_sum(story: Story, chance: random.Random) -> Story:
    bill = story.bill
    apart = chance.randrange(1, 200) * 100
    if chance.random() < 0.5:
        return story.with_bill(replace(bill, subtotal=bill.sub() + apart, total=bill.asked() + apart), "wrong_sum")
    return story.with_bill(replace(bill, total=bill.asked() + apart), "wrong_sum")


def wrong_product(story: Story, chance: random.Random) -> Story | None:
    if story.kind != "hours":
        return None
    lines = list(story.bill.lines)
    place = chance.randrange(len(lines))
    lines[place] = replace(lines[place], amount=lines[place].amount + chance.randrange(1, 40) * 100)
    return story.with_bill(_lines(story.bill, *lines, story=story), "wrong_product")


def duplicate_bill(story: Story, chance: random.Random) -> Story | None:
    if not story.earlier or story.kind == "credit":
        return None
    other = story.earlier[-1]
    if chance.random() < 0.5:
        return story.with_bill(replace(story.bill, number=other.number), "duplicate_bill")
    again = replace(other, number=story.bill.number, issued=story.bill.issued, due=story.bill.due)
    return story.with_bill(
        again, "duplicate_bill", "duplicate_line", "above_part", "above_monthly_cap", "above_total_cap"
    )


def duplicate_line(story: Story, chance: random.Random) -> Story | None:
    if story.kind != "hours":
        return None
    line = chance.choice(story.bill.lines)
    told = _with_line(story, line, "duplicate_line")
    return replace(told, faults=told.faults | {"impossible_hours"}) if (line.quarters or 0) > 24 else told


def above_part(story: Story, chance: random.Random) -> Story | None:
    if story.kind != "milestones":
        return None
    line = story.bill.lines[0]
    more = replace(line, amount=line.amount + chance.randrange(5, 90) * 1_000)
    return story.with_bill(_lines(story.bill, more, story=story), "above_part")


def above_monthly_cap(story: Story, chance: random.Random) -> Story | None:
    if story.kind != "hours":
        return None
    return replace(
        story, monthly_cap=story.bill.sub() - chance.randrange(1, 50) * 1_000, faults=frozenset({"above_monthly_cap"})
    )


def above_total_cap(story: Story, chance: random.Random) -> Story | None:
    if story.kind != "hours":
        return None
    spent = sum(bill.sub() for bill in (*story.earlier, story.bill))
    return replace(story, total_cap=spent - chance.randrange(1, 50) * 1_000, faults=frozenset({"above_total_cap"}))


def before_acceptance(story: Story, chance: random.Random) -> Story | None:
    open_parts = [part for part in story.parts if part[2] is None]
    if story.kind != "milestones" or not open_parts:
        return None
    name, price, _ = chance.choice(open_parts)
    return story.with_bill(_lines(story.bill, MadeLine(name, price), story=story), "before_acceptance")


def changed_account(story: Story, chance: random.Random) -> Story | None:
    if not story.earlier:
        return None
    return story.with_bill(replace(story.bill, account=str(chance.randrange(10**8, 10**10))), "changed_account")


def wrong_rate(story: Story, chance: random.Random) -> Story | None:
    if story.kind != "hours":
        return None
    lines = list(story.bill.lines)
    place = chance.randrange(len(lines))
    line = lines[place]
    rate = (line.rate or 0) + chance.choice((500, 1_000, 2_500))
    lines[place] = replace(line, rate=rate, amount=(line.quarters or 0) * rate // 4)
    return story.with_bill(_lines(story.bill, *lines, story=story), "wrong_rate")


def not_on_roster(story: Story, chance: random.Random) -> Story | None:
    if story.kind != "hours":
        return None
    stranger = chance.choice(("Kevin Muller", "Sara Lindqvist", "Bob Ito"))
    day = chance.choice(workdays(story.bill.first.month))
    rate = story.card[0][1]
    quarters = chance.randrange(8, 30)
    line = MadeLine("Sync of the price list", quarters * rate // 4, quarters, rate, stranger, day)
    return _with_line(story, line, "not_on_roster")


def impossible_hours(story: Story, chance: random.Random) -> Story | None:
    if story.kind != "hours":
        return None
    lines = list(story.bill.lines)
    place = chance.randrange(len(lines))
    quarters = chance.randrange(50, 70)
    lines[place] = replace(lines[place], quarters=quarters, amount=quarters * (lines[place].rate or 0) // 4)
    bill = _lines(story.bill, *lines, story=story)
    caps = {"above_monthly_cap": (story.monthly_cap, bill.sub())}
    caps["above_total_cap"] = (story.total_cap, sum(other.sub() for other in story.earlier) + bill.sub())
    over = [name for name, (cap, spent) in caps.items() if cap is not None and spent > cap]
    return story.with_bill(bill, "impossible_hours", *over)


def weekend_work(story: Story, chance: random.Random) -> Story | None:
    if story.kind != "hours":
        return None
    month = story.bill.first.month
    ends = [day for ahead in range(28) if (day := date(2026, month, 1) + timedelta(days=ahead)).weekday() >= 5]
    lines = list(story.bill.lines)
    place = chance.randrange(len(lines))
    lines[place] = replace(lines[place], day=chance.choice(ends))
    return story.with_bill(_lines(story.bill, *lines, story=story), "weekend_work")


def outside_period(story: Story, chance: random.Random) -> Story | None:
    if story.kind != "hours":
        return None
    lines = list(story.bill.lines)
    lines[0] = replace(lines[0], day=chance.choice([date(2025, 12, day) for day in (15, 16, 17, 18, 22)]))
    return story.with_bill(_lines(story.bill, *lines, story=story), "outside_period")


def overlapping_period(story: Story, chance: random.Random) -> Story | None:
    if not story.earlier or story.kind != "hours":
        return None
    return story.with_bill(
        replace(story.bill, first=story.earlier[-1].last - timedelta(days=chance.randrange(3, 12))),
        "overlapping_period",
    )


def unsigned_change(story: Story, chance: random.Random) -> Story | None:
    if story.kind == "credit":
        return None
    words = chance.choice(
        ("Change order 3: gift cards", "Additional work: second language", "Out of scope request: invoice archive")
    )
    return _with_line(story, MadeLine(words, chance.randrange(5, 60) * 10_000), "unsigned_change")


def no_detail(story: Story, chance: random.Random) -> Story | None:
    if story.kind == "credit":
        return None
    words = chance.choice(
        (
            "Professional services - October",
            "Consulting services",
            "Development work March 2026",
            "Software development services rendered",
        )
    )
    return _with_line(story, MadeLine(words, chance.randrange(5, 60) * 10_000), "no_detail")


def warranty_fix(story: Story, chance: random.Random) -> Story | None:
    if story.kind == "credit":
        return None
    words = chance.choice(
        ("Bug fixes in the checkout", "Fixing errors in order e-mails", "Repair of broken login after release")
    )
    return _with_line(story, MadeLine(words, chance.randrange(2, 30) * 10_000), "warranty_fix")


def unexpected_tax(story: Story, _: random.Random) -> Story | None:
    if story.kind == "credit":
        return None
    return story.with_bill(replace(story.bill, tax=story.bill.sub() * 825 // 10_000), "unexpected_tax")


def other_currency(story: Story, _: random.Random) -> Story:
    return story.with_bill(replace(story.bill, currency="EUR"), "other_currency")


def wrong_addressee(story: Story, _: random.Random) -> Story:
    return story.with_bill(replace(story.bill, to="Silver Birch Holdings LLC"), "wrong_addressee")


def wrong_payee(story: Story, _: random.Random) -> Story:
    return story.with_bill(replace(story.bill, sender="Orion Payments Limited", holder=""), "wrong_payee")


def retainage_missing(story: Story, _: random.Random) -> Story | None:
    if not story.retainage or story.kind == "credit":
        return None
    return story.with_bill(replace(story.bill, retained=0), "retainage_missing")


def missing_number(story: Story, _: random.Random) -> Story:
    return story.with_bill(replace(story.bill, number=""), "missing_number")


def short_term(story: Story, chance: random.Random) -> Story | None:
    if story.kind == "credit":
        return None
    return story.with_bill(
        replace(story.bill, due=story.bill.issued + timedelta(days=chance.choice((5, 7, 10, 15)))), "short_term"
    )


def round_hours(story: Story, _: random.Random) -> Story | None:
    if story.kind != "hours" or len(story.bill.lines) < 8:
        return None
    lines = [replace(line, quarters=32, amount=32 * (line.rate or 0) // 4) for line in story.bill.lines]
    return _roomy(story.with_bill(_lines(story.bill, *lines, story=story), "round_hours"))


SEEDS: dict[str, Seed] = {
    seed.__name__: seed
    for seed in (
        wrong_sum, wrong_product, duplicate_bill, duplicate_line, above_part, above_monthly_cap, above_total_cap,
        before_acceptance, changed_account, wrong_rate, not_on_roster, impossible_hours, weekend_work, outside_period,
        overlapping_period, unsigned_change, no_detail, warranty_fix, unexpected_tax, other_currency, wrong_addressee,
        wrong_payee, retainage_missing, missing_number, short_term, round_hours,
    )
}  # fmt: skip
