"""What every report tells, in the words of the screen: the decision, what holds it, what to ask for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from makegood.engine.check import Outcome
from makegood.engine.evidence import Evidence
from makegood.engine.gaps import Side
from makegood.engine.gate import GateState
from makegood.engine.inspection import Inspection
from makegood.engine.redaction import redact
from makegood.engine.verdict import Priority, Verdict

DECISION = {
    GateState.OPEN: "OK to pay",
    GateState.HELD: "Don't pay yet",
    GateState.NEEDS_EVIDENCE: "Can't tell yet",
}
MEANING = {
    GateState.OPEN: "Everything that must or should be right in this delivery was looked at and is there.",
    GateState.HELD: "Something that was promised is not there. Paying now means paying for work that is not done.",
    GateState.NEEDS_EVIDENCE: "Nothing that was seen speaks against paying, but not everything could be seen.",
}
NEXT = {
    GateState.OPEN: "You can release the payment that belongs to this delivery.",
    GateState.HELD: "Send the letter below to your partner and inspect again when they have answered.",
    GateState.NEEDS_EVIDENCE: "Have what could not be seen looked at, then inspect again.",
}
PRIORITY = {
    Priority.BLOCKER: "must be right",
    Priority.REQUIRED: "should be right",
    Priority.ADVISORY: "good to know",
    None: "not in this checklist",
}
OUTCOME = {
    Outcome.FAIL: "not kept",
    Outcome.UNKNOWN: "could not be seen",
    Outcome.PASS: "kept",
    Outcome.NOT_APPLICABLE: "does not apply",
}
MARK = {Outcome.FAIL: "✗", Outcome.UNKNOWN: "?", Outcome.PASS: "✓", Outcome.NOT_APPLICABLE: "–"}
SIDE = {Side.OURS: "our side", Side.OWNER: "the owner's side", Side.PARTNER: "the partner's side"}

REASONS = 3
GRAVE = ("security", "data", "ownership", "tests", "api", "build")
"""Families in the order in which what is only good to know should be told on page one; all others follow."""

RANKS = (Priority.BLOCKER, Priority.REQUIRED, Priority.ADVISORY, None)


@dataclass(frozen=True, slots=True)
class Section:
    """A group of verdicts under one heading; `open` says that it matters to the decision."""

    title: str
    verdicts: tuple[Verdict, ...]
    matters: bool


def sections(inspection: Inspection) -> list[Section]:
    """The verdicts in the order a tired reader needs them; empty groups are left out."""
    counted = (Priority.BLOCKER, Priority.REQUIRED)
    groups = [
        ("Must be right, and is not", True, _pick(inspection, Outcome.FAIL, (Priority.BLOCKER,))),
        ("Should be right, and is not", True, _pick(inspection, Outcome.FAIL, (Priority.REQUIRED,))),
        ("Must or should be right, and could not be seen", True, _pick(inspection, Outcome.UNKNOWN, counted)),
        ("Good to know: not kept", False, _pick(inspection, Outcome.FAIL, (Priority.ADVISORY, None))),
        ("Good to know: could not be seen", False, _pick(inspection, Outcome.UNKNOWN, (Priority.ADVISORY, None))),
        ("Kept", False, _pick(inspection, Outcome.PASS, RANKS)),
        ("Does not apply", False, _pick(inspection, Outcome.NOT_APPLICABLE, RANKS)),
    ]
    return [Section(title, verdicts, matters) for title, matters, verdicts in groups if verdicts]


def _pick(inspection: Inspection, outcome: Outcome, priorities: Iterable[Priority | None]) -> tuple[Verdict, ...]:
    wanted = tuple(priorities)
    found = [v for v in inspection.verdicts if v.outcome is outcome and v.priority in wanted]
    return tuple(sorted(found, key=lambda v: (RANKS.index(v.priority), v.check, v.subject)))


def holding(inspection: Inspection) -> tuple[Verdict, ...]:
    """The failed verdicts that hold the payment, those that must be right first."""
    return _pick(inspection, Outcome.FAIL, (Priority.BLOCKER,)) + _pick(inspection, Outcome.FAIL, (Priority.REQUIRED,))


def unseen(inspection: Inspection) -> tuple[Verdict, ...]:
    """The verdicts that count and could not be seen."""
    return _pick(inspection, Outcome.UNKNOWN, (Priority.BLOCKER, Priority.REQUIRED))


@dataclass(frozen=True, slots=True)
class Summary:
    """Page one: a sentence without any of our words, up to three reasons, and how many more there are.

    `beside`: where nothing holds the payment, up to three things that are good to know before it is released.
    """

    sentence: str
    reasons: tuple[Verdict, ...]
    more: int
    beside: tuple[Verdict, ...] = ()


def summary(inspection: Inspection) -> Summary:
    """Why the decision is what it is, for somebody who has never seen a check's id."""
    reasons = holding(inspection) or unseen(inspection)
    gate = inspection.gate
    if gate.state is GateState.OPEN or not reasons:
        return Summary(plain(gate.because), (), 0, _beside(inspection) if gate.state is GateState.OPEN else ())
    fault = "not right" if gate.state is GateState.HELD else "not to be seen"
    promised = (
        "One thing that was promised is" if len(reasons) == 1 else f"{len(reasons)} things that were promised are"
    )
    sentence = f"{promised} {fault}."
    return Summary(sentence, reasons[:REASONS], max(0, len(reasons) - REASONS))


