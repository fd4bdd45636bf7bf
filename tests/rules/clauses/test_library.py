"""The 32 clauses: complete, named as the contract of the command says, each with sentences that show its states."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from makegood.rules.clauses import matching
from makegood.rules.clauses.clause import Clause, Kind, State
from makegood.rules.clauses.judging import clauses, conclude
from makegood.rules.clauses.parties import parties_of
from makegood.rules.clauses.sentences import sentences_of
from makegood.rules.documents.reading import read_paper
from tests.rules.clauses.examples import EXAMPLES

IDS = (
    "ip_is_transferred chain_of_title prior_materials_licensed open_source_agreed no_reuse ai_use_disclosed "
    "acceptance_is_written retainage_is_held spend_is_capped invoices_are_detailed change_is_signed warranty_covers "
    "security_is_required no_self_help accounts_are_yours subcontractors_need_consent key_people_named "
    "exit_for_convenience exit_for_cause transition_is_owed source_is_reachable documents_are_owed indemnity_covers "
    "liability_is_fair insurance_is_held data_is_protected baa_is_signed soc2_is_shown privacy_terms_fit "
    "disputes_keep_work_going delay_has_remedy terms_are_complete"
).split()
WORDINGS = Path(__file__).parent / "wordings"
LINE = re.compile(r"([PWMR]) (?:([bc]) )?(.+)")
LETTERS = {"P": State.PRESENT, "W": State.WEAK, "M": State.MISSING, "R": State.RED_FLAG}
NAMES = {None: "client", "b": "company", "c": "you"}
HEADS = {
    "client": 'This agreement is made between Acme, Inc. ("Client") and Builder LLC ("Developer").\n\n'
    "Developer shall perform the services. Client shall pay Developer.\n\n",
    "company": 'This agreement is made between Acme, Inc. (the "Company") and Jane Roe (the "Consultant").\n\n'
    "Consultant shall perform the services. Company shall pay Consultant.\n\n",
    "you": "You are hiring us to design a website for you. You will pay us as you agreed. You give us what we need. We "
    "will do our work well for you. We will tell you how we do. You tell us what you think. We and you meet. You know "
    "us. We know you. We like you. We said so.\n\n",
}


def test_there_are_32_in_the_order_of_the_checklist() -> None:
    assert [clause.id for clause in clauses()] == [f"contract.{check}" for check in IDS]
    assert [clause.number for clause in clauses()] == list(range(1, 33))


def test_every_clause_says_everything_to_an_owner() -> None:
    for clause in clauses():
        for text in (clause.title, clause.protects, clause.why, clause.rider, clause.present, clause.weak):
            assert len(text) > 10, clause.id
        assert ("$9" in clause.at_stake("$9")) == bool(clause.stake)
        assert clause.at_stake("") == ""
        for sign in clause.signs:
            assert sign.because or sign.kind not in (Kind.RED, Kind.RED_ALONE, Kind.LIMITS), sign.pattern


def test_every_clause_has_examples_of_what_it_can_say() -> None:
    assert set(EXAMPLES) == set(IDS)
    for clause in clauses():
        shown = {state for state, *_ in (*EXAMPLES[clause.check], *wordings(clause.check))}
        assert State.PRESENT in shown
        if any(sign.kind in (Kind.RED, Kind.RED_ALONE) for sign in clause.signs):
            assert State.RED_FLAG in shown, clause.id


@pytest.mark.parametrize("check", IDS)
def test_sentences_have_their_state(check: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matching, "_compiled", cache(matching._compiled))
    cases = [(state, "client", text) for state, text in EXAMPLES[check]] + wordings(check)
    (clause,) = [clause for clause in clauses() if clause.check == check]
    told = [(state, state_alone(clause, f"{HEADS[head]}{text}\n"), text) for state, head, text in cases]
    assert [case for case in told if case[0] is not case[1]] == []


def wordings(check: str) -> list[tuple[State, str, str]]:
    """State, head and sentence of every line of the file of that clause."""
    path = WORDINGS / f"{check}.txt"
    found = [LINE.fullmatch(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []
    return [(LETTERS[line[1]], NAMES[line[2]], line[3].replace("\\n", "\n")) for line in found if line]


def state_alone(clause: Clause, text: str) -> State:
    """What one clause is in a paper that says only this."""
    document = read_paper(text.encode())
    sentences = list(sentences_of(document))
    return conclude(clause, matching.Text(sentences, parties_of(document)).hits(clause)).state
