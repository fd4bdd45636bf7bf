"""The gate: held, needs evidence or open (design section 4), and what a waiver can and cannot do (H12)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from makegood.engine.check import Outcome
from makegood.engine.evidence import Evidence
from makegood.engine.gaps import Cause, Side
from makegood.engine.gate import Gate, GateState, decide
from makegood.engine.people import People, with_people
from makegood.engine.playbook import Criterion, Playbook
from makegood.engine.verdict import Priority, Verdict
from makegood.engine.waiver import Waiver, is_waived

NOW = datetime(2026, 6, 1, tzinfo=UTC)
DIGEST = "sha256:" + "a" * 64
PLACE = Evidence(summary="Here.", path="a.py", line=1, fingerprint="f1")
B, R, A = Priority.BLOCKER, Priority.REQUIRED, Priority.ADVISORY
PASS, FAIL, UNKNOWN, NOT = Outcome.PASS, Outcome.FAIL, Outcome.UNKNOWN, Outcome.NOT_APPLICABLE


def verdict(check: str, priority: Priority | None, outcome: Outcome, *places: Evidence) -> Verdict:
    cause = Cause.NO_EVIDENCE if outcome is UNKNOWN else None
    return Verdict(
        check=check, version=1, subject="shop", outcome=outcome, because="So.", promise="P.", why="W.", remedy="R.",
        priority=priority, cause=cause, side=Side.PARTNER if cause else None, limits={}, evidence=places,
        oldest_fact=NOW,
    )  # fmt: skip


def gate(*verdicts: Verdict, fresh_days: int | None = None, **more: object) -> Gate:
    criteria = {
        one.check: Criterion(
            check=one.check, priority=one.priority, limits={}, accepts=frozenset(), fresh_days=fresh_days
        )
        for one in verdicts
        if one.priority is not None
    }
    playbook = Playbook(name="t", version=1, title="", digest="", criteria=criteria)
    given: dict[str, object] = {"now": NOW, "digests": {"shop": DIGEST}, **more}
    return decide(verdicts, playbook, **given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcomes", "state"),
    [
        ([(B, PASS), (R, PASS), (A, FAIL), (None, FAIL)], GateState.OPEN),
        ([(B, PASS), (R, NOT)], GateState.OPEN),
        ([(B, FAIL), (R, UNKNOWN)], GateState.HELD),
        ([(B, PASS), (R, FAIL)], GateState.HELD),
        ([(B, PASS), (R, UNKNOWN)], GateState.NEEDS_EVIDENCE),
        ([(B, UNKNOWN)], GateState.NEEDS_EVIDENCE),
        ([(A, PASS)], GateState.HELD),
        ([], GateState.HELD),
    ],
)
def test_the_rule(outcomes: list[tuple[Priority, Outcome]], state: GateState) -> None:
    verdicts = [verdict(f"a.c{number}", *one) for number, one in enumerate(outcomes)]
    assert gate(*verdicts).state is state


def test_the_sentence_counts_and_names_what_holds() -> None:
    decision = gate(verdict("a.one", B, FAIL), verdict("a.two", R, FAIL), verdict("a.three", R, FAIL))
    assert decision.because == (
        "1 item that must be right is not and 2 items that should be right are not: a.one, a.two, a.three."
    )
    assert decision.holding == ("a.one", "a.two", "a.three")


def test_a_criterion_that_nothing_could_judge_needs_evidence() -> None:
    playbook = Playbook(
        name="t", version=1, title="", digest="",
        criteria={"a.one": Criterion(check="a.one", priority=B, limits={}, accepts=frozenset())},
    )  # fmt: skip
    assert decide([], playbook, now=NOW, digests={}).state is GateState.NEEDS_EVIDENCE


def test_old_facts_must_be_looked_at_again() -> None:
    fresh = verdict("a.one", B, PASS)
    assert gate(fresh, fresh_days=14, now=NOW + timedelta(days=14)).state is GateState.OPEN
    assert gate(fresh, fresh_days=14, now=NOW + timedelta(days=15)).state is GateState.NEEDS_EVIDENCE


def test_what_differs_from_the_agreement_holds_and_what_is_unproven_never_opens() -> None:
    good = verdict("a.one", B, PASS)
    held = gate(good, differences=["The revision is another one."])
    assert (held.state, held.because) == (GateState.HELD, "The revision is another one.")
    assert gate(good, unproven=["Nobody signed the facts."]).state is GateState.NEEDS_EVIDENCE


WAIVER = Waiver(
    check="a.one", fingerprint="f1", content_digest=DIGEST, reason_class="risk accepted", compensation="none",
    requested_by="pat", approved_by="olivia", until=date(2026, 6, 1),
)  # fmt: skip
FAILED = verdict("a.one", R, FAIL, PLACE)


def test_a_waived_failure_does_not_hold_and_is_not_called_met() -> None:
    found = gate(FAILED, verdict("a.two", R, PASS), waivers=[WAIVER])
    assert found.state is GateState.OPEN
    assert found.because == "1 of 2 items that must or should be right is met; 1 is accepted anyway."


def test_what_nobody_saw_in_the_agreed_days_holds_nothing_and_is_not_called_met() -> None:
    unseen = replace(verdict("a.one", R, UNKNOWN), side=Side.OWNER)
    (lapsed,), _ = with_people([unseen], People(days_end=NOW - timedelta(days=1)), NOW)
    found = gate(lapsed, verdict("a.two", R, PASS), verdict("a.three", B, NOT))
    assert found.state is GateState.OPEN
    assert found.because == (
        "2 of 3 items that must or should be right are met; 1 could not be seen and stopped counting when the agreed "
        "days ended."
    )


@pytest.mark.parametrize(
    "changed",
    [
        {"until": date(2026, 5, 31)},
        {"approved_by": "pat"},
        {"content_digest": "sha256:" + "b" * 64},
        {"fingerprint": "f2"},
        {"fingerprint": None},
        {"check": "a.two"},
    ],
)
def test_a_waiver_that_is_late_or_for_something_else_is_no_waiver(changed: dict[str, object]) -> None:
    assert gate(FAILED, waivers=[replace(WAIVER, **changed)]).state is GateState.HELD  # type: ignore[arg-type]


def test_a_new_finding_of_the_same_check_is_not_covered() -> None:
    assert not is_waived(
        verdict("a.one", R, FAIL, PLACE, replace(PLACE, fingerprint="f2")), DIGEST, [WAIVER], NOW.date()
    )


def test_a_failure_without_a_finding_and_a_blocker_cannot_be_waived() -> None:
    assert not is_waived(verdict("a.one", R, FAIL), DIGEST, [WAIVER, replace(WAIVER, fingerprint=None)], NOW.date())
    assert not is_waived(verdict("a.one", B, FAIL, PLACE), DIGEST, [WAIVER], NOW.date())
    assert not is_waived(FAILED, None, [WAIVER], NOW.date())


def test_an_unknown_is_waived_only_as_not_looked_at() -> None:
    unseen = verdict("a.one", R, UNKNOWN)
    assert not is_waived(unseen, DIGEST, [WAIVER], NOW.date())
    assert is_waived(unseen, DIGEST, [replace(WAIVER, fingerprint=None)], NOW.date())
