"""An item with very many places: the page says how many, and does not read them all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from makegood.engagements.models import Engagement
from makegood.inspections.models import Lead, Verdict
from makegood.phases.acceptance.queries.deciding.decided import SHOWN
from makegood.phases.acceptance.queries.deciding.letters import letter_to_partner
from tests.web.acceptance.deciding.opened import HELD, NO_TESTS, SECRETS, TESTS, opened, page
from tests.web.cast import Cast, signed_in

MANY = 400


@pytest.mark.django_db
def test_of_many_places_the_first_are_read_and_all_are_counted(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, HELD)
    inspection = submission.inspection
    assert inspection is not None
    Lead.objects.bulk_create(
        Lead(
            inspection=inspection, check_id=SECRETS, fingerprint=f"p{number}", summary="A key", path="b.py", line=number
        )
        for number in range(MANY - 1)
    )
    Verdict.objects.filter(inspection=inspection, check_id=SECRETS).update(places=MANY)
    with CaptureQueriesContext(connection) as asked:
        found = page(submission)
    assert len(asked) < 25
    assert found.decided is not None
    held = next(verdict for verdict in found.decided.verdicts if verdict.check == SECRETS)
    assert len(held.evidence) == SHOWN
    assert held.evidence[0].path == "app.py"
    assert next(reason for reason in found.reasons if reason.check == SECRETS).places == MANY
    assert f"and {MANY - 5} more places, named in the report" in letter_to_partner(found)


def test_any_of_many_findings_can_be_found_and_asked_for(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    Lead.objects.bulk_create(
        Lead(inspection=submission.inspection, check_id=TESTS, fingerprint=f"p{number}", summary=f"Untested {number}.")
        for number in range(SHOWN + 20)
    )
    pat, path = signed_in(cast.pat), f"/engagements/{engagement.pk}/submissions/{submission.pk}/items/{TESTS}"
    first = pat.get(f"{path}/accept-anyway/").content.decode()
    assert "Which finding should be accepted anyway?" in first
    assert "Untested 69." not in first
    assert "Untested 69." in pat.get(f"{path}/accept-anyway/?page=2").content.decode()
    assert "finding=p69" in pat.get(f"{path}/accept-anyway/?words=untested+69").content.decode()
    assert "Nothing found with “cake”" in pat.get(f"{path}/accept-anyway/?words=cake").content.decode()
    said = {
        "reason_class": "small_risk",
        "reason": "It is small.",
        "compensation": "We look at it by hand.",
        "debt": "$100.00",
        "until": (timezone.now() + timedelta(days=20)).date().isoformat(),
        "fingerprint": "p69",
    }
    asked = pat.post(f"{path}/accept-anyway/?finding=p69", said)
    assert asked.status_code == 302
    assert "Untested 69." in pat.get(asked["Location"]).content.decode()


def test_an_item_that_names_no_finding_says_so_instead_of_asking_which(cast: Cast, engagement: Engagement) -> None:
    submission = opened(cast, engagement, NO_TESTS)
    Lead.objects.update(fingerprint="")
    path = f"/engagements/{engagement.pk}/submissions/{submission.pk}/items/{TESTS}/accept-anyway/"
    assert "no single finding" in signed_in(cast.pat).get(path).content.decode()
