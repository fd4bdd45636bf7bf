"""What is added in a folder of the rules reaches every page of the desk that has to know its name."""

from __future__ import annotations

from makegood.rhythm.desk.models import Absent, Door
from makegood.rhythm.desk.queries.letters import TO
from makegood.rhythm.desk.queries.values import MANY
from makegood.rhythm.desk.queries.words import LABELS
from makegood.rhythm.desk.views.doors import DOORS
from makegood.rules.desk.dossier import ABSENT
from makegood.rules.desk.dossier import Door as Doors
from makegood.rules.reading.confirming import KINDS
from makegood.rules.templates.placeholders import LETTERS, MONTHLY
from makegood.rules.terms.reading import values

SAID_OF_MAILS = {"account_change"}
"""Read only in mails and papers that bind nobody: it stops a payment and is no part of an agreement."""


def test_every_value_of_an_agreement_is_asked_about_and_can_be_mended() -> None:
    assert set(LABELS) == set(values()) - SAID_OF_MAILS
    assert set(LABELS) <= set(KINDS)


def test_values_of_which_there_may_be_several_are_asked_one_by_one() -> None:
    assert {name for name, value in values().items() if value.many} - SAID_OF_MAILS == MANY


def test_every_letter_that_a_desk_writes_is_called_by_whom_it_goes_to() -> None:
    assert set(TO) == set(LETTERS) - {MONTHLY}


def test_every_door_of_the_rules_is_a_door_of_the_page() -> None:
    assert {door.value for door in Doors} == set(Door.values) == {door for door, _ in DOORS}


def test_what_a_person_can_say_they_do_not_have_is_known_to_the_rules() -> None:
    assert set(Absent.values) - {Absent.DEVELOPER.value} <= set(ABSENT)
