"""Checklists: made from ours, changed item by item, copied; weaker than standard is said (H11)."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from makegood.engagements.models import Engagement
from makegood.engine import catalogue
from makegood.engine.check import Limit
from makegood.engine.facts import Origin
from makegood.engine.limits import Looser, measure_of
from makegood.engine.playbook import PlaybookRefused, parse
from makegood.engine.verdict import Priority
from makegood.phases.agreement.actions import checklists, drafting
from makegood.phases.agreement.models import Agreement, Milestone, RuleBook
from makegood.phases.agreement.queries.checklists import last_inspected, read, today_of
from tests.web.agreement.drafts import make_draft, make_offer
from tests.web.agreement.inspected import make_inspection
from tests.web.cast import Cast, signed_in

CHECK = "tests.are_not_skipped"
CHECKS = catalogue.load()
LIMITED = sorted((id, name) for id, check in CHECKS.items() for name in check.limits)


@pytest.fixture
def part(cast: Cast, engagement: Engagement) -> Milestone:
    found = make_draft(cast, engagement).milestones.first()
    assert found is not None
    return found


@pytest.fixture
def page(engagement: Engagement, part: Milestone) -> str:
    return f"/engagements/{engagement.pk}/agreement/parts/{part.pk}/checklist"


def book_of(part: Milestone) -> RuleBook:
    return RuleBook.objects.get(milestone=part)


def other_value(id: str, name: str, data: st.DataObject) -> Limit:
    measure = measure_of(CHECKS[id], name)
    if measure.looser is Looser.FEWER:
        return tuple(data.draw(st.lists(st.sampled_from(measure.choices), unique=True)))
    if measure.choices:
        return data.draw(st.sampled_from(measure.choices))
    if measure.unit == "%":
        return Decimal(data.draw(st.integers(0, 100))) / 100
    return data.draw(st.integers(0, 100_000))


@given(st.sampled_from(LIMITED), st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_changed_limit_loads_and_changes_the_digest(
    part: Milestone, limited: tuple[str, str], data: st.DataObject
) -> None:
    """Whatever limit is set, the engine reads it back, and the digest is another one exactly when it is."""
    id, name = limited
    before = book_of(part)
    old, wanted = read(before).criteria[id].limits[name], other_value(id, name, data)
    checklists.change_item(milestone=part, check_id=id, priority=Priority.REQUIRED, limits={name: old})
    before = book_of(part)
    checklists.change_item(milestone=part, check_id=id, priority=Priority.REQUIRED, limits={name: wanted})
    after = book_of(part)
    kept = parse(bytes(after.content), CHECKS, "x").criteria[id].limits[name]
    assert kept == (wanted if not isinstance(old, str) or isinstance(wanted, str) else str(wanted))
    assert (after.digest != before.digest) == (bytes(after.content) != bytes(before.content)) == (kept != old)


def test_the_first_part_has_nothing_to_be_compared_with(part: Milestone) -> None:
    assert [read(book_of(one)).first for one in part.agreement.milestones.all()] == [True, False, False]


def test_a_limit_of_nothing_is_agreed_and_said_to_be_below_standard(part: Milestone, page: str, cast: Cast) -> None:
    checklists.change_item(
        milestone=part, check_id=CHECK, priority=Priority.REQUIRED, limits={"most_share": Decimal(1)}
    )
    assert book_of(part).below_standard == [
        {"check": CHECK, "because": "Share of the tests that are switched off, at most: 100 %; usually 5 %."}
    ]
    shown = signed_in(cast.olivia).get(page).content.decode()
    assert "1 point is agreed below standard." in shown
    assert "at most: 100 %; usually 5 %." in shown


def test_what_is_left_out_is_said_and_a_missing_family_is_one_sentence(part: Milestone) -> None:
    for id in [id for id in read(book_of(part)).criteria if id.startswith("security.")]:
        checklists.change_item(milestone=part, check_id=id, priority=None)
    assert book_of(part).below_standard == [{"check": "security", "because": "Nothing of security is looked at."}]


def test_asking_for_more_is_not_below_standard(part: Milestone) -> None:
    checklists.change_item(
        milestone=part,
        check_id=CHECK,
        priority=Priority.BLOCKER,
        limits={"most_share": Decimal(0)},
        accepts=[Origin.OBSERVED],
        fresh_days=7,
    )
    assert book_of(part).below_standard == []


def test_an_item_is_changed_on_its_page_and_a_bad_limit_keeps_what_was_typed(
    cast: Cast, part: Milestone, page: str
) -> None:
    olivia = signed_in(cast.olivia)
    typed = {"priority": "blocker", "limit_most_share": "lots", "accepts": ["observed"], "fresh_days": "14"}
    wrong = olivia.post(f"{page}/{CHECK}", typed)
    assert wrong.status_code == 422
    assert "Please enter a number, 0 or more." in wrong.content.decode()
    assert 'value="lots"' in wrong.content.decode()
    assert olivia.post(f"{page}/{CHECK}", {**typed, "limit_most_share": "2.5 %"}).status_code == 302
    item = read(book_of(part)).criteria[CHECK]
    assert (item.priority, item.limits, item.accepts, item.fresh_days) == (
        Priority.BLOCKER,
        {"most_share": Decimal("0.025")},
        {Origin.OBSERVED},
        14,
    )


def test_an_item_that_does_not_exist_is_not_there(cast: Cast, page: str) -> None:
    assert signed_in(cast.olivia).get(f"{page}/security.no_secret").status_code == 404


def test_a_misspelt_id_in_a_stored_checklist_refuses_to_load(part: Milestone) -> None:
    content = bytes(book_of(part).content).replace(b"security.no_secrets", b"security.no_secret")
    with pytest.raises(PlaybookRefused, match="does not exist"):
        parse(content, CHECKS, "x")


def test_a_checklist_is_given_to_other_parts_and_first_stays_theirs(cast: Cast, part: Milestone, page: str) -> None:
    checklists.change_item(milestone=part, check_id=CHECK, priority=Priority.BLOCKER)
    second, third = list(part.agreement.milestones.all())[1:]
    signed_in(cast.olivia).post(f"{page}/copy", {"to": [str(second.pk)]})
    assert read(book_of(second)).criteria == read(book_of(part)).criteria
    assert not read(book_of(second)).first
    assert read(book_of(third)).criteria[CHECK].priority is Priority.REQUIRED


def test_a_checklist_is_not_given_to_a_part_of_somebody_else(cast: Cast, part: Milestone, page: str) -> None:
    other = Milestone.objects.create(
        agreement=Agreement.objects.create(engagement=part.agreement.engagement, number=9, state="signed"),
        position=1, title="x", amount_cents=1,
    )  # fmt: skip
    answer = signed_in(cast.olivia).post(f"{page}/copy", {"to": [str(other.pk)]})
    assert answer.status_code == 422
    assert not RuleBook.objects.filter(milestone=other).exists()


def test_allowing_to_run_their_code_asks_for_green_tests_where_nobody_changed_the_checklist(part: Milestone) -> None:
    second = list(part.agreement.milestones.all())[1]
    checklists.change_item(milestone=second, check_id=CHECK, priority=Priority.BLOCKER)
    drafting.answer_question(agreement=part.agreement, question="running", answers={"allow_run": True})
    assert read(book_of(part)).criteria["tests.pass"].priority is Priority.REQUIRED
    assert read(book_of(second)).criteria["tests.pass"].priority is Priority.ADVISORY
    drafting.answer_question(agreement=part.agreement, question="running", answers={"allow_run": False})
    assert read(book_of(part)).criteria["tests.pass"].priority is Priority.ADVISORY


def test_todays_result_stands_beside_each_item_and_the_worst_is_told(
    cast: Cast, engagement: Engagement, page: str
) -> None:
    inspection = make_inspection(engagement, {CHECK: "pass", "tests.exist": "unknown"})
    inspection.verdicts.create(check_id=CHECK, version=1, subject="Other", outcome="fail", because="12 are off.")
    assert {id: today.outcome.value for id, today in today_of(last_inspected(engagement)).items()} == {
        CHECK: "fail",
        "tests.exist": "unknown",
    }
    shown = signed_in(cast.olivia).get(page).content.decode()
    assert "Not right today" in shown
    assert "12 are off." in shown


def test_the_partner_reads_every_rule_with_its_limit_once_it_is_offered(cast: Cast, engagement: Engagement) -> None:
    part = make_offer(cast, engagement).milestones.first()
    assert part is not None
    shown = signed_in(cast.pat).get(f"/engagements/{engagement.pk}/agreement/parts/{part.pk}/checklist")
    text = shown.content.decode()
    for id in read(book_of(part)).criteria:
        assert CHECKS[id].promise in text.replace("&#x27;", "'")
        assert f"Check {id}, version {CHECKS[id].version}" in text
    assert "Share of the tests that are switched off, at most: <strong>5 %</strong>" in text


def test_the_partner_sees_no_checklist_of_a_draft(cast: Cast, page: str) -> None:
    client: Client = signed_in(cast.pat)
    assert client.get(page).status_code == 404
