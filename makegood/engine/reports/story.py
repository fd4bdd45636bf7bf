"""What every report tells, in the words of the screen: the decision, what holds it, what to ask for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from makegood.engine.check import Outcome
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Fact
from makegood.engine.gaps import Side
from makegood.engine.gate import GateState
from makegood.engine.inspection import Inspection
from makegood.engine.redaction import redact
from makegood.engine.verdict import Priority, Verdict
from makegood.rules.wording import counted

DECISION = {
    GateState.OPEN: "OK to pay",
    GateState.HELD: "Don't pay yet",
    GateState.NEEDS_EVIDENCE: "Can't tell yet",
}
MEANING = {
    GateState.OPEN: "Nothing was found that holds the payment by this checklist.",
    GateState.HELD: "Paying now means paying for work that is not as it was promised.",
    GateState.NEEDS_EVIDENCE: "Nothing that holds the payment was seen, but not enough was seen to release it.",
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
"""Families in the order in which a reader should meet them among what weighs the same; all others follow."""

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
    return tuple(sorted(found, key=lambda v: (RANKS.index(v.priority), _gravity(v), v.check, v.subject)))


def _gravity(verdict: Verdict) -> int:
    family = verdict.check.split(".")[0]
    return GRAVE.index(family) if family in GRAVE else len(GRAVE)


def holding(inspection: Inspection) -> tuple[Verdict, ...]:
    """The failed verdicts that hold the payment, those that must be right first."""
    return _pick(inspection, Outcome.FAIL, (Priority.BLOCKER,)) + _pick(inspection, Outcome.FAIL, (Priority.REQUIRED,))


def unseen(inspection: Inspection) -> tuple[Verdict, ...]:
    """The verdicts that count and could not be seen."""
    return _pick(inspection, Outcome.UNKNOWN, (Priority.BLOCKER, Priority.REQUIRED))


@dataclass(frozen=True, slots=True)
class Summary:
    """Page one: a sentence without any of our words, up to three reasons, and a sentence on what else is below.

    `beside`: where nothing holds the payment, up to three things that are good to know before it is released.
    """

    sentence: str
    reasons: tuple[Verdict, ...]
    more: str = ""
    beside: tuple[Verdict, ...] = ()


def summary(inspection: Inspection) -> Summary:
    """Why the decision is what it is, for somebody who has never seen a check's id."""
    reasons = holding(inspection) or unseen(inspection)
    gate = inspection.gate
    if gate.state is GateState.OPEN or not reasons:
        beside = _beside(inspection)
        shown = beside[:REASONS] if gate.state is GateState.OPEN else ()
        return Summary(plain(gate.because), (), _more(0, len(beside) - len(shown)), shown)
    if gate.state is GateState.HELD:
        one, many = "One thing that you were promised is not right.", "things that you were promised are not right."
    else:
        one, many = "One thing that must be known could not be seen.", "things that must be known could not be seen."
    sentence = one if len(reasons) == 1 else f"{len(reasons)} {many}"
    return Summary(sentence, reasons[:REASONS], _more(len(reasons) - REASONS, len(_beside(inspection))))


def _more(reasons: int, beside: int) -> str:
    """`And 2 more, below. 21 other things that do not hold the payment are not right either; see below.`"""
    told = [f"And {reasons} more, below."] if reasons > 0 else []
    if beside > 0:
        one, many = "other thing that does not hold the payment is", "other things that do not hold the payment are"
        told.append(f"{counted(beside, one, many)} not right either; see below.")
    return " ".join(told)


def _beside(inspection: Inspection) -> tuple[Verdict, ...]:
    return _pick(inspection, Outcome.FAIL, (Priority.ADVISORY,))


def what(inspection: Inspection) -> str:
    """`shop (revision 1a2b3c4d5e)` for each deliverable."""
    return ", ".join(
        f"{plain(sheet.deliverable.name)} ({_revision(sheet.deliverable.revision)})" for sheet in inspection.sheets
    )


def _revision(revision: str | None) -> str:
    return f"revision {revision[:10]}" if revision else "no revision"


