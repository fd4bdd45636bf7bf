"""Papers of one purchase: there where any has it, against the owner where any is, unless one before it says no."""

from __future__ import annotations

import json

from makegood.rules.clauses.clause import State
from makegood.rules.purchase.telling import together_lines, together_to_json
from tests.rules.purchase.papers import (
    AMENDMENT,
    MSA_FIRST,
    PROPOSAL,
    SOW,
    SOW_FIRST,
    TAKES_IN,
    clause,
    msa,
    together,
)


def test_a_clause_is_there_where_any_paper_has_it_and_it_is_said_which() -> None:
    told = together(msa=msa(), sow=SOW)
    found = clause(told, "exit_for_convenience")
    assert (found.state, told.files[found.clause.number]) == (State.PRESENT, "sow.md")
    assert found.quote is not None
    assert "14 days" in found.quote.text


def test_a_red_flag_stays_one_where_nobody_says_which_paper_goes_before() -> None:
    told = together(msa=msa(), sow=SOW)
    found = clause(told, "ip_is_transferred")
    assert (found.state, told.files[found.clause.number]) == (State.RED_FLAG, "msa.md")
    assert not told.overridden


def test_a_paper_that_goes_before_by_words_takes_a_red_flag_back() -> None:
    told = together(msa=msa(SOW_FIRST), sow=SOW)
    found = clause(told, "ip_is_transferred")
    assert (found.state, found.sure, told.files[found.clause.number]) == (State.PRESENT, True, "sow.md")
    [gone] = [one for one in told.overridden if one.clause == found.clause.number]
    assert (gone.paper, gone.by) == ("msa.md", "sow.md")
    assert "Statement of Work shall control" in gone.words.text
    assert "retain ownership" in gone.quote.text


def test_the_paper_that_goes_behind_takes_nothing_back() -> None:
    told = together(msa=msa(MSA_FIRST), sow=SOW)
    assert clause(told, "ip_is_transferred").state is State.RED_FLAG


def test_papers_that_contradict_each_other_on_who_goes_before_say_nothing_of_it() -> None:
    first = (
        "\n5. Precedence. If this Statement of Work conflicts with the Agreement, this Statement of Work prevails.\n"
    )
    told = together(msa=msa(MSA_FIRST), sow=SOW + first)
    assert not told.order
    assert clause(told, "ip_is_transferred").state is State.RED_FLAG


def test_a_list_says_the_order_too() -> None:
    listed = (
        "\n8. Order of precedence. In case of conflict the documents count in the following order of precedence: "
        "(a) the Statement of Work; (b) this Agreement; (c) the Proposal.\n"
    )
    told = together(msa=msa(listed), sow=SOW)
    assert clause(told, "ip_is_transferred").state is State.PRESENT


def test_a_section_that_an_amendment_replaces_counts_no_more() -> None:
    alone, told = together(msa=msa(), sow=SOW), together(msa=msa(), sow=SOW, amendment=AMENDMENT)
    assert clause(alone, "acceptance_is_written").state is State.RED_FLAG
    found = clause(told, "acceptance_is_written")
    assert (found.state, told.files[found.clause.number]) == (State.PRESENT, "amendment.md")
    assert "deemed accepted" in told.overridden[0].quote.text
    assert "replaced with the following" in told.overridden[0].words.text


def test_an_amendment_that_only_says_otherwise_makes_it_a_question() -> None:
    says = AMENDMENT.replace("Section 2 of the Agreement is hereby deleted and replaced with the following: ", "")
    found = clause(together(msa=msa(), amendment=says), "acceptance_is_written")
    assert not found.sure


def test_a_proposal_does_not_bind_unless_an_agreement_takes_it_in() -> None:
    told = together(msa=msa(), proposal=PROPOSAL)
    assert [one.binds for one in told.papers if one.name == "proposal.md"] == [False]
    missing = clause(told, "open_source_agreed")
    assert missing.state is State.MISSING
    assert told.promised[missing.clause.number][0] == "proposal.md"
    taken = together(msa=msa(TAKES_IN), proposal=PROPOSAL)
    assert clause(taken, "open_source_agreed").state is State.PRESENT
    [paper] = [one for one in taken.papers if one.name == "proposal.md"]
    assert paper.quote is not None
    assert "incorporated herein" in paper.quote.text
    assert paper.of == "msa.md"


def test_an_agreement_with_another_firm_says_nothing_of_this_one() -> None:
    other = SOW.replace("# Statement of Work No. 1", "# Hosting Agreement").replace(
        "under the Master Services Agreement between Acme Outdoor Inc. and Northwind Studio LLC",
        'between Acme Outdoor Inc. ("Client") and Harbour Hosting GmbH ("Developer")',
    )
    told = together(msa=msa(), hosting=other)
    apart = [one for one in told.papers if not one.binds]
    assert ["another firm" in one.why for one in apart] == [True]


def test_a_change_goes_into_the_paper_in_which_the_words_stand_and_what_is_missing_into_the_agreement() -> None:
    red = SOW + "\n5. Reuse. Developer may use any open source software in the deliverables.\n"
    told = together(msa=msa(), sow=red)
    assert told.homes(clause(told, "open_source_agreed").clause.number) == ("sow.md",)
    assert told.homes(clause(told, "insurance_is_held").clause.number) == ("msa.md",)
    assert told.homes(clause(told, "exit_for_convenience").clause.number) == ()


def test_one_paper_alone_is_judged_as_it_was() -> None:
    told = together(msa=msa())
    assert not told.is_several
    assert told.review is told.reviews["msa.md"]


def test_json_and_lines_name_the_papers() -> None:
    told = together(msa=msa(SOW_FIRST), sow=SOW, proposal=PROPOSAL)
    value = json.loads(json.dumps(together_to_json(told)))
    assert [(one["name"], one["binds"]) for one in value["papers"]] == [
        ("msa.md", True), ("sow.md", True), ("proposal.md", False),
    ]  # fmt: skip
    assert value["clauses"][0]["paper"] == "sow.md"
    assert value["clauses"][0]["instead_of"][0]["paper"] == "msa.md"
    shown = "\n".join(together_lines(told, 100))
    assert "proposal.md: A proposal binds nobody" in shown
    assert "goes before" in shown


def test_a_red_flag_that_is_sure_in_one_paper_is_no_question_for_what_another_may_say() -> None:
    asks = "\n8. Reuse. Developer may use any open source software in the deliverables.\n"
    told = together(msa=msa(asks), sow=SOW)
    assert clause(told, "open_source_agreed").sure is told.reviews["msa.md"].findings[3].sure
    may = "\n8. Pause. Developer may pause.\n"
    stops = SOW + "\n5. Pause. Developer may suspend the services and disable the software if an invoice is unpaid.\n"
    found = clause(together(msa=msa(may), sow=stops), "no_self_help")
    assert (found.state, found.sure) == (State.RED_FLAG, True)
