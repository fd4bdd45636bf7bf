"""What people add changes what the gate is asked with, by one pure rule; nothing of it is called pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from makegood.engine.certificate.said import from_json, to_json
from makegood.engine.check import Outcome
from makegood.engine.gaps import Cause, Side
from makegood.engine.gate import Gate, GateState
from makegood.engine.people import (
    NOBODY,
    SCRIPT,
    No,
    People,
    Trial,
    Way,
    Word,
    sentences,
    way_of,
    with_people,
    with_scripts,
)
from makegood.engine.verdict import Priority, Verdict

NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)
FAILED = Verdict(
    check="a.b", version=1, subject="shop", outcome=Outcome.FAIL, because="It is so.", promise="", why="", remedy="",
    priority=Priority.REQUIRED, limits={},
)  # fmt: skip
UNSEEN = replace(FAILED, outcome=Outcome.UNKNOWN, cause=Cause.TOOL_MISSING, side=Side.OURS)
WORD = Word(about="a.b", by="7", event=12, at=NOW, reason="I looked.")
ORDER = Trial(id="1", title="Order twice", result="works", by="9", event=4, at=NOW)
OPEN = Gate(state=GateState.OPEN, because="All met.")


def outcome(verdict: Verdict, people: People, now: datetime = NOW) -> Outcome:
    return with_people([verdict], people, now)[0][0].outcome


def test_without_people_nothing_changes() -> None:
    assert with_people([FAILED, UNSEEN], NOBODY, NOW) == ([FAILED, UNSEEN], dict.fromkeys(Way, ()))
    assert with_scripts(OPEN, NOBODY) == OPEN
    assert to_json(NOBODY) is None


def test_an_appeal_withdraws_what_a_machine_saw_and_a_signature_does_not() -> None:
    assert outcome(FAILED, People(withdrawn=[WORD])) is Outcome.NOT_APPLICABLE
    assert outcome(FAILED, People(signed=[WORD])) is Outcome.FAIL


def test_a_signature_stands_for_what_was_not_seen_and_the_last_one_counts() -> None:
    later = replace(WORD, holds=False, at=NOW + timedelta(hours=1))
    assert outcome(UNSEEN, People(signed=[WORD])) is Outcome.PASS
    assert outcome(UNSEEN, People(signed=[later, WORD])) is Outcome.FAIL


@pytest.mark.parametrize("people", [People(signed=[WORD]), People(days_end=NOW - timedelta(days=1))])
def test_what_the_partner_does_not_show_is_neither_signed_nor_lapses(people: People) -> None:
    assert outcome(replace(UNSEEN, side=Side.PARTNER), people) is Outcome.UNKNOWN


def test_what_nobody_saw_lapses_after_the_agreed_days_and_not_on_the_last_moment() -> None:
    people = People(days_end=NOW)
    assert outcome(UNSEEN, people) is Outcome.UNKNOWN
    assert way_of(UNSEEN, people, NOW + timedelta(seconds=1)) == (Way.LAPSED, None)


def test_a_script_that_must_work_holds_until_it_does_or_is_withdrawn() -> None:
    broken, untried = replace(ORDER, result="broken"), Trial(id="2", title="Pay")
    assert with_scripts(OPEN, People(scripts=[ORDER])) == OPEN
    assert with_scripts(OPEN, People(scripts=[broken])).state is GateState.HELD
    assert with_scripts(OPEN, People(scripts=[untried])).state is GateState.NEEDS_EVIDENCE
    about = replace(WORD, about=SCRIPT + "1")
    assert with_scripts(OPEN, People(scripts=[broken], withdrawn=[about])) == OPEN


def test_what_a_certificate_carries_comes_back_the_same() -> None:
    people = People(
        withdrawn=(WORD,), signed=(replace(WORD, holds=False),), days_end=NOW, lapse_event=3, scripts=(ORDER,)
    )
    assert from_json(to_json(people)) == people


@pytest.mark.parametrize("row", [{"event": None}, {"at": "2026-11-20T09:00:00"}, {"at": None}])
def test_a_word_without_event_or_time_is_refused(row: dict[str, object]) -> None:
    document = to_json(People(withdrawn=(WORD,)))
    assert document is not None
    document["withdrawn"][0] |= row  # type: ignore[index]
    with pytest.raises(ValueError, match="without"):
        from_json(document)


def test_the_sentences_name_who_and_the_event_and_never_say_pass() -> None:
    people = People(signed=[WORD], scripts=[replace(ORDER, result="broken")])
    said = sentences([UNSEEN], people, NOW)
    assert said == [
        "a.b: not seen; signed as kept, signed by 7 (event 12): I looked.",
        "Script Order twice: does not work, says 9 (event 4).",
    ]
    assert sentences([UNSEEN], People(signed=[replace(WORD, reason="a\x1b[2Jb")]), NOW)[0].endswith("a[2Jb")


def test_what_a_side_said_no_to_changes_nothing_and_is_told_with_its_reason() -> None:
    no = No(side="partner", by="pat", event=8, at=NOW, reason="She read another version.")
    signed = Word(about="tests.pass", by="rita", event=7, at=NOW, reason="I ran them.", refused=(no,))
    people = People(refused=(signed,))
    assert from_json(to_json(people)) == people
    verdict = replace(FAILED, check="tests.pass", outcome=Outcome.UNKNOWN, cause=Cause.TOOL_MISSING, side=Side.OURS)
    assert way_of(verdict, people, NOW) is None
    assert sentences([verdict], people, NOW) == [
        "tests.pass: signed as kept by rita (event 7), and it did not count: the partner said no, pat (event 8): "
        "She read another version."
    ]


def test_a_certificate_from_before_a_side_could_say_no_says_the_same_bytes() -> None:
    said = to_json(People(signed=(Word(about="tests.pass", by="rita", event=7, at=NOW, reason="I ran them."),)))
    assert said is not None
    assert "refused" not in said
    assert to_json(from_json(said)) == said
