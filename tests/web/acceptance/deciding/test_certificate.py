"""The certificate of what was accepted is signed by the key process, and verifies with the key of the agreement."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from makegood.engagements.models import Engagement, Event
from makegood.engagements.record.anchoring import key_of
from makegood.engagements.record.keys import change_key
from makegood.engine.bundle import Bundle
from makegood.engine.certificate.checking import CertificateAnswers, check_certificate
from makegood.phases.acceptance.actions.deciding.certifying import certify
from makegood.phases.acceptance.models import Certificate, Submission, Waiver
from makegood.rules import keyholder
from makegood.rules.signing import VerifyingKey, read_envelope
from tests.web.acceptance.deciding.opened import SECRETS, TESTS, accept, handed
from tests.web.acceptance.deciding.saying import appeal, rule, script, try_script
from tests.web.acceptance.handing import sign
from tests.web.cast import Cast, signed_in
from tests.web.inspections.looked import both, finish


@pytest.fixture
def keys() -> Iterator[None]:
    process = keyholder.start(settings.MAKEGOOD_HOME)
    yield
    process.kill()
    process.wait()


def accepted(cast: Cast, engagement: Engagement) -> Submission:
    part, _ = sign(engagement)
    submission = looked_at(handed(cast, part, revision=both()[0].revision))
    rule(cast.rita, appeal(cast, submission, check=SECRETS), "withdrawn")
    return accept(cast, submission)


def looked_at(submission: Submission) -> Submission:
    """By the engine itself: the first delivery, in which a key lies."""
    assert submission.inspection is not None
    digest = finish(submission.inspection, both()[0]).content_digest
    Submission.objects.filter(pk=submission.pk).update(content_digest=digest)
    return Submission.objects.get(pk=submission.pk)


def fetched(cast: Cast, submission: Submission, folder: Path, key: VerifyingKey) -> CertificateAnswers:
    """The zip as Pat gets it, verified with that key."""
    engagement = submission.milestone.agreement.engagement
    answer = signed_in(cast.pat).get(reverse("acceptance:certificate", args=[engagement.pk, submission.pk]))
    assert answer.status_code == 200
    (folder / "certificate.zip").write_bytes(answer.content)
    with Bundle(folder / "certificate.zip") as bundle:
        return check_certificate(bundle, [key])


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
    engagement.refresh_from_db()
    found = fetched(cast, submission, tmp_path, key_of(engagement))
    assert found.faults == []
    assert found.holds
    assert len(found.people) == 1


@pytest.mark.usefixtures("keys")
def test_a_part_that_people_opened_is_open_in_its_certificate_and_verifies(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    part, _ = sign(engagement)
    submission = looked_at(handed(cast, part, revision=both()[0].revision))
    tried = script(cast, part)
    try_script(cast.olivia, submission, tried, "works")
    rule(cast.rita, appeal(cast, submission, check=SECRETS), "withdrawn")
    accept(cast, submission)
    certify()
    engagement.refresh_from_db()
    found = fetched(cast, submission, tmp_path, key_of(engagement))
    assert (found.faults, found.remarks) == ([], [])
    assert found.holds
    assert found.decision == "open"
    ruled, result = Event.objects.get(kind="appeal.ruled").index, Event.objects.get(kind="script.tried").index
    assert found.people == [
        f"{SECRETS}: withdrawn after appeal by {cast.rita.pk} (event {ruled}): They are there.",
        f"Script {tried.title}: works, says {cast.olivia.pk} (event {result}).",
    ]


@pytest.mark.usefixtures("keys")
def test_a_waiver_in_it_names_the_content_as_its_report_does(cast: Cast, engagement: Engagement) -> None:
    submission = accepted(cast, engagement)
    Waiver.objects.create(
        submission=submission, check_id=TESTS, fingerprint="a" * 64, content_digest=submission.content_digest,
        reason_class="small_risk", reason="It is small.", until=submission.at.date(), requested_by=cast.pat,
        requested=submission.at, approved_by=cast.olivia, approved=submission.at, request_event=submission.event,
    )  # fmt: skip
    certify()
    predicate = json.loads(read_envelope(bytes(Certificate.objects.get().envelope)).payload)["predicate"]
    assert [row["contentDigest"] for row in predicate["waivers"]] == [f"sha256:{submission.content_digest}"]
    assert predicate["timeZone"] == "America/New_York"


@pytest.mark.usefixtures("keys")
def test_after_a_change_of_key_the_zip_holds_the_key_that_signed_it(
    cast: Cast, engagement: Engagement, tmp_path: Path
) -> None:
    submission = accepted(cast, engagement)
    certify()
    engagement.refresh_from_db()
    old = key_of(engagement)
    for _ in range(2):
        change_key(engagement=engagement, by=cast.olivia)
    assert key_of(engagement) != old
    assert fetched(cast, submission, tmp_path, old).holds
    with Bundle(tmp_path / "certificate.zip") as bundle:
        assert bundle.read("signer.vkey").decode().strip() == old.text()


@pytest.mark.usefixtures("keys")
def test_the_running_address_is_called_not_linked(cast: Cast, engagement: Engagement) -> None:
    submission = accepted(cast, engagement)
    Submission.objects.filter(pk=submission.pk).update(address="https://shop.test/")
    certify()
    said = json.loads(read_envelope(bytes(Certificate.objects.get().envelope)).payload)
    assert said["predicate"]["notLinked"] == ["https://shop.test/"]
