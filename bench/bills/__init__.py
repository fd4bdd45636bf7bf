"""Bills: 500 made-up ones in seven layouts, faults put into two of three; how many are found, how many are false."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field

from bench.bills.rendering import LAYOUTS, rendered
from bench.bills.seeding import SEEDS
from bench.bills.story import Story, made
from makegood.rules.bills.agreed import Agreed, Known, Part, Rate
from makegood.rules.bills.auditing import audit
from makegood.rules.bills.bill import Bill
from makegood.rules.bills.reading import read_bill
from makegood.rules.documents.reading import read_paper
from makegood.rules.figures.spans import Span

BILLS = 500
MOST_FALSE = 0.01


@dataclass
class Counted:
    """What was put in, found, missed and false; `bills` with something false."""

    put_in: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    layouts: Counter[str] = field(default_factory=Counter)
    bills: int = 0
    wrong: list[str] = field(default_factory=list)


def run(_: str | None = None) -> None:
    """Prints of each fault how many were put in and found, and the share of bills with a false one."""
    print(f"bills: {(__doc__ or '').strip()}")
    for seed in (1, 2):
        counted = measured(seed, BILLS)
        put_in, found = counted.put_in.total(), counted.found.total()
        print(f"  seed {seed}: {found} of {put_in} faults of {len(counted.put_in)} kinds found (goal: all)")
        for name, count in sorted(counted.put_in.items()):
            if counted.found[name] < count:
                print(f"    {name}: {counted.found[name]} of {count}")
        print(
            f"    {counted.bills} of {BILLS} bills with a false one (goal: at most {MOST_FALSE:.0%}); "
            f"{dict(counted.false)}"
        )
        print(f"    formats: {dict(sorted(counted.layouts.items()))}")
        for sentence in counted.wrong[:10]:
            print(f"    {sentence}")


def measured(seed: int, bills: int) -> Counted:
    """Makes, writes, reads and judges so many bills."""
    chance = random.Random(seed)
    counted = Counted()
    names = list(SEEDS)
    for number in range(bills):
        story, name = seeded(chance, number, names)
        layout, bill, earlier = read_again(story, chance)
        told = {doubt.fault for doubt in audit(bill, agreed_in(story), earlier).doubts}
        counted.layouts[layout] += 1
        if name:
            counted.put_in[name] += 1
            counted.found[name] += name in told
        false = told - story.faults
        counted.false.update(false)
        counted.bills += bool(false)
        if false or (name and name not in told):
            counted.wrong.append(f"bill {number} ({layout}, {story.kind}): put in {name}, said {sorted(told)}")
    return counted


def seeded(chance: random.Random, number: int, names: list[str]) -> tuple[Story, str | None]:
    """A story, two of three times with a fault that fits it."""
    story = made(chance, number)
    if number % 3 == 0:
        return story, None
    start = chance.randrange(len(names))
    for name in [*names[start:], *names[:start]]:
        told = SEEDS[name](story, chance)
        if told is not None:
            return told, name
    return story, None


def read_again(story: Story, chance: random.Random) -> tuple[str, Bill, list[Bill]]:
    """The bill and those before it, each written in some format and read."""
    layout, content = rendered(story.bill, chance)
    earlier = [read_bill(read_paper(rendered(bill, chance)[1])) for bill in story.earlier]
    return layout, read_bill(read_paper(content)), earlier


def agreed_in(story: Story) -> Agreed:
    """What was agreed in the story, as the rules take it."""
    bank = story.earlier[-1] if story.earlier else story.bill
    return Agreed(
        owner=story.owner,
        partner=story.partner,
        currency="USD",
        parts=tuple(Part(name, price, accepted or False) for name, price, accepted in story.parts),
        rates=tuple(Rate(cents, "hour", person) for person, cents in story.card),
        roster=tuple(person for person, _ in story.card),
        changes=(),
        monthly_cap=story.monthly_cap,
        total_cap=story.total_cap,
        retainage=story.retainage,
        tax=False,
        known=Known(bank.account, bank.routing) if story.earlier else None,
        starts=story.starts,
        ends=story.ends,
        payment_days=Span(story.payment_days, "day"),
        warranty=Span(story.warranty_days, "day"),
    )


__all__ = ["LAYOUTS", "Counted", "agreed_in", "measured", "run"]
