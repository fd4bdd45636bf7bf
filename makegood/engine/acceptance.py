"""On what an acceptance stood, in plain words: who said yes or nobody, what the gate said, and what was let pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from makegood.engine.check import Outcome
from makegood.engine.gate import Gate, GateState
from makegood.engine.people import SCRIPT, WORKS, People, Way, way_of
from makegood.engine.redaction import redact
from makegood.engine.verdict import Priority, Verdict
from makegood.engine.waiver import Waiver, is_waived
from makegood.rules.wording import counted

ACCEPTED, SILENT = "accepted", "silent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """`how`: ACCEPTED by a person, or SILENT; `by`: the person's id, empty for silence; `event`: its index.

    `gate`: the gate's state at that moment, as the event says it, and `because` its sentence.
    """

    how: str
    by: str
    event: int
    at: datetime
    gate: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What `stands_on` looks at. `digests`: subject -> content digest; `at` in the zone whose days a waiver counts."""

    acceptance: Acceptance | None
    at: datetime
    gate: Gate
    verdicts: Sequence[Verdict]
    digests: Mapping[str, str | None]
    people: People
    waivers: Sequence[Waiver]
    differences: Sequence[str]
    unproven: Sequence[str]
    below_standard: int
    not_seen: int
    not_linked: Sequence[str]


def stands_on(ground: Ground) -> list[str]:
    """Sentences, the way of the acceptance first. The same input gives the same sentences, on any machine."""
    found = [*_how(ground), *ground.differences, *ground.unproven, *_people(ground), *_open_ends(ground)]
    return [redact("".join(letter for letter in one if letter.isprintable())) for one in found]


def _how(ground: Ground) -> Iterator[str]:
    said = ground.acceptance
    if said is None:
        yield "Nobody accepted anything by this: it says what an inspection found, and nothing of what people answered."
        return
    day = f"{said.at.astimezone(ground.at.tzinfo):%Y-%m-%d}"
    if said.how == ACCEPTED:
        yield f"A person of the owner's side accepted it on {day} (event {said.event}). {_gate(said.gate)}"
    else:
        yield (
            "Nobody answered within the agreed days, so silence counted as yes, as the agreement says, on "
            f"{day} (event {said.event}). {_gate(said.gate, said.because)}"
        )
    if said.gate != ground.gate.state.value:
        yield (
            f"Judged again for this certificate the same facts give another word: {_gate(ground.gate.state.value)} "
            f"{ground.gate.because}"
        )


def _gate(state: str, because: str = "") -> str:
    says = {
        GateState.OPEN: "Nothing that was agreed held the payment then, as the sentences below tell.",
        GateState.HELD: "Not everything agreed was met then.",
        GateState.NEEDS_EVIDENCE: "Not everything agreed could be seen then.",
    }.get(GateState(state), "")
    return says if state == GateState.OPEN or not because else f"{says} {because}"


def _people(ground: Ground) -> Iterator[str]:
    day, waived = ground.at.date(), []
    ways: dict[Way, list[str]] = {way: [] for way in Way}
    for one in ground.verdicts:
        if one.priority not in (Priority.BLOCKER, Priority.REQUIRED):
            continue  # what nobody agreed on held nothing
        if (found := way_of(one, ground.people, ground.at)) is not None:
            ways[found[0]].append(one.check)
        elif one.outcome in (Outcome.FAIL, Outcome.UNKNOWN) and is_waived(
            one, ground.digests.get(one.subject), ground.waivers, day
        ):
            waived.append(one.check)
    for check in dict.fromkeys(waived):
        rows = [one for one in ground.waivers if one.check == check and one.holds(day)]
        until = min(one.until for one in rows)
        what = "not looked at" if any(one.fingerprint is None for one in rows) else counted(len(rows), "finding")
        yield f"Accepted anyway, not met: {check}, {what}, for this delivery only and until {until}."
    for check in dict.fromkeys(ways[Way.WITHDRAWN]):
        yield f"Withdrawn after an appeal, so it held nothing: {check}."
    for check in dict.fromkeys(ways[Way.SIGNED]):
        yield f"Not seen by the machine; an expert whom both sides let sign said how it is: {check}."
    for word in ground.people.refused:
        sides = " and ".join(f"the {no.side}" for no in word.refused)
        says = "kept" if word.holds else "not kept"
        yield f"Signed by an expert as {says}, and not counted, because {sides} said no to it: {word.about}."
    for check in dict.fromkeys(ways[Way.LAPSED]):
        yield f"Not seen by anybody, and no longer counted after the agreed days: {check}."
    yield from _scripts(ground.people)


def _scripts(people: People) -> Iterator[str]:
    gone = {word.about for word in people.withdrawn}
    counting = [one for one in people.scripts if SCRIPT + one.id not in gone]
    works = sum(one.result == WORKS for one in counting)
    if people.scripts:
        yield f"People tried what must work: {works} of {counted(len(counting), 'agreed acceptance script')} worked."


def _open_ends(ground: Ground) -> Iterator[str]:
    if ground.below_standard:
        yield f"The checklist asks for less than the standard one in {counted(ground.below_standard, 'place')}."
    if ground.not_seen:
        yield f"{counted(ground.not_seen, 'fact')} could not be seen; the certificate names each."
    for address in ground.not_linked:
        yield f"Whether what runs at {address} is this code was not shown."


def to_json(said: Acceptance | None) -> dict[str, object] | None:
    """As a certificate carries it; None where nobody accepted anything."""
    if said is None:
        return None
    return {
        "how": said.how,
        "by": said.by or None,
        "event": said.event,
        "at": said.at.astimezone(UTC).isoformat(),
        "gate": said.gate,
        "because": redact(said.because),
    }


def from_json(value: object) -> Acceptance | None:
    """What to_json made. Raises KeyError, TypeError or ValueError when it is none."""
    if value is None:
        return None
    if not isinstance(value, dict) or type(value["event"]) is not int or value["how"] not in (ACCEPTED, SILENT):
        raise ValueError("what was accepted is no acceptance")
    return Acceptance(
        how=value["how"],
        by=str(value["by"] or ""),
        event=value["event"],
        at=datetime.fromisoformat(str(value["at"])),
        gate=GateState(value["gate"]).value,
        because=str(value["because"]),
    )
