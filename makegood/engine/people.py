"""What people added to the engine's verdicts, under their names. One pure rule, for the page and for the certificate.

An appeal withdraws a finding; an expert signs what could not be seen because of us or the owner, or it lapses after the
agreed days; an agreed script must work. Nothing of it is ever printed as pass.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from makegood.engine.check import Outcome
from makegood.engine.gaps import Side
from makegood.engine.gate import Gate, GateState
from makegood.engine.verdict import Verdict
from makegood.rules.wording import counted

SCRIPT = "script:"
"""Before a script's id, where an appeal is about it and not about a check."""
WORKS, BROKEN = "works", "broken"


class Way(StrEnum):
    """How people changed one verdict."""

    WITHDRAWN = "withdrawn"
    SIGNED = "signed"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True, kw_only=True)
class No:
    """That one side does not let somebody sign. `side`: owner or partner; `by`: the person's id; `event`: its index."""

    side: str
    by: str
    event: int
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """`about`: a check's id, or SCRIPT and a script's. `by`: the person's id; `name` is for the page alone.

    `event`: the index in the ledger of the event that says it. `holds`: what a signature says; always True elsewhere.
    `accepted`: the events by which the owner and the partner let a signer sign; `refused`: which side said no to it.
    """

    about: str
    by: str
    event: int
    at: datetime
    reason: str
    holds: bool = True
    name: str = ""
    accepted: tuple[int, ...] = ()
    refused: tuple[No, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """An agreed script that must work, and its last result: works, broken or not_tried; `by` is empty without one."""

    id: str
    title: str
    result: str = "not_tried"
    by: str = ""
    event: int | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """`days_end`: when what nobody could see stops counting; `lapse_event` says that it did, once it is written.

    `refused`: signatures to which a side said no; they are told and change nothing.
    """

    withdrawn: Sequence[Word] = ()
    signed: Sequence[Word] = ()
    refused: Sequence[Word] = ()
    days_end: datetime | None = None
    lapse_event: int | None = None
    scripts: Sequence[Trial] = ()

    @property
    def broken(self) -> tuple[Trial, ...]:
        return tuple(one for one in self._that_count() if one.result == BROKEN)

    @property
    def untried(self) -> tuple[Trial, ...]:
        return tuple(one for one in self._that_count() if one.result not in (WORKS, BROKEN))

    def _that_count(self) -> Iterator[Trial]:
        gone = {word.about for word in self.withdrawn}
        return (one for one in self.scripts if SCRIPT + one.id not in gone)


NOBODY = People()


def way_of(verdict: Verdict, people: People, now: datetime) -> tuple[Way, Word | None] | None:
    """How people changed this verdict, and by which word; the last one counts. None where it is the engine's alone."""
    if word := _last(people.withdrawn, verdict.check):
        return Way.WITHDRAWN, word
    if verdict.outcome is not Outcome.UNKNOWN or verdict.side not in (Side.OURS, Side.OWNER):
        return None
    if word := _last(people.signed, verdict.check):
        return Way.SIGNED, word
    return (Way.LAPSED, None) if people.days_end is not None and now > people.days_end else None


def _last(words: Iterable[Word], check: str) -> Word | None:
    return max((word for word in words if word.about == check), key=lambda word: word.at, default=None)


def with_people(
    verdicts: Sequence[Verdict], people: People, now: datetime
) -> tuple[list[Verdict], dict[Way, tuple[str, ...]]]:
    """The verdicts as the gate is asked with them, and the ids of the checks that people changed, by how."""
    said: list[Verdict] = []
    changed: dict[Way, list[str]] = {way: [] for way in Way}
    for verdict in verdicts:
        found = way_of(verdict, people, now)
        said.append(verdict if found is None else _changed(verdict, *found))
        if found is not None:
            changed[found[0]].append(verdict.check)
    return said, {way: tuple(ids) for way, ids in changed.items()}


def _changed(verdict: Verdict, way: Way, word: Word | None) -> Verdict:
    if word is None:
        whose = "the owner" if verdict.side is Side.OWNER else "Makegood"
        because = f"It could not be seen because of {whose}, and the agreed days are over. {verdict.because}"
        return replace(verdict, outcome=Outcome.NOT_APPLICABLE, because=because)
    if way is Way.WITHDRAWN:
        because = f"Withdrawn after an appeal: {word.reason}"
        return replace(verdict, outcome=Outcome.NOT_APPLICABLE, because=because, evidence=(), cause=None, side=None)
    because = f"A named expert signed it, {word.name or word.by}: {word.reason}"
    outcome = Outcome.PASS if word.holds else Outcome.FAIL
    return replace(verdict, outcome=outcome, because=because, cause=None, side=None)


def with_scripts(gate: Gate, people: People) -> Gate:
    """A script that must work and does not holds; one that nobody tried keeps an open gate from opening."""
    broken, untried = people.broken, people.untried
    if broken:
        said = f"{counted(len(broken), 'acceptance script')} that must work did not: {_titles(broken)}."
        return replace(gate, state=GateState.HELD, because=_and(gate, said))
    if untried and gate.state is not GateState.HELD:
        said = f"{counted(len(untried), 'acceptance script')} that must work was not tried yet: {_titles(untried)}."
        return replace(gate, state=GateState.NEEDS_EVIDENCE, because=_and(gate, said))
    return gate


def _and(gate: Gate, said: str) -> str:
    return said if gate.state is GateState.OPEN else f"{gate.because} {said}"


def _titles(scripts: Iterable[Trial]) -> str:
    return ", ".join(script.title for script in scripts)


def sentences(verdicts: Iterable[Verdict], people: People, now: datetime) -> list[str]:
    """What people changed and tried, for whoever reads a certificate: who, and by which event of the ledger."""
    found = [_sentence(one, *way) for one in verdicts if (way := way_of(one, people, now)) is not None]
    found += [_in_vain(word) for word in people.refused]
    for script in people.scripts:
        if word := _last(people.withdrawn, SCRIPT + script.id):
            found.append(f"Script {script.title}: withdrawn after appeal by {word.by} (event {word.event}).")
        else:
            found.append(f"Script {script.title}: {_tried(script)}")
    return ["".join(letter for letter in one if letter.isprintable()) for one in found]


def _sentence(verdict: Verdict, way: Way, word: Word | None) -> str:
    if word is None:
        return f"{verdict.check}: not seen, and it stopped counting when the agreed days ended."
    if way is Way.WITHDRAWN:
        return f"{verdict.check}: withdrawn after appeal by {word.by} (event {word.event}): {word.reason}"
    says = "kept" if word.holds else "not kept"
    return f"{verdict.check}: not seen; signed as {says}, signed by {word.by} (event {word.event}): {word.reason}"


def _in_vain(word: Word) -> str:
    says = "kept" if word.holds else "not kept"
    nos = "; ".join(f"the {no.side} said no, {no.by} (event {no.event}): {no.reason}" for no in word.refused)
    return f"{word.about}: signed as {says} by {word.by} (event {word.event}), and it did not count: {nos}"


def _tried(script: Trial) -> str:
    if not script.by:
        return "nobody tried it."
    says = {WORKS: "works", BROKEN: "does not work"}.get(script.result, "could not be tried")
    return f"{says}, says {script.by} (event {script.event})."
