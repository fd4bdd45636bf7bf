"""Made-up agreements and bills. Written apart from the rules: it knows nothing of how they look for faults."""

from __future__ import annotations

import random
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

OWNERS = (
    "Acme Outdoor Inc.",
    "Harbor & Pine LLC",
    "Blue Mesa Dental PLLC",
    "Kettle Creek Foods, Inc.",
    "Prairie Freight Co.",
)
PARTNERS = (
    "Northwind Studio LLC",
    "Codeworks GmbH",
    "Lantern Digital, Inc.",
    "Two Rivers Software Ltd",
    "Papaya Labs LLC",
)
PEOPLE = ("Mara Quinn", "Deepak Rao", "Ivan Petrov", "Lucy Chen", "Tom Alder", "Ana Souza")
ROLES = ("Senior Developer", "Designer", "QA Engineer", "Project Manager")
TASKS = (
    "Checkout: card payments", "Search filters on the catalog", "Import of old orders", "Login with one-time codes",
    "Order e-mails", "Admin list of customers", "Stock sync with warehouse", "Address validation at checkout",
    "Accessibility of forms", "Report of daily sales", "Coupon rules", "Export for the accountant",
    "Photo upload and cropping", "Load test of the cart", "Shipping labels", "Return requests",
)  # fmt: skip
PARTS = (
    "Design and prototype", "Customer accounts", "Product catalog", "Checkout and payments", "Warehouse connection",
    "Reporting dashboard", "Mobile layout", "Data migration", "Launch and handover",
)  # fmt: skip
CLOSED = {
    date(2026, 1, 1),
    date(2026, 1, 19),
    date(2026, 2, 16),
    date(2026, 5, 25),
    date(2026, 6, 19),
    date(2026, 7, 3),
}


@dataclass(frozen=True)
class MadeLine:
    """A line of a made bill. Cents; hours in quarters."""

    text: str
    amount: int
    quarters: int | None = None
    rate: int | None = None
    person: str = ""
    day: date | None = None


@dataclass(frozen=True)
class MadeBill:
    """A made bill; `total` None: what the lines come to."""

    number: str
    sender: str
    to: str
    issued: date
    due: date
    first: date
    last: date
    lines: tuple[MadeLine, ...]
    account: str
    routing: str
    currency: str = "USD"
    tax: int = 0
    retained: int = 0
    subtotal: int | None = None
    total: int | None = None
    credit: bool = False
    holder: str = ""

    def sub(self) -> int:
        return sum(line.amount for line in self.lines) if self.subtotal is None else self.subtotal

    def asked(self) -> int:
        return self.sub() + self.tax - self.retained if self.total is None else self.total


@dataclass(frozen=True)
class Story:
    """What was agreed, the bills before, and the bill that is judged."""

    kind: str
    owner: str
    partner: str
    parts: tuple[tuple[str, int, date | None], ...]
    card: tuple[tuple[str, int], ...]
    monthly_cap: int | None
    total_cap: int | None
    retainage: int | None
    earlier: tuple[MadeBill, ...]
    bill: MadeBill
    starts: date = date(2026, 1, 5)
    ends: date = date(2026, 7, 31)
    payment_days: int = 30
    warranty_days: int = 90
    faults: frozenset[str] = field(default_factory=frozenset)

    def with_bill(self, bill: MadeBill, *faults: str) -> Story:
        return replace(self, bill=bill, faults=self.faults | set(faults))


def made(chance: random.Random, number: int) -> Story:
    """A story in which all is well: milestones, hours, or a credit note."""
    kind = ("milestones", "hours", "hours", "milestones", "hours", "milestones", "credit")[number % 7]
    owner, partner = chance.choice(OWNERS), chance.choice(PARTNERS)
    bank = (str(chance.randrange(10**8, 10**10)), chance.choice(("021000021", "111000025", "026009593")))
    if kind == "hours":
        return _hours(chance, owner, partner, bank)
    return _milestones(chance, owner, partner, bank, kind)


