"""Literal inspections for the tests of the reports."""

from __future__ import annotations

from datetime import UTC, datetime

from makegood.engine.check import Outcome
from makegood.engine.deliverable import Deliverable, Kind
from makegood.engine.evidence import Evidence
from makegood.engine.facts import FactSheet
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.gate import Gate, GateState
from makegood.engine.inspection import Inspection
from makegood.engine.playbook import Playbook
from makegood.engine.verdict import Priority, Verdict

NOW = datetime(2026, 3, 4, 9, 0, tzinfo=UTC)
HOSTILE = "a\x1b[2Jb\u202ec<script>alert(1)</script>#eval(1).py"
"""A file name that clears the screen, turns the line around, and would run in a browser or in Typst."""


def verdict(
    check: str,
    outcome: Outcome,
    priority: Priority | None = Priority.BLOCKER,
    *,
    side: Side | None = None,
    evidence: tuple[Evidence, ...] = (),
    because: str = "3 passwords stand in the code",
) -> Verdict:
    return Verdict(
        check=check,
        version=1,
        subject="shop",
        outcome=outcome,
        because=because,
        promise="No password or key stands in the code.",
        why="Whoever reads the code can use them.",
        remedy="Remove them and replace every one.",
        priority=priority,
        cause=Cause.NO_EVIDENCE if outcome is Outcome.UNKNOWN else None,
        side=side,
        limits={"most": 0},
        standards=("OWASP-Top-10:2025:A02",),
        evidence=evidence,
    )


def inspection(state: GateState, *verdicts: Verdict, because: str = "1 item that must be right is not.") -> Inspection:
    sheet = FactSheet(
        deliverable=Deliverable(
            kind=Kind.REPOSITORY, location="shop.git", name="shop", revision="ab" * 20, digest="sha256:" + "0" * 64
        ),
        gaps=[Gap.of("tests.executed", Cause.NOT_ALLOWED, "Running was not allowed.", "Allow it.")],
    )
    return Inspection(
        started=NOW,
        seconds=1.5,
        playbook=Playbook(name="standard", version=1, title="A shop", digest="sha256:" + "1" * 64, criteria={}),
        gate=Gate(state=state, because=because),
        verdicts=list(verdicts),
        sheets=[sheet],
    )


def held() -> Inspection:
    place = Evidence(summary=f"a key in {HOSTILE}", path=HOSTILE, line=7, fingerprint="f" * 32, excerpt="key = '██'")
    return inspection(
        GateState.HELD,
        verdict("security.no_secrets", Outcome.FAIL, evidence=(place,)),
        verdict("tests.exist", Outcome.UNKNOWN, Priority.REQUIRED, side=Side.PARTNER, because="No test was delivered."),
        verdict("documents.operate", Outcome.FAIL, Priority.ADVISORY, because="Nothing is written."),
        verdict("build.one_command", Outcome.PASS, None, because="make run does it."),
    )
