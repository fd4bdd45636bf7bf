"""The words of every report."""

from __future__ import annotations

from makegood.engine.check import Outcome
from makegood.engine.facts import Fact
from makegood.engine.gaps import Side
from makegood.engine.gate import GateState
from makegood.engine.reports import story
from makegood.engine.verdict import Priority
from tests.engine.reports.inspections import HOSTILE, NOW, held, inspection, verdict


def test_what_must_be_right_comes_before_what_is_good_to_know() -> None:
    titles = [section.title for section in story.sections(held())]
    assert titles[0] == "Must be right, and is not"
    assert titles.index("Good to know: not kept") > titles.index("Must or should be right, and could not be seen")


def test_every_verdict_stands_in_exactly_one_section() -> None:
    made = held()
    shown = [verdict.check for section in story.sections(made) for verdict in section.verdicts]
    assert sorted(shown) == sorted(verdict.check for verdict in made.verdicts)


def test_page_one_has_no_check_id() -> None:
    made = held()
    summary = story.summary(made)
    assert "security.no_secrets" not in summary.sentence
    assert [reason.check for reason in summary.reasons] == ["security.no_secrets"]


def test_page_one_gives_three_reasons_and_counts_the_rest() -> None:
    made = inspection(GateState.HELD, *(verdict(f"security.number_{n}", Outcome.FAIL) for n in range(5)))
    assert len(story.summary(made).reasons) == 3
    assert story.summary(made).more == "And 2 more, below."


def test_the_letter_asks_for_what_failed_and_for_what_only_the_partner_can_show() -> None:
    text = story.letter(held())
    assert "Remove them and replace every one." in text
    assert "1. Promised to us: “No password or key stands in the code.”" in text
    assert "No test was delivered." in text
    assert "Nothing is written." not in text  # good to know is not asked for


def test_what_we_could_not_see_is_not_asked_of_the_partner() -> None:
    ours = verdict("tests.pass", Outcome.UNKNOWN, Priority.REQUIRED, side=Side.OURS)
    assert story.letter(inspection(GateState.NEEDS_EVIDENCE, ours)) == ""


def test_there_is_no_letter_when_everything_is_kept() -> None:
    assert story.letter(inspection(GateState.OPEN, verdict("tests.exist", Outcome.PASS))) == ""


def test_a_hostile_name_is_written_out() -> None:
    shown = story.plain(HOSTILE)
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "\\x1b[2J" in shown


def test_an_open_gate_still_tells_what_is_good_to_know_gravest_first() -> None:
    told = story.summary(
        inspection(
            GateState.OPEN,
            verdict("documents.operate", Outcome.FAIL, Priority.ADVISORY),
            verdict("security.code_has_no_leads", Outcome.FAIL, Priority.ADVISORY),
            verdict("tests.exist", Outcome.PASS, Priority.REQUIRED),
        )
    )
    assert [one.check for one in told.beside] == ["security.code_has_no_leads", "documents.operate"]
    assert story.summary(held()).beside == ()


def test_page_one_says_that_other_things_are_not_right_either() -> None:
    assert story.summary(held()).more == (
        "1 other thing that does not hold the payment is not right either; see below."
    )


def test_the_counts_say_how_many_hold_the_payment() -> None:
    assert story.counts(held()) == "1 kept, 2 not kept (1 holds the payment), 1 could not be seen"
    twice = [verdict(f"data.number_{n}", Outcome.NOT_APPLICABLE) for n in range(2)]
    assert story.counts(inspection(GateState.OPEN, *twice)) == "2 do not apply"


def test_no_letter_is_named_where_there_is_none() -> None:
    ours = verdict("tests.pass", Outcome.UNKNOWN, Priority.REQUIRED, side=Side.OURS)
    assert "letter" not in story.next_step(inspection(GateState.NEEDS_EVIDENCE, ours))
    assert "letter" not in story.next_step(inspection(GateState.NEEDS_EVIDENCE))
    assert "Send your partner the letter below" in story.next_step(held())


def test_a_report_that_somebody_vouched_for_is_never_passed_over_in_silence() -> None:
    made = inspection(GateState.OPEN, verdict("tests.exist", Outcome.PASS))
    rows = [
        {"file": "a.sarif", "by": "Jane Roe", "format": "SARIF", "why_not": "it names no commit"},
        {"file": "b.xml", "by": "Joe", "format": "JUnit", "why_not": ""},
        {"file": "sbom.cdx.json", "by": "", "format": "CycloneDX", "why_not": "it lies in the delivery itself"},
    ]
    made.sheets[0].add([Fact(name="imports.reports", value=rows, source="imports", observed_at=NOW)])
    said = story.vouched(made)
    assert said[0] == "a.sarif (Jane Roe, SARIF) does not count: it names no commit."
    assert said[1].startswith("b.xml (Joe, JUnit) is kept as evidence. It decides no item")
    assert len(said) == 2


def test_what_could_not_be_seen_is_asked_for_and_not_called_wrong() -> None:
    because = "No key was found. But not everything was seen: The history has holes. Ask the partner for the whole."
    unseen = verdict("security.no_secrets", Outcome.UNKNOWN, side=Side.PARTNER, because=because)
    text = story.letter(inspection(GateState.NEEDS_EVIDENCE, unseen))
    assert "The history has holes. Please give us the whole." in text
    assert unseen.remedy not in text
    bare = verdict("tests.pass", Outcome.UNKNOWN, side=Side.PARTNER, because="Two runs did not end alike.")
    assert "Please show us that this is kept" in story.letter(inspection(GateState.NEEDS_EVIDENCE, bare))