def workdays(month: int) -> list[date]:
    """Days of a month of 2026 on which business is done."""
    start = date(2026, month, 1)
    days = [start + timedelta(days=ahead) for ahead in range(31)]
    return [day for day in days if day.month == month and day.weekday() < 5 and day not in CLOSED]


def month_end(month: int) -> date:
    """The last day of a month of 2026."""
    return date(2026, month + 1, 1) - timedelta(days=1)


def bill_of(
    chance: random.Random,
    owner: str,
    partner: str,
    bank: tuple[str, str],
    month: int,
    lines: tuple[MadeLine, ...],
    share: int,
) -> MadeBill:
    """A right bill for one month, written on the last day of it."""
    prefix = "".join(word[0] for word in partner.split()[:2]).upper()
    issued = month_end(month)
    return MadeBill(
        number=f"{prefix}-{2026}{month:02d}-{chance.randrange(100, 1000)}",
        sender=partner,
        to=owner,
        issued=issued,
        due=issued + timedelta(days=30),
        first=date(2026, month, 1),
        last=issued,
        lines=lines,
        account=bank[0],
        routing=bank[1],
        retained=(sum(line.amount for line in lines) * share + 5_000) // 10_000,
        holder=partner if chance.random() < 0.3 else "",
    )


def _hours(chance: random.Random, owner: str, partner: str, bank: tuple[str, str]) -> Story:
    people = chance.sample(PEOPLE, chance.randrange(1, 4))
    card = tuple((person, chance.randrange(80, 190, 5) * 100) for person in people)
    share = chance.choice((0, 0, 1_000))
    months = range(2, chance.randrange(3, 6) + 1)
    bills = tuple(
        bill_of(chance, owner, partner, bank, month, month_of_hours(chance, card, month), share) for month in months
    )
    most = max(bill.sub() for bill in bills)
    return Story(
        "hours", owner, partner, (), card,
        monthly_cap=chance.choice((None, most * 5 // 4)),
        total_cap=chance.choice((None, sum(bill.sub() for bill in bills) * 3 // 2)),
        retainage=share or None,
        earlier=bills[:-1],
        bill=bills[-1],
    )  # fmt: skip


def month_of_hours(chance: random.Random, card: tuple[tuple[str, int], ...], month: int) -> tuple[MadeLine, ...]:
    """A month of work: each person on some days, another task each time, never more than nine hours."""
    lines = []
    for person, rate in card:
        for day in sorted(chance.sample(workdays(month), chance.randrange(3, 9))):
            quarters = chance.randrange(8, 33)
            task = chance.choice(TASKS)
            lines.append(MadeLine(task, quarters * rate // 4, quarters, rate, person, day))
    lines.sort(key=lambda line: (line.day or date.min, line.person))
    return tuple(lines)


def _milestones(chance: random.Random, owner: str, partner: str, bank: tuple[str, str], kind: str) -> Story:
    names = chance.sample(PARTS, chance.randrange(4, 7))
    share = chance.choice((0, 0, 1_000, 500))
    count = chance.randrange(2, len(names))
    parts = []
    bills = []
    for place, name in enumerate(names):
        price = chance.randrange(30, 400) * 10_000
        month = place + 2 if place + 2 < 8 else 7
        accepted = workdays(month)[5] if place < count else None
        parts.append((f"Milestone {place + 1}: {name}" if chance.random() < 2 else name, price, accepted))
        if accepted:
            line = MadeLine(parts[-1][0], price)
            bills.append(bill_of(chance, owner, partner, bank, month, (line,), share))
    story = Story(
        "milestones", owner, partner, tuple(parts), (), None, sum(price for _, price, _ in parts), share or None,
        tuple(bills[:-1]), bills[-1],
    )  # fmt: skip
    return _credit(chance, story) if kind == "credit" else story


def _credit(chance: random.Random, story: Story) -> Story:
    last = story.bill
    cents = chance.randrange(1, 10) * 10_000
    line = MadeLine(f"Credit for late delivery of {last.lines[0].text}", -cents)
    note = replace(last, number=last.number + "-C", lines=(line,), credit=True, retained=0)
    return replace(story, kind="credit", earlier=(*story.earlier, last), bill=note)
