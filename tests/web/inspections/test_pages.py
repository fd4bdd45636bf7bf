"""Pages of inspections: what they say, how many questions they ask, and that files can do nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from makegood.engagements.figures import waiting_for
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import standings_of
from makegood.inspections.models import Inspection, Lead, State, Verdict
from tests.web.acceptance.deciding.opened import opened
from tests.web.cast import Cast, make_engagement, signed_in
from tests.web.inspections.looked import ask, both, done

Counted = Callable[..., Any]


def _path(name: str, inspection: Inspection, **more: object) -> str:
    ids = {"engagement_id": inspection.engagement_id, "inspection_id": inspection.pk}
    return reverse(f"inspections:{name}", kwargs={**ids, **more})


def _page(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_the_decision_first_and_leads_to_each_place(cast: Cast, engagement: Engagement) -> None:
    inspection, olivia = done(engagement), signed_in(cast.olivia)
    page = _page(olivia, _path("show", inspection))
    assert "Don&#x27;t pay yet" in page
    assert "One thing that you were promised is not right." in page
    assert page.index("Must be right") < page.index("Should be right") < page.index("Good to know")
    places = _path("places", inspection, check_id="security.no_secrets")
    assert places in page
    shown = _page(olivia, places)
    assert "app.py:8" in shown
    assert "AKIAQ7ZW" not in shown


def test_the_number_of_questions_is_independent_of_what_was_found(
    cast: Cast, engagement: Engagement, django_assert_max_num_queries: Counted
) -> None:
    inspection, olivia = done(engagement), signed_in(cast.olivia)
    other = done(engagement)
    for number in range(120):
        Lead.objects.create(inspection=other, check_id="security.no_secrets", fingerprint=f"f{number}", summary="x")
        Verdict.objects.create(
            inspection=other, check_id=f"made.up_{number}", version=1, subject="s", outcome="fail", because="x"
        )
    for name, most in (("show", 16), ("changed", 18), ("look", 12)):
        for one in (inspection, other):
            with django_assert_max_num_queries(most):
                olivia.get(_path(name, one))
    with django_assert_max_num_queries(14):
        olivia.get(_path("places", other, check_id="security.no_secrets") + "?page=2")
    with django_assert_max_num_queries(14):
        olivia.get(reverse("inspections:index", args=[engagement.pk]))


def test_while_it_runs_the_page_says_what_is_done_and_how_long_it_takes(cast: Cast, engagement: Engagement) -> None:
    done(engagement)
    running = ask(engagement, both()[1], state=State.LOOKING, progress=[["history", "running"]])
    page = _page(signed_in(cast.olivia), _path("show", running))
    assert "You may leave this page" in page
    assert "history: running" in page
    assert "about 42 seconds" in page


def test_when_it_ended_the_waiting_page_is_told_to_load_itself_anew(cast: Cast, engagement: Engagement) -> None:
    inspection, olivia = done(engagement), signed_in(cast.olivia)
    answer = olivia.get(_path("progress", inspection))
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


def test_the_report_is_a_download_that_can_do_nothing(cast: Cast, engagement: Engagement) -> None:
    inspection, pat = done(engagement), signed_in(cast.pat)
    answer = pat.get(_path("report", inspection, form="html"))
    assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert pat.get(_path("report", inspection, form="pdf"))["Content-Type"] == "application/pdf"
    assert pat.get(_path("report", inspection, form="exe")).status_code == 404


def test_evidence_is_seen_in_its_own_engagement_only(cast: Cast, engagement: Engagement) -> None:
    inspection, olivia = done(engagement), signed_in(cast.olivia)
    other = make_engagement(cast, "Another")
    for path in (inspection.report_digest, "0" * 64, "..", "x"):
        url = reverse("inspections:evidence", kwargs={"engagement_id": other.pk, "digest": path})
        assert olivia.get(url).status_code == 404
    own = reverse("inspections:evidence", args=[engagement.pk, inspection.report_digest])
    assert olivia.get(own).status_code == 200


def test_another_look_uses_the_same_checklist_and_starts_nothing_twice(cast: Cast, engagement: Engagement) -> None:
    inspection, rita = done(engagement), signed_in(cast.rita)
    answer = rita.post(_path("look", inspection), {"what": "newest"})
    asked = Inspection.objects.exclude(pk=inspection.pk).get()
    assert answer["Location"] == _path("show", asked)
    assert (bytes(asked.rule_book), asked.revision, asked.state) == (bytes(inspection.rule_book), "", State.WAITING)
    assert "Please choose one." in rita.post(_path("look", inspection), {}).content.decode()


def test_stopping_and_trying_again_keep_the_row(cast: Cast, engagement: Engagement) -> None:
    running, olivia = ask(engagement, both()[0], state=State.LOOKING), signed_in(cast.olivia)
    olivia.post(_path("stop", running))
    running.refresh_from_db()
    assert (running.state, running.note) == (State.CANCELLED, "Olivia stopped it.")
    first = running.run_id
    olivia.post(_path("again", running))
    olivia.post(_path("again", running))
    running.refresh_from_db()
    assert (running.state, running.tries) == (State.WAITING, 2)
    assert running.run_id != first


def test_the_home_page_says_what_could_not_be_done_and_not_for_a_week_what_came_out(
    cast: Cast, engagement: Engagement
) -> None:
    row = done(engagement)
    assert not [one for one in waiting_for(standings_of(cast.olivia)) if "inspect" in one.sentence]
    Inspection.objects.filter(pk=row.pk).update(state=State.FAILED)
    for person, sees in ((cast.olivia, True), (cast.pat, True), (cast.ben, False), (cast.max, False)):
        told = [one.sentence for one in waiting_for(standings_of(person))]
        assert any("the inspection could not be done" in sentence for sentence in told) is sees


@pytest.mark.parametrize("state", [State.FAILED, State.CANCELLED])
def test_what_failed_says_why_and_what_to_do(cast: Cast, engagement: Engagement, state: str) -> None:
    failed = ask(engagement, both()[0], state=state, note="The disk is full.")
    page = _page(signed_in(cast.olivia), _path("show", failed))
    assert "The disk is full." in page
    assert "Try again" in page
    assert "Try again" not in _page(signed_in(cast.pat), _path("show", failed))


def test_an_inspection_of_a_hand_in_leads_to_its_decision_and_any_other_to_none(
    cast: Cast, engagement: Engagement
) -> None:
    submission = opened(cast, engagement, {"security.no_secrets": "pass", "tests.exist": "pass"})
    decision = f"/engagements/{engagement.pk}/submissions/{submission.pk}/"
    assert submission.inspection is not None
    assert decision in _page(signed_in(cast.olivia), _path("show", submission.inspection))
    assert "What it means for the payment" not in _page(signed_in(cast.olivia), _path("show", done(engagement)))
