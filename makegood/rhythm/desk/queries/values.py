"""What was read, as a person is asked about it: in groups, each value once, with its words and what was said of it.

It is all made from two rows that lie ready: the reading and the answers. No page opens a paper.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from makegood.rhythm.desk.models import Absent, Answer, Desk
from makegood.rhythm.desk.queries.assisting import pointed_at
from makegood.rhythm.desk.queries.items import SURE, UNSURE, Checked, Choice, Group, Item, choice_of, mark, part_name
from makegood.rhythm.desk.queries.words import ADDED, BILL, GROUPS, YOURS, Asked
from makegood.rules.calendars.business import plain_day
from makegood.rules.money.amount import formatted
from makegood.rules.reading.kinds import AGREEMENTS, SIGNED

SHOWN = 4
MANY = frozenset({"parts", "rates", "people", "maintenance"})
"""Names of which several values contradict nothing."""
POINTED = "Your assistant points at this sentence; the words stand so in your paper, and we read the value from them."
PARTY_NAMES = frozenset({"owner", "partner"})


def checked(desk: Desk) -> Checked:
    """Two queries, and what lies in the desk's row."""
    answers = {answer.key: answer for answer in Answer.objects.filter(desk=desk)}
    reading: Mapping[str, Any] = desk.reading or {}
    groups = [*_agreed(reading, answers, pointed_at(desk)), *_bills(reading, answers), *_paid(reading, answers)]
    groups.append(_yours(desk, groups, answers))
    groups = [group for group in groups if group.items]
    questions = tuple(_questions(reading, answers, groups))
    items = [*questions, *(item for group in groups for item in group.items)]
    return Checked(groups=tuple(groups), questions=questions, by_key={item.key: item for item in items})


def _agreed(
    reading: Mapping[str, Any], answers: Mapping[str, Answer], pointed: Mapping[str, Mapping[str, Any]]
) -> Iterator[Group]:
    papers = [paper for paper in reading.get("papers", ()) if "values" in paper and _counts(paper)]
    sentences = _sentences(reading)
    blanks = {blank["value"]: blank for paper in papers for blank in paper["blanks"]}
    for key, title, group in GROUPS:
        items: list[Item] = []
        for name, asked in group.items():
            found = [choice for paper in counting(name, papers) for choice in _choices(name, paper)]
            once = list({choice.said.casefold(): choice for choice in reversed(found)}.values())[::-1]
            if name in MANY:
                items += [_item(choice.key, name, asked, answers, (choice,)) for choice in once]
                items += _said_beside(name, asked, answers, {choice.key for choice in once})
            elif not once and name in pointed:
                choice = choice_of(name, pointed[name], pointed[name]["file"])
                items.append(_item(name, name, asked, answers, (choice,), sentence=POINTED))
            elif once or name in answers or (asked.blank and papers) or name in blanks:
                blank = blanks[name]["quote"]["text"] if name in blanks and not once else ""
                sentence = sentences.get(name, "") if once else ""
                items.append(_item(name, name, asked, answers, tuple(once), blank=blank, sentence=sentence))
        notes = _overtaken(papers) if "parts" in group else ()
        yield Group(key=key, title=title, items=tuple(items) if papers or answers else (), notes=notes)


