"""The 32 clauses: complete, named as the contract of the command says, each with sentences that show its states."""

from __future__ import annotations

import pytest

from makegood.rules.clauses.clause import Kind, State
from makegood.rules.clauses.judging import clauses, judge
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
CASES = [(check, state, text) for check, rows in EXAMPLES.items() for state, text in rows]
HEAD = 'This agreement is made between Acme, Inc. ("Client") and Builder LLC ("Developer").\n\n'


def test_there_are_32_in_the_order_of_the_checklist() -> None:
    assert [clause.id for clause in clauses()] == [f"contract.{check}" for check in IDS]
    assert [clause.number for clause in clauses()] == list(range(1, 33))


def test_every_clause_says_everything_to_an_owner() -> None:
    for clause in clauses():
        for text in (clause.title, clause.protects, clause.why, clause.rider, clause.present, clause.weak):
            assert len(text) > 10, clause.id
        for sign in clause.signs:
            assert sign.because or sign.kind not in (Kind.RED, Kind.RED_ALONE, Kind.LIMITS), sign.pattern


def test_every_clause_has_examples_of_what_it_can_say() -> None:
    assert set(EXAMPLES) == set(IDS)
    for clause in clauses():
        shown = {state for state, _ in EXAMPLES[clause.check]}
        assert State.PRESENT in shown
        if any(sign.kind in (Kind.RED, Kind.RED_ALONE) for sign in clause.signs):
            assert State.RED_FLAG in shown, clause.id


@pytest.mark.parametrize(("check", "state", "text"), CASES, ids=lambda value: str(value)[:40])
def test_a_sentence_has_its_state(check: str, state: State, text: str) -> None:
    review = judge(read_paper(f"{HEAD}{text}\n".encode()))
    (finding,) = [finding for finding in review.findings if finding.clause.check == check]
    assert finding.state is state, finding.quote
