"""An item with very many places: the page says how many, and does not read them all."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from makegood.engagements.models import Engagement
from makegood.inspections.models import Lead, Verdict
from makegood.phases.acceptance.queries.deciding import SHOWN
from makegood.phases.acceptance.queries.letters import letter_to_partner
from tests.web.acceptance.deciding.opened import HELD, SECRETS, opened, page
from tests.web.cast import Cast

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