def _beside(inspection: Inspection) -> tuple[Verdict, ...]:
    known = _pick(inspection, Outcome.FAIL, (Priority.ADVISORY,))
    rank = {family: number for number, family in enumerate(GRAVE)}
    return tuple(sorted(known, key=lambda verdict: rank.get(verdict.check.split(".")[0], len(GRAVE))))[:REASONS]


def what(inspection: Inspection) -> str:
    """`shop at 1a2b3c4d5e` for each deliverable."""
    return ", ".join(
        f"{plain(sheet.deliverable.name)} at {(sheet.deliverable.revision or 'no revision')[:10]}"
        for sheet in inspection.sheets
    )


def counts(inspection: Inspection) -> str:
    """`12 kept, 3 not kept, 4 could not be seen`."""
    parts = []
    for outcome in (Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE):
        number = sum(1 for verdict in inspection.verdicts if verdict.outcome is outcome)
        if number:
            parts.append(f"{number} {OUTCOME[outcome]}")
    return ", ".join(parts)


def day(moment: datetime) -> str:
    """`23 November 2026`: a date that cannot be read as another one."""
    return f"{moment.day} {moment:%B %Y}"


def place(evidence: Evidence) -> str:
    """`app/views.py:12`, a commit, or nothing."""
    if evidence.path:
        at = f"{evidence.path}:{evidence.line}" if evidence.line else evidence.path
        return plain(f"{at} in {evidence.commit[:10]}" if evidence.commit else at)
    return plain(f"change {evidence.commit[:10]}") if evidence.commit else ""


def plain(text: str) -> str:
    """Partner text as it may be shown: redacted, control and direction characters written out.

    A name with an escape sequence once could rewrite the lines above it on a terminal; a right-to-left override can
    turn a file name around in a browser.
    """
    return "".join(c if c.isprintable() else _written_out(c) for c in redact(text))


def _written_out(character: str) -> str:
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def letter(inspection: Inspection) -> str:
    """The letter to the partner, ready to send; an empty text when there is nothing to ask for."""
    failed, missing = holding(inspection), [v for v in unseen(inspection) if v.side is Side.PARTNER]
    if not failed and not missing:
        return ""
    lines = [
        f"Subject: {what(inspection)}: what we need before we can accept it",
        "",
        "Hello,",
        "",
        f"we inspected {what(inspection)} on {day(inspection.started)} with the checklist "
        f'"{inspection.playbook.title or inspection.playbook.name}" (version {inspection.playbook.version}).',
    ]
    if failed:
        lines += ["", "This is not as agreed and needs to be put right:"]
        lines += _points(failed)
    if missing:
        lines += ["", "This we could not see, and need from you:"]
        lines += _points(missing)
    lines += [
        "",
        "You can run the same inspection yourself, with the same rules, before you deliver again:",
        f"    makegood inspect . --playbook {inspection.playbook.name}",
        "If you think that a point is wrong, write us which one and why; we will look at it again.",
        "",
        "Kind regards",
    ]
    return "\n".join(lines)


def _points(verdicts: Sequence[Verdict], most: int = 5) -> list[str]:
    lines: list[str] = []
    for number, verdict in enumerate(verdicts, 1):
        lines += ["", f"{number}. {verdict.promise}", f"   What we saw: {plain(verdict.because)}"]
        places = [item for item in verdict.evidence if place(item)]
        lines += [f"   - {place(item)}: {plain(item.summary)}" for item in places[:most]]
        if len(places) > most:
            lines.append(f"   - and {len(places) - most} more places, named in the report")
        lines.append(f"   {verdict.remedy}")
    return lines
