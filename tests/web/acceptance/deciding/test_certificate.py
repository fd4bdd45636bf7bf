"""The certificate of what was accepted is signed by the key process, and verifies with the key of the agreement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from makegood.engagements.anchoring import key_of
from makegood.engagements.models import Engagement, Event
from makegood.engine.bundle import Bundle
from makegood.engine.certificate.checking import check_certificate
from makegood.inspections.models import Inspection
from makegood.phases.acceptance.actions.certifying import certify
from makegood.phases.acceptance.models import Certificate, Submission
from makegood.rules import keyholder
from tests.web.acceptance.deciding.opened import opened
from tests.web.acceptance.handing import decided
from tests.web.cast import Cast, signed_in
from tests.web.inspections.looked import both, finish


@pytest.fixture
def keys() -> Iterator[None]:
    process = keyholder.start(settings.MAKEGOOD_HOME)
    yield
    process.kill()
    process.wait()


def accepted(cast: Cast, engagement: Engagement) -> Submission:
    submission = opened(cast, engagement)
    inspection = submission.inspection
    assert inspection is not None
    finish(Inspection.objects.get(pk=inspection.pk), both()[1])
    decided(submission, "accepted")
    return Submission.objects.get(pk=submission.pk)


def test_while_the_key_process_is_away_the_certificate_waits(cast: Cast, engagement: Engagement) -> None:
    accepted(cast, engagement)
    certify()
    assert not Certificate.objects.exists()


@pytest.mark.usefixtures("keys")
def test_it_is_made_once_and_verifies_on_any_machine(cast: Cast, engagement: Engagement, tmp_path: Path) -> None:
    submission = accepted(cast, engagement)
    certify()
    certify()
    assert Certificate.objects.count() == Event.objects.filter(kind="certificate.made").count() == 1
    path = reverse("acceptance:certificate", args=[engagement.pk, submission.pk])
    answer = signed_in(cast.pat).get(path)
    assert answer.status_code == 200
    engagement.refresh_from_db()
    (tmp_path / "certificate.zip").write_bytes(answer.content)
    with Bundle(tmp_path / "certificate.zip") as bundle:
        found = check_certificate(bundle, [key_of(engagement)])
    assert found.faults == []
    assert found.holds
