"""Riders in the words of this contract: its names for both sides, the figures chosen, what is unknown as a blank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from makegood.rules.clauses.clause import Clause
from makegood.rules.clauses.parties import parties_of
from makegood.rules.documents.document import Document
from makegood.rules.markup.change import Choices, Words
from makegood.rules.terms.reading import Terms

ACTS = r"(?:'s|’s|s'|s’)?\s+(?:shall|will|agrees?|may|must|hereby|acknowledges?|represents?|warrants?|is|has|pays)\b"
PRONOUNS = frozenset(("you", "we", "us", "i"))
ENOUGH = 2
DEFINED_IN = 6_000
READ_FOR_NAMES = 200_000
FEW = 3
AMOUNT, PEOPLE = "[amount]", "[names and share of time]"
BLANK = re.compile(r"\[[^\]]{2,60}\]")


@dataclass(frozen=True, slots=True)
class Side:
    """What a contract calls a side: "the Client"; `defined` is False where it has no word and ours is used."""

    word: str
    name: str
    defined: bool

    @property
    def first(self) -> str:
        """At the beginning of a sentence."""
        return self.word[:1].upper() + self.word[1:]


@dataclass(frozen=True, slots=True)
class Names:
    """Words of one contract."""

    owner: Side
    partner: Side
    agreement: str
    deliverables: bool

    @property
    def undefined(self) -> tuple[Side, ...]:
        """Sides for which a word has to be defined."""
        return tuple(side for side in (self.owner, self.partner) if not side.defined)


def names_of(document: Document, terms: Terms, choices: Choices) -> Names:
    """From what the paper calls things, most often."""
    text = "\n".join(passage.text for passage in document.passages())
    sides = parties_of(document)
    agreement = Counter(re.findall(r"\bthis (?:Agreement|Contract|agreement|contract)\b", text)).most_common(1)
    return Names(
        owner=_side(text, {*sides.owner, *_short(terms, "owner")}, "Customer", choices.owner or _named(terms, "owner")),
        partner=_side(
            text, {*sides.partner, *_short(terms, "partner")}, "Provider", choices.partner or _named(terms, "partner")
        ),
        agreement=agreement[0][0] if agreement else "this agreement",
        deliverables=len(re.findall(r"\bDeliverables?\b", text)) >= ENOUGH,
    )


def rider(clause: Clause, names: Names, terms: Terms, choices: Choices) -> tuple[Words, ...]:
    """The rider of a clause for this contract, or the owner's own words as they are."""
    if clause.number in choices.wording:
        return split_blanks(" ".join(choices.wording[clause.number].split()))
    text = clause.rider
    for name, phrase in clause.figures.items():
        if name in choices.figures:
            text = text.replace(phrase, re.sub(r"\d+", str(choices.figures[name]), phrase, count=1))
    text = text.replace(AMOUNT, choices.amount or _amount(terms) or AMOUNT)
    text = text.replace(PEOPLE, choices.people or PEOPLE)
    return split_blanks(in_words_of(text, names))


def names_to_json(names: Names) -> dict[str, object]:
    """Plain values only, for wording that comes later than the paper."""
    return {
        "owner": names.owner.word,
        "partner": names.partner.word,
        "agreement": names.agreement,
        "deliverables": names.deliverables,
    }


def names_from_json(value: Mapping[str, Any]) -> Names:
    """As far as `in_words_of` needs them. Raises KeyError for what `names_to_json` did not write."""
    owner, partner = (Side(str(value[side]), "", defined=True) for side in ("owner", "partner"))
    return Names(owner, partner, str(value["agreement"]), bool(value["deliverables"]))


def in_words_of(text: str, names: Names) -> str:
    """Provider, Customer, this agreement and deliverables as this contract says them."""
    sides = {"Provider": names.partner, "Customer": names.owner}

    def said(match: re.Match[str]) -> str:
        side = sides[match[2]]
        return f"{match[1] or ''}{side.first if match[1] or not match.start() else side.word}"

    text = re.sub(r"([.:] )?\b(Provider|Customer)\b", said, text)
    text = re.sub(r"\bThis agreement\b", "T" + names.agreement[1:], text)
    text = text.replace("this agreement", names.agreement)
    if names.deliverables:
        text = re.sub(r"\bdeliverable(s?)\b", r"Deliverable\1", text)
    return text


def split_blanks(text: str) -> tuple[Words, ...]:
    """The text with its blanks apart."""
    made, at = [], 0
    for match in BLANK.finditer(text):
        if text[at : match.start()]:
            made.append(Words(text[at : match.start()]))
        made.append(Words(match[0], blank=True))
        at = match.end()
    return (*made, Words(text[at:])) if text[at:] else tuple(made)


def definition(names: Names) -> tuple[Words, ...]:
    """What our words mean, where the paper has none for a side; empty where it has both."""
    if not names.undefined:
        return ()
    said = []
    for side, role in ((names.owner, "the party that pays"), (names.partner, "the party that does the work")):
        if not side.defined:
            said.append(f'"{side.word}" means {side.name or f"[name of {role}]"}')
    return split_blanks(f"In {names.agreement}, {' and '.join(said)}.")


def _amount(terms: Terms) -> str:
    for name in ("total_cap", "total"):
        if (found := terms.one(name)) is not None:
            return str(found.value)
    return ""


def _named(terms: Terms, side: str) -> str:
    found = terms.all(side)
    return str(found[0].value) if found else ""


def _short(terms: Terms, side: str) -> set[str]:
    """The word that the paper defines for a side, and the first word of its name."""
    found = [one.value for one in terms.all(side)[:1]]
    words = {word for party in found for word in (party.role, party.name, party.name.split()[0]) if word}
    return {word.lower() for word in words if len(word) > FEW}


def _side(text: str, words: Collection[str], ours: str, name: str) -> Side:
    counts = _acting(sorted(set(words) - PRONOUNS, key=lambda word: (-len(word), word)), text[:READ_FOR_NAMES])
    best = max(counts, key=lambda word: sum(counts[word].values()), default="")
    if not best or sum(counts[best].values()) < ENOUGH:
        return Side(ours, name, defined=False)
    return Side(counts[best].most_common(1)[0][0], name, defined=True)


def _acting(words: Sequence[str], text: str) -> dict[str, Counter[str]]:
    """How each is written where it does something or is defined: with or without "the", in capitals or not."""
    one_of = "|".join(re.escape(word) for word in words)
    found = re.findall(rf"\b(the )?({one_of}){ACTS}", text, re.IGNORECASE)
    defined = set(re.findall(rf"[\"“](the )?({one_of})[\"”]", text[:DEFINED_IN], re.IGNORECASE))
    counts: dict[str, Counter[str]] = {}
    for the, said in (*found, *sorted(defined) * ENOUGH):
        if said[:1].isupper():
            counts.setdefault(said.lower(), Counter())[f"{the.lower()}{said}"] += 1
    return counts
