"""In the name of a practice: reports, letters and the page to settle that its advisor hands on, and nothing else."""

from __future__ import annotations

import io
import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from makegood import durable
from makegood.connectors.uploads import kept_path
from makegood.engagements.events import record
from makegood.engagements.models import Engagement, Seat
from makegood.engagements.permissions import GRANTABLE
from makegood.inspections.filing import evidence_path, keep, read_kept
from makegood.inspections.models import Inspection
from makegood.rhythm.portfolio.models import Limit, Practice, ReportCopy
from makegood.rhythm.portfolio.queries.branding import brand_of, logo_folder
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import decided, desk_with, shown_at
from tests.web.desk.signing import made
from tests.web.engagements.people_of_tests import words
from tests.web.inspections.looked import done
from tests.web.portfolio.pictures import png
from tests.web.portfolio.practices import practice_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker, at once."""
    monkeypatch.setattr(durable, "enqueue_after_commit", lambda workflow, _, *args: workflow(*args))


@pytest.fixture
def practice(cast: Cast) -> Practice:
    practice = practice_for(cast.adam)
    practice.accent, practice.logo = "#7a1f4f", keep(png())
    practice.save()
    return practice


@pytest.fixture
def adam(cast: Cast, engagement: Engagement) -> Client:
    Seat.objects.filter(engagement=engagement, user=cast.adam).update(capabilities=sorted(map(str, GRANTABLE)))
    return signed_in(cast.adam)


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def body_of(report: str) -> str:
    """From its first line on, without the numbers that the drawing counts through."""
    return re.sub(r"clip[0-9]+", "clip", report.partition('<p class="what">')[2])


def path_of(inspection: Inspection) -> str:
    return f"/clients/{inspection.engagement_id}/reports/{inspection.pk}/"


def test_a_report_is_handed_on_in_the_name_of_the_practice_and_the_one_in_the_record_stays(
    engagement: Engagement, adam: Client, practice: Practice
) -> None:
    inspection = done(engagement)
    before = read_kept(inspection.html_digest)
    path = path_of(inspection)
    assert path in words(adam.get(f"/engagements/{engagement.pk}/inspections/{inspection.pk}/"))
    adam.post(path)
    assert "is there in the name of Reyes Advisory" in words(adam.get(path))
    page = adam.get(f"{path}report.html")
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in page.headers["Content-Security-Policy"]
    told = page.content.decode()
    assert 'src="data:image/png;base64,' in told
    assert "Reyes Advisory" in told
    assert body_of(before.decode()) == body_of(told)
    assert "Reyes Advisory" in text_of(adam.get(f"{path}report.pdf").content)
    assert b"Reyes" not in before
    assert read_kept(inspection.html_digest) == before
    first = ReportCopy.objects.get()
    practice.name = "Reyes & Daughters"
    practice.save()
    assert "looks otherwise since it was made" in words(adam.get(path))
    adam.post(path)
    assert b"Reyes &amp; Daughters" in adam.get(f"{path}report.html").content
    assert ReportCopy.objects.get().html != first.html


def test_other_facts_or_rules_make_no_copy(engagement: Engagement, adam: Client, practice: Practice) -> None:
    inspection = done(engagement)
    inspection.rule_book = bytes(inspection.rule_book).replace(b"blocker", b"advisory")
    inspection.save()
    adam.post(path_of(inspection))
    assert "judges by newer rules" in words(adam.get(path_of(inspection)))
    assert adam.get(f"{path_of(inspection)}report.pdf").status_code == 404
    assert not ReportCopy.objects.get(practice=practice).is_making


def test_nobody_but_an_advisor_who_sees_the_work_hands_one_on(
    cast: Cast, engagement: Engagement, adam: Client, practice: Practice
) -> None:
    inspection = done(engagement)
    for user in (cast.olivia, cast.pat, cast.rita, cast.stan):
        assert signed_in(user).get(path_of(inspection)).status_code == 404
    Seat.objects.filter(engagement=engagement, user=cast.adam).update(capabilities=["see"])
    assert adam.get(path_of(inspection)).status_code == 404
    Practice.objects.filter(pk=practice.pk).delete()
    assert adam.get(path_of(inspection)).headers["Location"] == "/practice/"


def test_a_letter_that_an_advisor_sends_goes_on_the_paper_of_the_practice(
    cast: Cast, engagement: Engagement, adam: Client, practice: Practice
) -> None:
    desk = decided(desk_with(engagement, cast.olivia))
    with_limit(engagement, cast)
    assert practice.accent
    path = f"/engagements/{engagement.pk}/desk/letters/partner/"
    said = {"address": "pat@pixelworks.example", "subject": "Your bill", "text": "Please wait.", "send": "yes"}
    adam.post(path, said)
    assert "on the paper of Reyes Advisory" in words(adam.get(f"{path}send"))
    assert "Please wait." in text_of(adam.get(f"{path}paper").content)
    adam.post(f"{path}send", shown_at(adam, f"{path}send"))
    (sent,) = mail.outbox
    assert sent.body.endswith("-- \nReyes Advisory, made with Makegood\n")
    ((name, content, kind),) = sent.attachments
    assert (name, kind) == ("your-bill.pdf", "application/pdf")
    assert "Reyes Advisory" in text_of(content)
    olivia = signed_in(cast.olivia)
    olivia.post(path.replace("partner", "bookkeeper"), {**said, "address": "ben@example.com"})
    assert "on the paper of" not in words(olivia.get(path.replace("partner", "bookkeeper") + "send"))
    assert olivia.get(f"{path}paper").status_code == 404
    own = path.replace("partner", "bookkeeper") + "send"
    olivia.post(own, shown_at(olivia, own))
    assert not mail.outbox[1].attachments
    assert desk.engagement_id == engagement.pk


def with_limit(engagement: Engagement, cast: Cast) -> None:
    with transaction.atomic():
        event = record(engagement=engagement, kind="advisor.limit_set", payload={}, actor=cast.olivia)
    until = timezone.now() + timedelta(days=30)
    Limit.objects.create(
        engagement=engagement, advisor=cast.adam, cents=9_000_000, until=until, set_by=cast.olivia, event=event
    )


def test_the_page_to_settle_carries_the_practice_where_its_advisor_had_it_made(
    cast: Cast, engagement: Engagement, adam: Client, practice: Practice
) -> None:
    desk = desk_with(engagement, cast.olivia)
    for person, branded in ((cast.adam, True), (cast.olivia, False)):
        made(desk, person)
        page = adam.get(f"/engagements/{engagement.pk}/desk/contract/settle.html")
        assert ("Reyes Advisory" in page.content.decode()) is branded
        assert "img-src data:" in page.headers["Content-Security-Policy"]
        told = text_of(adam.get(f"/engagements/{engagement.pk}/desk/contract/settle.pdf").content)
        assert (practice.name in told) is branded


def test_a_logo_that_was_replaced_leaves_the_disk_and_evidence_of_the_same_bytes_does_not(
    cast: Cast, adam: Client
) -> None:
    practice = practice_for(cast.adam)
    evidence = keep(png())
    logos = [png(), png(width=30)]
    kept = []
    for logo in logos:
        adam.post("/practice/logo/take", {"logo": SimpleUploadedFile("logo.png", logo)})
        practice.refresh_from_db()
        kept.append(kept_path(logo_folder(), practice.logo))
    assert [path.exists() for path in kept] == [False, True]
    assert brand_of(practice).logo
    adam.post("/practice/logo/remove")
    assert not kept[1].exists()
    assert evidence_path(evidence).exists()
    adam.post("/practice/logo/take", {"logo": SimpleUploadedFile("logo.png", png())})
    practice.refresh_from_db()
    kept_path(logo_folder(), practice.logo).write_bytes(b"altered")
    assert brand_of(practice).logo == b""
