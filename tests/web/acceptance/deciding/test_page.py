"""The acceptance page: at most three reasons in order, who sees what, and no more queries for more findings."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from makegood.engagements.models import Engagement
from makegood.inspections.models import Lead
from makegood.phases.acceptance.models import Submission
from tests.web.acceptance.deciding.opened import (
    HELD,
    MET,
    NO_TESTS,
    SECRETS,
    TESTS,
    handed,
    opened,
    page,
    send_back,
)
from tests.web.acceptance.deciding.saying import ask_waiver
from tests.web.cast import Cast, signed_in

MOST, MOST_COMPARED = 20, 22
BOTH = {TESTS: "fail", SECRETS: "fail"}


def shown(who: object, submission: Submission) -> str:
    engagement = submission.milestone.agreement.engagement
    path = reverse("acceptance:milestone", args=[engagement.pk, submission.milestone_id])
    return signed_in(who).get(path).content.decode()  # type: ignore[arg-type]


def test_what_must_be_right_comes_first(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, BOTH)
    assert [reason.check for reason in page(submission).shown] == [SECRETS, TESTS]


def test_the_sentence_names_money_to_whoever_may_see_it(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    assert "Don’t pay $10,000 for Order desk yet" in shown(cast.olivia, submission)
    assert "1 of 2 items are proven; the other one holds $10,000 for Order desk" in shown(cast.pat, submission)
    assert "Don’t pay for Order desk yet" in shown(cast.rita, submission)
    assert "10,000" not in shown(cast.adam, submission)


def test_only_the_owner_has_the_button(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, MET)
    path = reverse("acceptance:accept", args=[engagement.pk, submission.pk])
    assert path in shown(cast.olivia, submission)
    for person in (cast.pat, cast.rita, cast.adam):
        assert path not in shown(person, submission)


def test_the_letter_is_ready_and_can_be_changed(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    path = reverse("acceptance:send_back", args=[engagement.pk, submission.pk])
    form = signed_in(cast.olivia).get(path).content.decode()
    assert "app.py:7" in form
    answer = signed_in(cast.olivia).post(path, {"letter": ""})
    assert answer.status_code == 422


def test_the_letter_lies_open_before_whoever_fixes_it(cast: Cast, engagement: Engagement) -> None:
    submission = send_back(cast, opened(cast, engagement, HELD))
    letter = "<summary>The letter</summary>"
    assert f"<details open>{letter}" in shown(cast.pat, submission)
    assert f"<details>{letter}" in shown(cast.olivia, submission)


def asked_for(client: Client, submission: Submission) -> int:
    path = reverse("acceptance:submission", args=[submission.milestone.agreement.engagement_id, submission.pk])
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    for said in ("waiver", "attestation", "appeal", "script", "scriptresult"):
        of_it = [one for one in asked.captured_queries if f'FROM "acceptance_{said}"' in one["sql"]]
        assert len(of_it) == 1, f"{said}: the gate and the page read it once for both"
    return len(asked)


@pytest.mark.parametrize("person", ["olivia", "pat"])
def test_more_findings_and_rounds_cost_no_more_queries(cast: Cast, engagement: Engagement, person: str) -> None:
    client = signed_in(getattr(cast, person))
    first = opened(cast, engagement, BOTH, cure_rounds=9)
    counts = [asked_for(client, first)]
    Lead.objects.bulk_create(
        Lead(inspection_id=first.inspection_id, check_id=SECRETS, fingerprint=f"f{number}", summary="x")
        for number in range(300)
    )
    counts.append(asked_for(client, first))
    assert counts[0] == counts[1] <= MOST, counts
    more = []
    for number in range(2):
        submission = handed(cast, send_back(cast, first).milestone, BOTH, revision=f"{number}" * 40)
        more.append(asked_for(client, submission))
        first = submission
    assert more[0] == more[1] <= MOST_COMPARED, more


def test_what_waits_for_the_owners_answer_is_named_above_and_leads_below(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    assert "#accepted-anyway" not in shown(cast.olivia, submission)
    ask_waiver(cast.pat, submission)
    seen = shown(cast.olivia, submission)
    assert '<a href="#accepted-anyway">1 finding to accept anyway: somebody waits for your answer</a>' in seen
    assert 'id="accepted-anyway"' in seen
    assert "#accepted-anyway" not in shown(cast.pat, submission)
