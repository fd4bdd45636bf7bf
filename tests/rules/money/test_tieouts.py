"""A payment request ties, or says where it does not, to the cent."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.rules.money.application import Application, Certified, certified, next_application
from makegood.rules.money.schedule import ChangeOrder, Line, Schedule
from makegood.rules.money.tieouts import tie_outs
from makegood.rules.refusal import blocking
from tests.rules.money.drawn import EXAMPLE, chains, example_applications

FIRST, SECOND = example_applications()
LAST = certified(EXAMPLE, FIRST)
Chain = tuple[Schedule, list[Application], Certified | None]


def claimed(line: str, **changes: object) -> Application:
    claims = tuple(replace(claim, **changes) if claim.line == line else claim for claim in SECOND.claims)  # type: ignore[arg-type]
    return replace(SECOND, claims=claims)


def blocked(application: Application, schedule: Schedule = EXAMPLE) -> set[str]:
    return {problem.name for problem in blocking(tie_outs(schedule, application, LAST))}


def test_the_worked_example_ties() -> None:
    assert [problem.name for problem in tie_outs(EXAMPLE, SECOND, LAST)] == ["no_contributor_statement"]
    assert tie_outs(EXAMPLE, replace(SECOND, contributors_through="2026-03-01"), LAST) == ()


def test_a_refused_request_in_between_leaves_a_gap_in_the_numbers() -> None:
    assert blocked(replace(SECOND, number=4)) == set()


def test_a_part_that_a_change_order_brought_starts_at_nothing() -> None:
    more = replace(
        EXAMPLE,
        lines=(*EXAMPLE.lines, Line("e", "Export", 0)),
        changes=(*EXAMPLE.changes, ChangeOrder("3", "e", 400_000, approved=True)),
    )
    application = next_application(more, LAST, {"e": 400_000}, rate=1_000, proven=frozenset("e"))
    assert blocked(application, more) == set()
    assert {"above_line"} == blocked(replace(application), replace(more, changes=EXAMPLE.changes))


def test_change_orders_of_other_parts_are_not_named() -> None:
    problems = tie_outs(EXAMPLE, claimed("b", this_cents=3_800_001), LAST)
    assert "Ordering: $38,000.01 to date is $0.01 more than its $38,000." in [one.sentence for one in problems]


def test_previous_is_what_the_last_one_left() -> None:
    assert "previous_differs" in blocked(claimed("a", previous_cents=1_200_001))


def test_previous_plus_this_stays_within_the_line() -> None:
    assert "above_line" in blocked(claimed("b", this_cents=3_800_001))


def test_an_unsigned_change_order_is_named_where_it_would_be_needed() -> None:
    problems = tie_outs(EXAMPLE, claimed("d", this_cents=2_500_000, proven=True), LAST)
    sentences = [problem.sentence for problem in problems if problem.name == "above_line"]
    assert sentences == [
        "Launch: $25,000 to date is $5,000 more than its $20,000. Change order 2 is not signed by both."
    ]


def test_nothing_is_asked_before_its_checks_passed_unless_the_owner_pays_anyway() -> None:
    assert blocked(claimed("b", proven=False)) == {"not_proven"}
    anyway = tie_outs(EXAMPLE, claimed("b", proven=False, paid_anyway=True), LAST)
    assert blocking(anyway) == ()
    assert "paid_anyway" in {problem.name for problem in anyway}


@pytest.mark.parametrize(
    ("application", "name"),
    [
        (replace(SECOND, number=1), "number_differs"),
        (replace(SECOND, previous_earned_cents=0), "certificates_differ"),
        (replace(SECOND, claims=SECOND.claims[1:]), "line_missing"),
        (replace(SECOND, claims=(*SECOND.claims, SECOND.claims[0])), "claim_twice"),
        (replace(SECOND, claims=(*SECOND.claims, replace(SECOND.claims[0], line="z"))), "line_unknown"),
        (claimed("b", this_cents=-1), "asked_below_zero"),
        (claimed("b", this_cents=0), "nothing_due"),
        (claimed("b", this_cents=9_700_000), "above_contract"),
    ],
)
def test_what_does_not_tie_is_named(application: Application, name: str) -> None:
    assert name in blocked(application)


def test_the_parts_of_time_and_materials_need_not_sum_to_the_total_cap() -> None:
    capped = replace(EXAMPLE, contract_cents=6_000_000, capped=True)
    assert blocking(tie_outs(capped, SECOND, LAST)) == ()
    assert "above_contract" in blocked(SECOND, replace(capped, contract_cents=4_000_000))


@given(chains())
def test_a_chain_within_its_lines_ties(chain: Chain) -> None:
    schedule, applications, before = chain
    names = {problem.name for problem in blocking(tie_outs(schedule, applications[-1], before))}
    assert names <= {"nothing_due"}


@given(chains(), st.sampled_from([-1, 1]), st.data())
def test_a_single_cent_in_what_was_certified_is_found(chain: Chain, cent: int, data: st.DataObject) -> None:
    schedule, applications, before = chain
    application = applications[-1]
    place = data.draw(st.integers(0, len(application.claims)))
    if place == len(application.claims):
        changed = replace(application, previous_earned_cents=application.previous_earned_cents + cent)
        name = "certificates_differ"
    else:
        claims = list(application.claims)
        claims[place] = replace(claims[place], previous_cents=claims[place].previous_cents + cent)
        changed, name = replace(application, claims=tuple(claims)), "previous_differs"
    assert name in {problem.name for problem in blocking(tie_outs(schedule, changed, before))}
