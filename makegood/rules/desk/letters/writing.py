"""All letters that follow from a judgement."""

from __future__ import annotations

from makegood.rules.desk.case import Case, on_desk
from makegood.rules.desk.deciding import known_in_order
from makegood.rules.desk.dossier import Door, Dossier
from makegood.rules.desk.judgement import Judgement
from makegood.rules.desk.letters.access import for_access
from makegood.rules.desk.letters.bookkeeper import to_bookkeeper
from makegood.rules.desk.letters.letter import Letter
from makegood.rules.desk.letters.naming import with_names
from makegood.rules.desk.letters.partner import to_partner


def letters_of(dossier: Dossier, judgement: Judgement) -> tuple[Letter, ...]:
    """To the partner about each bill, to the bookkeeper about all, then those that ask for access.

    `judgement` is what `decide` said of the same dossier.
    """
    known = known_in_order(dossier)
    open_bills, paid = on_desk(known)
    by_label = {one.bill: one for one in (judgement, *judgement.bills)}
    told = [(Case(known, one), by_label[one.label]) for one in (*open_bills, *paid) if one.label in by_label]
    letters = [with_names(letter, case) for case, one in told if (letter := to_partner(case, one))]
    if judgement.door in (Door.BILL, Door.WORRY) and (letter := to_bookkeeper(told, known.today)):
        letters.append(letter)
    if judgement.door != Door.START:
        case = told[0][0] if told else Case(known)
        letters += [with_names(letter, case) for letter in for_access(case, judgement)]
    return tuple(letters)