def counts(inspection: Inspection) -> str:
    """`12 kept, 3 not kept (1 holds the payment), 4 could not be seen`."""
    parts = []
    for outcome in (Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE):
        number = sum(1 for verdict in inspection.verdicts if verdict.outcome is outcome)
        if number:
            told = "do not apply" if outcome is Outcome.NOT_APPLICABLE and number > 1 else OUTCOME[outcome]
            parts.append(f"{number} {told}")
        if number and outcome is Outcome.FAIL and inspection.gate.state is GateState.HELD:
            parts[-1] += f" ({counted(len(holding(inspection)), 'holds', 'hold')} the payment)"
    return ", ".join(parts)


def meaning(inspection: Inspection) -> str:
    """What the decision says of the delivery. A part of the checklist, or an unsigned file, decides nothing."""
    if inspection.gate.state is GateState.HELD and not holding(inspection):
        return "Paying now means paying for something that was not agreed, or is not what was agreed."
    return MEANING[inspection.gate.state]


def next_step(inspection: Inspection, report: str = "the letter below, with this report,") -> str:
    """What now. `report`: what to send, where the report itself has no letter in it."""
    if inspection.gate.state is GateState.OPEN:
        return "You can release the payment that belongs to this delivery."
    if letter(inspection):
        return f"Send your partner {report} and inspect again when they have answered."
    if unseen(inspection):
        return "Do what each item asks for that could not be seen, listed below, then inspect again."
    return "Put that right, then inspect again."


def vouched(inspection: Inspection) -> list[str]:
    """What became of each report that somebody vouched for: silence once looked as if it had counted."""
    return [
        _vouched(row)
        for sheet in inspection.sheets
        if isinstance(fact := sheet.facts.get("imports.reports"), Fact) and isinstance(fact.value, list)
        for row in fact.value
        if isinstance(row, dict) and row.get("by")
    ]


def _vouched(row: dict[str, object]) -> str:
    form = f", {row['format']}" if row.get("format") else ""
    said = f"{row['file']} ({row['by']}{form})"
    if row.get("why_not"):
        return plain(f"{said} does not count: {row['why_not']}.")
    return plain(f"{said} is kept as evidence. It decides no item of the checklist: read it beside this report.")


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
        lines += ["", "By this checklist, this needs to be put right before we release the payment:"]
        lines += _points(failed, _failed)
    if missing:
        lines += ["", "This we could not see, and need from you before we can decide:"]
        lines += _points(missing, _missing)
    lines += [
        "",
        "Nothing else that we saw holds the payment. The report with every place is attached; what it calls good to "
        "know is for your information. Name us the revision in which the points are right, and we inspect that.",
        "",
        f"You can run the same inspection yourself before that, with the same rules (Makegood {inspection.engine}):",
        f"    makegood inspect . --playbook {inspection.playbook.name}",
        "",
        "If you think that a point is wrong, or was never agreed, write us which one and why; we will look again.",
        "",
        "Kind regards",
    ]
    return "\n".join(lines)


def _failed(verdict: Verdict) -> tuple[str, str]:
    return f"What we saw: {plain(verdict.because)}", f"What we ask for: {verdict.remedy}"


def _missing(verdict: Verdict) -> tuple[str, str]:
    """Nothing is said to be wrong: a remedy here once asked to withdraw passwords that nobody had seen."""
    said = _ASK.sub(
        lambda match: f"Please {'give us' if match[1] == 'for' else f'tell us {match[1]}'}", verdict.because
    )
    asked = "" if said != verdict.because else "Please show us that this is kept, or write us why it cannot be shown."
    return f"How far we got: {plain(said)}", asked


_ASK = re.compile(r"\bAsk (?:the partner )?(for|how|what|where)\b")
"""How remedies of gaps begin, which speak to the owner."""


def _points(verdicts: Sequence[Verdict], said: Callable[[Verdict], tuple[str, str]], most: int = 5) -> list[str]:
    lines: list[str] = []
    for number, verdict in enumerate(verdicts, 1):
        saw, asked = said(verdict)
        lines += ["", f"{number}. Promised to us: “{verdict.promise}”", f"   {saw}"]
        places = [item for item in verdict.evidence if place(item)]
        lines += [f"   - {place(item)}: {plain(item.summary)}" for item in places[:most]]
        if len(places) > most:
            lines.append(f"   - and {counted(len(places) - most, 'more place')}, named in the report")
        lines += [f"   {asked}"] if asked else []
    return lines
