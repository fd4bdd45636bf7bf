"""Judging: missing facts, wrong origins and judges that raise end in unknown, once, for every check."""

from __future__ import annotations

import pytest

from makegood.engine import judging
from makegood.engine.check import Check, Judgement, Limits, Outcome, failed, passed
from makegood.engine.deliverable import Kind
from makegood.engine.evidence import Evidence
from makegood.engine.facts import Fact, FactName, Facts, FactSheet, FactType, Origin
from makegood.engine.gaps import Cause, Gap, Side
from makegood.engine.playbook import Criterion, Playbook
from makegood.engine.verdict import Priority, Verdict
from tests.engine.checks.sheet import DELIVERABLE, NOW
from tests.engine.test_types import check

COUNT = FactName("a.count", FactType.INTEGER, "", "How many.")
DICTIONARY = {"a.count": COUNT, "a.more": FactName("a.more", FactType.INTEGER, "", "More.")}


def at_least(facts: Facts, limits: Limits) -> Judgement:
    return passed("Enough.") if facts.integer("a.count") >= int(str(limits["least"])) else failed("Too few.")


CHECK = check(id="a.enough", needs=("a.count",), uses=("a.more",), limits={"least": 2}, judge=at_least)


def judged(
    check: Check = CHECK, *, value: int | None = 3, origin: Origin = Origin.OBSERVED, gaps: tuple[str, ...] = (),
    limits: Limits | None = None, priority: Priority | None = Priority.BLOCKER,
) -> Verdict:  # fmt: skip
    sheet = FactSheet(deliverable=DELIVERABLE)
    if value is not None:
        sheet.add([Fact(name="a.count", value=value, source="probe", observed_at=NOW, origin=origin)])
    sheet.add(Gap.of(name, Cause.TIMED_OUT, "It took too long.", "Run it again.") for name in gaps)
    criteria = {}
    if priority is not None:
        criteria[check.id] = Criterion(
            check=check.id, priority=priority, limits={**check.limits, **(limits or {})}, accepts=check.accepts
        )
    playbook = Playbook(name="t", version=1, title="", digest="", criteria=criteria)
    return judging.judge([sheet], {check.id: check}, playbook, DICTIONARY)[0]


def test_a_verdict_says_everything_its_reader_needs() -> None:
    verdict = judged()
    assert (verdict.outcome, verdict.because, verdict.subject) == (Outcome.PASS, "Enough.", "delivery")
    assert (verdict.priority, verdict.limits, verdict.oldest_fact) == (Priority.BLOCKER, {"least": 2}, NOW)
    assert verdict.why == verdict.remedy == CHECK.why


def test_the_agreed_limit_decides() -> None:
    assert judged(limits={"least": 4}).outcome is Outcome.FAIL


def test_outside_the_checklist_there_is_no_priority() -> None:
    assert judged(priority=None).priority is None


def test_a_fact_that_nothing_gave_is_unknown() -> None:
    verdict = judged(value=None)
    assert (verdict.outcome, verdict.cause, verdict.because) == (
        Outcome.UNKNOWN, Cause.NO_EVIDENCE, "Nothing that was run gives a.count.",
    )  # fmt: skip


def test_a_gap_gives_its_reason_its_remedy_and_its_side() -> None:
    verdict = judged(value=None, gaps=("a.count",))
    assert (verdict.outcome, verdict.cause, verdict.side) == (Outcome.UNKNOWN, Cause.TIMED_OUT, Side.OURS)
    assert verdict.because == "It took too long. Run it again."


def test_what_was_partly_seen_can_fail_but_never_pass() -> None:
    seen = check(id="a.seen", needs=("a.count",), judge=lambda *_: failed("Here.", [Evidence(summary="Here.")]))
    assert judged(seen, gaps=("a.count",)).outcome is Outcome.FAIL
    verdict = judged(value=3, gaps=("a.count",))
    assert (verdict.outcome, verdict.cause) == (Outcome.UNKNOWN, Cause.TIMED_OUT)
    assert verdict.because == "Enough. But not everything was seen: It took too long. Run it again."


def test_what_is_absent_from_half_a_look_is_unknown() -> None:
    assert judged(value=1).outcome is Outcome.FAIL
    assert judged(value=1, gaps=("a.count",)).outcome is Outcome.UNKNOWN


def test_a_gap_in_what_is_only_used_costs_nothing() -> None:
    assert judged(gaps=("a.more", "b.other")).outcome is Outcome.PASS


def test_what_the_partner_only_declares_does_not_count() -> None:
    verdict = judged(origin=Origin.DECLARED)
    assert (verdict.outcome, verdict.side) == (Outcome.UNKNOWN, Side.PARTNER)
    assert verdict.because == "a.count is only declared, by probe; this needs observed or attested."


def test_a_judge_that_raises_costs_its_own_verdict() -> None:
    def broken(facts: Facts, _: Limits) -> Judgement:
        return passed(str(facts["a.undeclared"]))

    verdict = judged(check(id="a.broken", needs=("a.count",), judge=broken))
    assert (verdict.outcome, verdict.cause, verdict.side) == (Outcome.UNKNOWN, Cause.ERROR, Side.OURS)


def test_more_places_than_can_be_shown_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "EVIDENCE_LIMIT", 2)
    places = [Evidence(summary=str(number)) for number in range(5)]
    verdict = judged(check(id="a.many", needs=("a.count",), judge=lambda *_: failed("Many.", places)))
    assert (len(verdict.evidence), verdict.because) == (2, "Many. (5 places, 2 shown.)")


def test_a_check_about_another_kind_of_deliverable_gives_no_verdict() -> None:
    other = {"a.count": FactName("a.count", FactType.INTEGER, "", "How many.", kind=Kind.DATABASE)}
    playbook = Playbook(name="t", version=1, title="", digest="", criteria={})
    assert judging.judge([FactSheet(deliverable=DELIVERABLE)], {"a.enough": CHECK}, playbook, other) == []


def test_every_deliverable_is_judged_by_itself() -> None:
    sheets = [FactSheet(deliverable=DELIVERABLE), FactSheet(deliverable=DELIVERABLE)]
    for sheet, value in zip(sheets, (3, 1), strict=True):
        sheet.add([Fact(name="a.count", value=value, source="probe", observed_at=NOW)])
    playbook = Playbook(name="t", version=1, title="", digest="", criteria={})
    verdicts = judging.judge(sheets, {"a.enough": CHECK}, playbook, DICTIONARY)
    assert [verdict.outcome for verdict in verdicts] == [Outcome.PASS, Outcome.FAIL]
