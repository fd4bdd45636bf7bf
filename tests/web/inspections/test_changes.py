"""New, gone and unchanged are told by fingerprint; gone only where the same look completed over the same things."""

from __future__ import annotations

import pytest

from makegood.engagements.models import Engagement
from makegood.inspections.changes import Totals, changes_between, earlier_of, totals_between
from makegood.inspections.measures import measures_since
from makegood.inspections.models import Lead, State, Verdict
from tests.web.inspections.looked import ask, both, done

SECRETS = "security.no_secrets"


def test_a_key_that_was_taken_out_is_gone_only_where_history_let_it_go(engagement: Engagement) -> None:
    """It still stands in the history, so the place stays although the file no longer holds it."""
    first, second = (done(engagement, seen) for seen in both())
    found = changes_between(second, first)
    change = next(one for one in found.checks if one.row.verdict.check_id == SECRETS)
    assert change.whole
    assert change.row.verdict.outcome == "fail"
    assert change.new_count + change.same_count == change.row.verdict.places


def _pair(engagement: Engagement, scopes: tuple[str, str]) -> tuple[int, int, int, str]:
    rows = []
    for scope, fingerprints in zip(scopes, (("a", "a", "b"), ("a", "c")), strict=True):
        inspection = ask(engagement, both()[0], state=State.DONE)
        Verdict.objects.create(
            inspection=inspection,
            check_id=SECRETS,
            version=1,
            subject="shop",
            outcome="fail",
            because="",
            scope=scope,
            places=3,
        )
        for fingerprint in fingerprints:
            Lead.objects.create(inspection=inspection, check_id=SECRETS, fingerprint=fingerprint, summary=fingerprint)
        rows.append(inspection)
    (change,) = changes_between(rows[1], rows[0]).checks
    return change.new_count, change.gone_count, change.same_count, change.because


def test_the_second_of_two_equal_places_may_go(engagement: Engagement) -> None:
    assert _pair(engagement, ("s", "s")) == (1, 2, 1, "")


@pytest.mark.parametrize(
    ("scopes", "because"),
    [(("s", "t"), "rules or limits"), (("", "s"), "the time before"), (("s", ""), "this time")],
)
def test_with_another_scope_nothing_is_called_gone(
    engagement: Engagement, scopes: tuple[str, str], because: str
) -> None:
    new, gone, same, said = _pair(engagement, scopes)
    assert (new, gone, same) == (1, 0, 1)
    assert because in said


def test_what_the_earlier_one_did_not_look_at_is_not_new(engagement: Engagement) -> None:
    first, second = (ask(engagement, both()[0], state=State.DONE) for _ in range(2))
    told = {"check_id": SECRETS, "version": 1, "subject": "shop", "outcome": "fail", "because": "", "places": 1}
    Verdict.objects.create(inspection=second, **told)
    Lead.objects.create(inspection=second, check_id=SECRETS, fingerprint="a", summary="a")
    (change,) = changes_between(second, first).checks
    assert (change.new_count, change.because) == (0, "The earlier inspection did not look at this.")


def test_the_earlier_one_is_of_the_same_code(engagement: Engagement) -> None:
    first = done(engagement)
    ask(engagement, both()[0], state=State.FAILED)
    done(engagement, mirror="another.git")
    assert earlier_of(ask(engagement, both()[1])) == first
    assert earlier_of(first) is None


def test_a_test_that_lost_its_assertion_is_told_with_the_measuring_stick(engagement: Engagement) -> None:
    told = {measure.title: measure for measure in measures_since(done(engagement, both()[1]))}
    assert told["How many tests there are"].says == "1 tests then, 1 now."
    (place,) = told["Tests that check less"].places
    assert place[1] == "tests/test_app.py"
    assert told["Accepted tests that fail with the new code"].says == "Could not be seen."


def test_a_first_delivery_has_no_measuring_stick_to_compare(engagement: Engagement) -> None:
    assert measures_since(done(engagement)) == []


def test_the_numbers_are_written_down_with_the_inspection_and_asked_anew_for_another_earlier_one(
    engagement: Engagement,
) -> None:
    first, second = (done(engagement, seen) for seen in both())
    found = changes_between(second, first)
    told = {"with": str(first.pk), "new": found.new_count, "gone": found.gone_count, "same": found.same_count}
    assert (first.compared, second.compared) == ({}, told)
    assert totals_between(second, first) == Totals(first, found.new_count, found.gone_count, found.same_count)
    second.compared = {**told, "with": "another", "new": 99}
    assert totals_between(second, first).new_count == found.new_count
    second.compared = {**told, "new": 99}
    assert totals_between(second, first).new_count == 99
