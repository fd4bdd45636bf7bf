"""What is added in one folder is known wherever the rules call it by name, and no table names what is not there."""

from __future__ import annotations

from bench.bills.seeding import SEEDS
from makegood.cli import desk as command
from makegood.engine.catalogue import load
from makegood.rules.bills.auditing import faults
from makegood.rules.clauses.judging import clauses
from makegood.rules.desk import dossier, looking, losing, source, standing, steps
from makegood.rules.desk.doors import PAYING
from makegood.rules.desk.judgement import Decision
from makegood.rules.desk.reasons import before_signing, bill_faults, red_clauses
from makegood.rules.documents import kinds, record
from makegood.rules.reading import confirming, telling
from makegood.rules.reading import kinds as papers
from makegood.rules.templates.placeholders import LETTERS
from makegood.rules.templates.samples import SAMPLES
from makegood.rules.terms.reading import values


def test_a_format_that_is_read_has_a_name_and_comes_back_from_the_child() -> None:
    assert set(kinds.SAID) == set(kinds._NAMES) == record.KINDS


def test_every_kind_of_paper_is_called_something() -> None:
    assert set(papers.SAID) == set(papers.PaperKind)


def test_every_value_can_be_confirmed() -> None:
    assert set(values()) - set(confirming.KINDS) == {"account_change"}
    assert {*telling.FIRST, *standing.USED} <= set(values())
    assert set(confirming.FIELDS) <= set(confirming.KINDS) >= confirming.LISTS


def test_every_fault_of_a_bill_is_put_into_the_bills_of_the_bench() -> None:
    assert set(SEEDS) == set(faults())


def test_the_desk_weighs_faults_and_names_steps_that_there_are() -> None:
    assert {*bill_faults.CHANGES, *bill_faults.ONLY_TOLD, *bill_faults.OF_ABSENCE} <= set(faults())
    assert {step for ways in bill_faults.CHANGES.values() for step in ways} <= set(steps.STEPS)


def test_the_desk_names_clauses_that_there_are() -> None:
    named = {*red_clauses.PAYING, *before_signing.MUST, *losing.IN_WORDS}
    named |= {name.removeprefix("contract.") for name in source.FIRST if name.startswith("contract.")}
    assert named - {clause.check for clause in clauses()} == {"missing"}  # the reason `no_agreement` gives


def test_the_desk_names_checks_that_there_are() -> None:
    assert {*looking.LOSSES, *looking.GOOD_TO_KNOW} <= set(load())


def test_every_decision_has_its_sentence() -> None:
    assert set(PAYING) == set(Decision)


def test_every_letter_has_words_to_begin_with() -> None:
    assert set(SAMPLES) == set(LETTERS)


def test_the_command_knows_every_door_and_everything_that_may_not_be_there() -> None:
    assert tuple(dossier.Door) == command.DOORS
    assert dossier.ABSENT == command.THINGS
