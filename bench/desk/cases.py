"""The made purchases, each with what was put into it and the decision that is right for it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from bench.bills.rendering import LAYOUTS
from bench.bills.seeding import SEEDS
from bench.bills.story import Story, made
from bench.desk import papers

CLEAN = 14
OPEN, HELD, UNKNOWN = "open", "held", "needs_evidence"
NO_HOLD = frozenset({"short_term", "round_hours"})
"""What is wrong with such a bill does not change what is owed: it is paid on the agreed day, or asked about."""
ENDINGS = {"program": "pdf", "text": "txt", "markdown": "md", "mail": "eml", "csv": "csv", "xlsx": "xlsx", "pdf": "pdf"}


@dataclass(frozen=True)
class Case:
    """The files on the desk, what the person says, which repository was looked at ("" for none), and what is right."""

    name: str
    story: Story
    files: dict[str, bytes]
    known: dict[str, str]
    state: str
    code: str = "healthy"
    absent: tuple[str, ...] = ()
    stopped: bool = field(default=False)


Change = Callable[[Case, random.Random], Case]


def cases(seed: int) -> list[Case]:
    """Sixty: clean ones, one for each fault of a bill, and those in which something is missing or contradicts."""
    chance = random.Random(seed)
    told = [_case("clean", _story(chance, number), chance, OPEN) for number in range(CLEAN)]
    for name in SEEDS:
        story = _seeded(chance, name)
        right = OPEN if name in NO_HOLD else HELD
        told.append(replace(_case(name, story, chance, right), stopped=name == "changed_account"))
    for number, change in enumerate((*CHANGES, *CHANGES)):
        told.append(change(_case(change.__name__, _story(chance, number), chance, OPEN), chance))
    return told


def _story(chance: random.Random, number: int) -> Story:
    """One in which all is well; without credit notes."""
    while True:
        story = made(chance, number)
        if story.kind != "credit" and story.earlier:
            return story
        number += 1


def _seeded(chance: random.Random, name: str) -> Story:
    """A story with that fault."""
    for number in range(500):
        story = SEEDS[name](_story(chance, number), chance)
        if story is not None:
            return story
    raise ValueError(f"{name} fits no story")


def _case(name: str, story: Story, chance: random.Random, state: str) -> Case:
    files = dict([papers.contract(story, chance), papers.export(story, story.earlier, chance)])
    for number, bill in enumerate((*story.earlier, story.bill), 1):
        layout = chance.choice(list(LAYOUTS))
        files[f"bill-{number}.{ENDINGS[layout]}"] = LAYOUTS[layout](bill, chance.randrange(12))
    known = {"tax": "no", "changes": ""}
    if story.parts:
        known["accepted"] = "; ".join(f"{part} = {day}" for part, _, day in story.parts if day)
    else:
        known["roster"] = "; ".join(person for person, _ in story.card)
    return Case(name, story, files, known, state)


def _without(case: Case, start: str) -> dict[str, bytes]:
    return {name: content for name, content in case.files.items() if not name.startswith(start)}


def no_contract(case: Case, _: random.Random) -> Case:
    return replace(case, files=_without(case, "contract"), state=UNKNOWN)


def no_access_to_the_code(case: Case, _: random.Random) -> Case:
    return replace(case, code="", absent=("code",), state=UNKNOWN)


def nobody_looked(case: Case, _: random.Random) -> Case:
    return replace(case, code="", state=UNKNOWN)


def hardly_any_code(case: Case, _: random.Random) -> Case:
    return replace(case, code="empty", state=UNKNOWN)


def a_key_in_the_code(case: Case, _: random.Random) -> Case:
    return replace(case, code="leaking", state=HELD)


def paid_already(case: Case, chance: random.Random) -> Case:
    told = papers.export(case.story, (*case.story.earlier, case.story.bill), chance)
    return replace(case, files={**case.files, told[0]: told[1]}, state=HELD)


def acceptance_unsaid(case: Case, _: random.Random) -> Case:
    """Of hours nobody has to accept a part: then all is well."""
    if not case.story.parts:
        return case
    return replace(case, known={name: said for name, said in case.known.items() if name != "accepted"}, state=UNKNOWN)


def another_price_in_the_proposal(case: Case, chance: random.Random) -> Case:
    if not case.story.parts:
        return case
    name, content = papers.proposal(case.story, apart=chance.randrange(5, 90) * 10_000)
    return replace(case, files={**case.files, name: content}, state=UNKNOWN)


def contract_is_a_scan(case: Case, _: random.Random) -> Case:
    name, content = papers.scan()
    return replace(case, files={**_without(case, "contract"), name: content}, state=UNKNOWN)


def paid_ahead(case: Case, _: random.Random) -> Case:
    """All of the price was paid before, and only some of it accepted."""
    if not case.story.parts:
        return case
    paid = sum(price for _, price, _ in case.story.parts)
    return replace(case, known={**case.known, "paid": papers.money(paid)}, state=HELD)


CHANGES: tuple[Change, ...] = (
    no_contract, no_access_to_the_code, nobody_looked, hardly_any_code, a_key_in_the_code, paid_already,
    acceptance_unsaid, another_price_in_the_proposal, contract_is_a_scan, paid_ahead,
)  # fmt: skip
