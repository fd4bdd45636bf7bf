"""What an inspection found becomes rows that were seen; a report that nobody here signed is only somebody's word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from makegood.engine.catalogue import checks
from makegood.rules.desk.deciding import decide
from makegood.rules.desk.judgement import Decision, Rests
from makegood.rules.desk.looking import GOOD_TO_KNOW, LOSSES, NoReport, only_said, seen_in_report
from makegood.rules.desk.seen import About, State
from tests.rules.desk.papers import dossier, row


def report(*verdicts: tuple[str, str, str], commits: int = 214, size: int = 90_000) -> dict[str, Any]:
    """A report with so much work and these verdicts: check, priority, outcome."""
    return {
        "schema": "makegood.inspection/1",
        "started": "2026-04-02T08:00:00+00:00",
        "facts": {"shop": {"git.commits": {"value": commits}, "tests.source_bytes": {"value": size},
                           "git.first_day": {"value": "2026-01-05"}, "git.last_day": {"value": "2026-03-30"}}},
        "verdicts": [
            {"check": check, "priority": priority, "outcome": outcome, "because": f"{check} {outcome}.",
             "why": "It is.", "remedy": f"Please mend {check}.", "side": "partner", "subject": "shop"}
            for check, priority, outcome in verdicts
        ],
    }  # fmt: skip


def test_code_with_nothing_against_it_carries_a_payment() -> None:
    rows = seen_in_report(report(("security.no_secrets", "blocker", "pass")))
    assert [(row.rule, row.state) for row in rows] == [("code.work", State.GOOD)]
    assert rows[0].sentence == "The code was looked at: 90 kB of code, 214 changes from 2026-01-05 to 2026-03-30."
    assert decide(dossier(seen=rows)).state is Decision.OPEN


@pytest.mark.parametrize(
    ("rows", "state", "name"),
    [
        (report(("security.no_secrets", "blocker", "fail")), Decision.HELD, "seen.security.no_secrets"),
        (report(("security.no_secrets", "blocker", "unknown")), Decision.NEEDS_EVIDENCE, "seen.security.no_secrets"),
        (report(("tests.exist", "required", "fail")), Decision.NEEDS_EVIDENCE, "code.should_be_right"),
        (report(size=11), Decision.NEEDS_EVIDENCE, "seen.code.work"),
        (report(commits=0), Decision.NEEDS_EVIDENCE, "seen.code.work"),
    ],
)
def test_what_the_code_shows_decides(rows: dict[str, Any], state: Decision, name: str) -> None:
    told = decide(dossier(seen=seen_in_report(rows)))
    assert told.state is state
    assert name in [one.name for one in told.reasons]


def test_what_should_be_right_can_be_accepted_anyway_and_what_must_be_cannot() -> None:
    should = seen_in_report(report(("tests.exist", "required", "fail")))
    assert decide(dossier(seen=should, anyway="tests.exist")).state is Decision.OPEN
    must = seen_in_report(report(("security.no_secrets", "blocker", "fail")))
    assert decide(dossier(seen=must, anyway="security.no_secrets")).state is Decision.HELD


def test_a_report_that_nobody_here_signed_opens_nothing() -> None:
    assert decide(dossier(seen=only_said(seen_in_report(report())))).state is Decision.NEEDS_EVIDENCE


def test_what_only_one_person_knows_and_what_nobody_else_can_start_is_lost_and_holds_no_payment() -> None:
    found = report(
        ("knowledge.is_shared", "advisory", "fail"),
        ("build.from_clean_machine", "advisory", "fail"),
        ("tests.cover_every_kind", "advisory", "fail"),
        ("knowledge.is_shared", "advisory", "unknown"),
    )
    _, knowledge, start = rows = seen_in_report(found)
    assert knowledge.sentence == "Hardly anybody but one person knows the code. knowledge.is_shared fail."
    assert (knowledge.told_only, start.told_only, start.holds) == (True, True, False)
    told = decide(dossier(seen=rows))
    assert told.state is Decision.OPEN
    assert {"seen.knowledge.is_shared", "seen.build.from_clean_machine"} <= {one.name for one in told.loss}


def test_keys_in_the_code_are_lost_with_whoever_has_it() -> None:
    _, keys = seen_in_report(report(("security.no_secrets", "blocker", "fail")))
    assert (keys.told_only, keys.holds) == (False, True)
    assert keys.loss.startswith("The say over who gets in")


def test_every_check_that_is_told_in_own_words_exists() -> None:
    assert {*LOSSES, *GOOD_TO_KNOW} <= set(checks())


@pytest.mark.parametrize("broken", [{}, {"schema": "makegood.inspection/1"}, {**report(), "verdicts": [{}]}])
def test_what_is_no_report_is_refused(broken: dict[str, Any]) -> None:
    with pytest.raises(NoReport):
        seen_in_report(broken)


def test_an_archive_without_a_history_was_looked_at_and_carries_no_payment_alone() -> None:
    told = report()
    del told["facts"]["shop"]["git.commits"]
    rows = seen_in_report(told)
    assert rows[0].sentence.startswith("A copy of the code was looked at, without its history (90 kB of code)")
    judged = decide(dossier(seen=rows))
    assert judged.state is Decision.NEEDS_EVIDENCE
    assert "Nobody has looked at the code." not in judged.thin
    assert not any("nobody has looked" in loss.sentence for loss in judged.loss)


def test_no_access_that_the_person_told_is_said_and_not_seen() -> None:
    locked = row("access.code", About.ACCESS, State.BAD)
    told = decide(replace(dossier(seen=(locked,)), absent=frozenset({"code"})))
    assert next(one for one in told.reasons if one.name == "code.no_access").rests is Rests.SAID