def counting(name: str, papers: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The papers whose values of this name count: the parts of an offer do not, once a contract prices its own."""
    told = [paper for paper in papers if paper["values"].get(name)]
    signed = [paper for paper in told if paper["kind"] != "proposal"]
    return signed if name == "parts" and signed else told


def _overtaken(papers: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """What an offer prices that no contract took over, so that nobody wonders where it is."""
    counted = counting("parts", papers)
    left = [paper for paper in papers if paper["values"].get("parts") and paper not in counted]
    return tuple(
        f"{_file(paper)} prices other parts ({'; '.join(one['said'] for one in paper['values']['parts'][:SHOWN])}). "
        "The parts of your contract count."
        for paper in left
    )


def _said_beside(name: str, asked: Asked, answers: Mapping[str, Answer], read: Collection[str]) -> Iterator[Item]:
    """What the person wrote and no paper says, or says no more; and a place to write one more."""
    for key, answer in answers.items():
        if answer.name == name and key not in read:
            yield Item(key=key, name=name, asked=asked, answer=answer)
    if name in ADDED:
        yield Item(key=f"{name}:new", name=f"{name}.new", asked=ADDED[name])


def _counts(paper: Mapping[str, Any]) -> bool:
    """A value that stands in a mail or in some other paper was not agreed."""
    return paper["kind"] in AGREEMENTS


def _choices(name: str, paper: Mapping[str, Any]) -> Iterator[Choice]:
    """The surest of one paper; where two of the same sureness differ, both. Who only signed was promised to nobody."""
    told = [one for one in paper["values"].get(name, ()) if name != "people" or one["value"]["role"]]
    if name in MANY:
        best = [one for one in told if one["sureness"] != UNSURE] or told
    else:
        best = [one for one in told if one["sureness"] == _surest(told)]
    for one in best:
        yield choice_of(f"{name}:{mark(one['value'])}", one, _file(paper))


def _surest(told: Sequence[Mapping[str, Any]]) -> str:
    order = ("sure", "likely", "unsure")
    return min((str(one["sureness"]) for one in told), key=order.index, default=SURE)


def _file(paper: Mapping[str, Any]) -> str:
    return f"{paper['file']}, {paper['part']}" if paper["part"] else str(paper["file"])


def _item(
    key: str, name: str, asked: Asked, answers: Mapping[str, Answer], choices: tuple[Choice, ...], *,
    blank: str = "", sentence: str = "",
) -> Item:  # fmt: skip
    return Item(
        key=key, name=name, asked=asked, choices=choices, blank=blank, sentence=sentence, answer=answers.get(key)
    )


def _sentences(reading: Mapping[str, Any]) -> dict[str, str]:
    """What is to be asked of a value that has an item of its own."""
    found: dict[str, str] = {}
    for question in reading.get("questions", ()):
        found.setdefault(question["about"], question["sentence"])
    return found


YES_OR_NO = ("Is that right?", "Was it paid twice?")
"""Questions about an export: its cells are what they rest on, and no answers."""


def _questions(reading: Mapping[str, Any], answers: Mapping[str, Answer], groups: Sequence[Group]) -> Iterator[Item]:
    """What the papers leave open and no item asks already: paid twice, a column nobody can name."""
    asked = {item.name for group in groups for item in group.items if item.sentence}
    for question in reading.get("questions", ()):
        if question["about"] in asked:
            continue
        key = f"question:{mark(question['sentence'])}"
        if any(asks in question["sentence"] for asks in YES_OR_NO):
            yield Item(
                key=key, name="question", asked=Asked(question["sentence"], "yes or no"), answer=answers.get(key)
            )
            continue
        quotes = tuple(
            Choice(key=f"{key}:{place}", said=quote["text"], value=quote["text"], quote=quote["text"],
                   place=quote["place"], file="", sureness="unsure")
            for place, quote in enumerate(question["quotes"][:6])
        )  # fmt: skip
        yield Item(
            key=key, name="question", asked=Asked(question["sentence"]), choices=quotes,
            sentence=question["sentence"], answer=answers.get(key),
        )  # fmt: skip


def _yours(desk: Desk, groups: Sequence[Group], answers: Mapping[str, Answer]) -> Group:
    """What no paper tells, and only where it is of use: parts to have accepted, a contract to have signed."""
    by_name: dict[str, list[Item]] = {}
    for item in (item for group in groups for item in group.items):
        by_name.setdefault(item.name, []).append(item)
    kinds = {paper["kind"] for paper in (desk.reading or {}).get("papers", ())}
    wanted = {
        "signed": desk.is_paying and bool(kinds & SIGNED),
        "accepted": desk.is_paying and "parts" in by_name,
        "paid": desk.is_paying and "export" not in kinds and bool(kinds) and Absent.EXPORT not in desk.absent,
    }
    names = tuple(dict.fromkeys(part_name(item) for item in by_name.get("parts", ()) if not item.is_denied))
    items = [
        Item(key=name, name=name, asked=asked, answer=answers.get(name), options=names if name == "accepted" else ())
        for name, asked in YOURS.items()
        if wanted[name] or name in answers
    ]
    return Group(key="yours", title="What only you know", items=tuple(items))


def _bills(reading: Mapping[str, Any], answers: Mapping[str, Answer]) -> Iterator[Group]:
    for paper in reading.get("papers", ()):
        if "bill" not in paper:
            continue
        bill, file = paper["bill"], _file(paper)
        prefix = f"bill:{mark(file)}"
        items = []
        for name, asked in BILL.items():
            choices = (choice_of(f"{prefix}:{name}", bill[name], file),) if name in bill else ()
            if choices or asked.blank:
                items.append(_item(f"{prefix}:{name}", f"bill.{name}", asked, answers, choices))
        for name, label in (("account", "Account to pay to"), ("routing", "Routing number"), ("iban", "IBAN")):
            if name in bill["account"]:
                choice = choice_of(f"{prefix}:{name}", bill["account"][name], file)
                items.append(_item(choice.key, f"bill.{name}", Asked(label), answers, (choice,)))
        kind = "Credit note" if bill["credit"] else "Bill"
        yield Group(
            key=prefix.replace(":", "-"), title=f"{kind}: {file}", items=tuple(items), lines=tuple(bill["lines"]),
            notes=tuple(bill["notes"]),
        )  # fmt: skip


def _paid(reading: Mapping[str, Any], answers: Mapping[str, Answer]) -> Iterator[Group]:
    """What left the account towards the partner. Confirmed, each is recorded as paid outside of here."""
    told = [one for settled in reading.get("settled", ()) for one in settled["payments"]]
    told += reading.get("paid_without_bill", ())
    items = []
    for one in sorted(told, key=lambda one: (one["day"], one["row"])):
        about = [one[name] for name in ("row", "day", "payee", "cents", "kind")]
        key = f"paid:{mark(about)}"
        way = "to" if one["kind"] == "paid" else "back from"
        choice = Choice(
            key=key,
            said=f"{formatted(one['cents'])} {way} {one['payee']}",
            value={name: one[name] for name in ("day", "payee", "memo", "cents", "kind")},
            quote=one["quote"]["text"],
            place=one["quote"]["place"],
            file="",
            sureness=one["sureness"],
        )
        label = plain_day(date.fromisoformat(one["day"]))
        items.append(_item(key, "paid", Asked(label), answers, (choice,)))
    yield Group(key="paid", title="What was paid", items=tuple(items))
