"""A second opinion on what signs say: does the sentence they fired in read like those that readers put there?

Signs are phrases, and on a paper that nobody learned from they fire in sentences about something else. The opinion
knows no phrases: it weighs the words of a sentence, for each clause and state, as a linear model learned them from the
sentences of all labelled papers (`opinion.json`, made by `python -m bench opinion`, says from what and when). Where
both agree the state is said, where they do not it is a question.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

from makegood.rules.clauses.clause import Kind, State
from makegood.rules.clauses.matching import Hit, Text
from makegood.rules.clauses.sentences import Sentence

MODEL = Path(__file__).with_name("opinion.json")
ANY = "any"
LEAST, MOST = -6.0, 3.0
SHOWS = {
    State.RED_FLAG: (Kind.RED, Kind.RED_ALONE, Kind.RED_PART),
    State.WEAK: (Kind.LIMITS, Kind.MENTIONS, Kind.PROTECTS),
    State.PRESENT: (Kind.PROTECTS,),
}
_NUMBER = re.compile(r"\d[\d,.]*")
_WORD = re.compile(r"[a-z]+")
_LONG_WORD = re.compile(r"[a-z]{3,}")
_ENDING = re.compile(r"(?<=....)(?:ations?|ments?|ings?|ies|ied|ed|es|s|ly)$")


@dataclass(frozen=True, slots=True)
class Opinion:
    """`words`: of each word its weight in a sentence, then by number of model what it speaks for. `models`: the
    number and the intercept of each (clause, state or "any"). `chance`: by state the intercept, and what the likeness
    to that state and to the clause at all add to the log odds that the state is right. `enough`: the chance from which
    a state is said. `points`: the likeness to the clause from which a sentence without a sign is shown to
    a person.
    """

    words: dict[str, list[float]]
    models: dict[tuple[int, str], tuple[int, float]]
    chance: dict[str, tuple[float, float, float]]
    enough: float
    points: float

    def chance_of(self, clause: int, state: State, hits: Iterable[Hit], text: Text) -> float:
        """How likely it is, 0 to 1, that the state which these signs make is right, in a paper nobody learned from."""
        told = list(hits)
        deciding = [hit for hit in told if hit.sign.kind in SHOWS[state]] or told
        sentences = {id(hit.sentence): hit.sentence for hit in deciding}.values()
        parts = [words_of(text.without_names(one), one.heading) for one in sentences]
        state_like = max(self._likeness(clause, state.value, words) for words in parts)
        clause_like = max(self._likeness(clause, ANY, words) for words in parts)
        start, for_state, for_clause = self.chance[state.value]
        return 1 / (1 + math.exp(-(start + for_state * state_like + for_clause * clause_like)))

    def pointed_at(self, clauses: Iterable[int], sentences: Iterable[Sentence], text: Text) -> dict[int, Sentence]:
        """For each of the clauses the sentence that reads most like it, where one reads enough like it."""
        starts = {at: (clause, start) for clause in clauses for at, start in self._at_all(clause)}
        known = {
            word: (told[0] ** 2, [(at, told[0] * weight) for at, weight in _pairs(told) if at in starts])
            for word, told in self.words.items()
        }
        best: dict[int, tuple[float, Sentence]] = {}
        for sentence in sentences:
            length, found = 0.0, dict.fromkeys(starts, 0.0)
            for word in words_of(text.without_names(sentence), sentence.heading):
                if told := known.get(word):
                    length += told[0]
                    for at, weight in told[1]:
                        found[at] += weight
            for at, weight in found.items():
                clause, start = starts[at]
                likeness = start + weight / math.sqrt(length or 1.0)
                if likeness >= self.points and (clause not in best or likeness > best[clause][0]):
                    best[clause] = likeness, sentence
        return {clause: sentence for clause, (_, sentence) in best.items()}

    def _at_all(self, clause: int) -> list[tuple[int, float]]:
        return [self.models[clause, ANY]] if (clause, ANY) in self.models else []

    def _likeness(self, clause: int, state: str, words: Sequence[str]) -> float:
        if (clause, state) not in self.models:
            return LEAST
        number, likeness = self.models[clause, state]
        length, found = 0.0, 0.0
        for word in words:
            if known := self.words.get(word):
                length += known[0] ** 2
                found += sum(known[0] * weight for at, weight in _pairs(known) if at == number)
        return min(max(likeness + found / math.sqrt(length or 1.0), LEAST), MOST)


LONGEST = 10_000
"""Letters of a sentence that are weighed: RE2 counts from the start of the text for each word that it finds."""


def words_of(sentence: str, heading: str) -> tuple[str, ...]:
    """The words of a sentence without their endings, once each, pairs of them, and the words of the heading above.

    `sentence` is without the names of the parties (`Text.without_names`).
    """
    plain = [_ENDING.sub("", word) for word in _WORD.findall(_NUMBER.sub(" numx ", sentence[:LONGEST].lower()))]
    pairs = [f"{first} {second}" for first, second in pairwise(plain)]
    above = [f"# {word}" for word in _LONG_WORD.findall(heading.rsplit(" / ", 1)[-1].lower())]
    return tuple(dict.fromkeys((*plain, *pairs, *above)))


def _pairs(told: list[float]) -> Iterable[tuple[int, float]]:
    """Of a word the models it speaks for, and its weights there."""
    return zip(map(int, told[1::2]), told[2::2], strict=True)


@cache
def opinion() -> Opinion:
    """As it was learned."""
    made = json.loads(MODEL.read_text(encoding="utf-8"))
    models = {(clause, state): (at, start) for at, (clause, state, start) in enumerate(made["models"])}
    chance = {state: tuple(given) for state, given in made["chance"].items()}
    return Opinion(made["words"], models, chance, made["enough"], made["points"])
