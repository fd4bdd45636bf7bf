"""What is told of papers that were read together: the JSON of `makegood clauses MSA SOW --json`, and lines."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from makegood.rules.clauses.telling import review_lines, review_to_json, short, wrapped
from makegood.rules.documents.document import Quote
from makegood.rules.purchase.together import Overridden, Together


def together_to_json(told: Together) -> dict[str, Any]:
    """As `review_to_json`, with `papers`, `order`, and at each clause `paper`, `into`, `instead_of` and `promised`.

    `paper` is the one in which the quote stands, `into` those into which a change of it goes, `instead_of` the words
    that count no more, `promised` what only a paper that does not bind says.
    """
    value: dict[str, Any] = review_to_json(told.review)
    for row in value["clauses"]:
        number = row["clause"]
        row["paper"] = told.files.get(number, "")
        row["into"] = list(told.homes(number))
        row["instead_of"] = [_gone(one) for one in told.overridden if one.clause == number]
        row["promised"] = _promised(told, number)
        for also, name in zip(row["also"], told.also_files.get(number, ()), strict=False):
            also["paper"] = name
    value["main"] = told.main
    value["papers"] = [
        {"name": one.name, "role": one.role.value, "binds": one.binds, "why": one.why, "of": one.of,
         **(_words(one.quote) if one.quote else {"quote": "", "place": ""})}
        for one in told.papers
    ]  # fmt: skip
    value["order"] = [
        {"higher": one.higher.value, "lower": one.lower.value, "paper": one.of, **_words(one.quote)}
        for one in told.order
    ]
    return value


def _words(quote: Quote) -> dict[str, str]:
    return {"quote": quote.text, "place": str(quote.place)}


def _gone(one: Overridden) -> dict[str, Any]:
    return {"paper": one.paper, **_words(one.quote), "by": one.by, "words": one.words.text,
            "words_place": str(one.words.place), "sure": one.sure}  # fmt: skip


def _promised(told: Together, number: int) -> dict[str, str] | None:
    found = told.promised.get(number)
    return {"paper": found[0], **_words(found[1])} if found else None


def together_lines(told: Together, width: int, *, riders: bool = False) -> Iterator[str]:
    """Which papers were read and what each counts for; then the clauses, each with its paper."""
    if len(told.papers) > 1:
        yield from _papers(told, width)
    yield from review_lines(told.review, width, riders=riders, files=told.files if told.is_several else {})
    yield from _taken_back(told, width)
    if told.promised:
        yield "\nPROMISED in a paper that does not bind: ask to put it into the contract"
    for number, (name, quote) in sorted(told.promised.items()):
        title = told.review.findings[number - 1].clause.title
        yield from wrapped(f'{title}: "{short(quote)}" ({name}, {quote.place})', width, f"{number:>3}  ")


def _papers(told: Together, width: int) -> Iterator[str]:
    yield "READ TOGETHER"
    for one in told.papers:
        said = one.why or f"It counts as the {one.role.value}."
        words = f' "{short(one.quote)}" ({one.quote.place})' if one.quote else ""
        yield from wrapped(f"{one.name}: {said}{words}", width, "  ")
    for before in told.order:
        words = f'"{short(before.quote)}" ({before.of}, {before.quote.place})'
        yield from wrapped(f"The {before.higher.value} goes before the {before.lower.value}: {words}", width, "  ")
    yield ""


def _taken_back(told: Together, width: int) -> Iterator[str]:
    if told.overridden:
        yield "\nCOUNTS NO MORE, as another paper goes before"
    for one in told.overridden:
        text = f'"{short(one.quote)}" ({one.paper}, {one.quote.place}); instead: {one.by}, "{short(one.words)}"'
        yield from wrapped(text if one.sure else f"{text}. Not sure: read both.", width, f"{one.clause:>3}  ")
