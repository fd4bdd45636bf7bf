"""A look at what is there today is no delivery: a copy of its own, no clock, no decision about money."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from makegood.engagements.models import Engagement, Event, Role, Seat
from makegood.engine import apart
from makegood.engine.playbook import parse
from makegood.inspections import glancing, runs
from makegood.inspections.actions import AskingRefused, look_again
from makegood.inspections.copies.places import glances_of, mirror_path
from makegood.inspections.glancing import ask_for_glance, begin_glance
from makegood.inspections.models import Glance, GlanceState, Inspection, State, Verdict
from makegood.inspections.origins import secretbox
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.phases.acceptance.models import Submission
from makegood.phases.acceptance.queries.handing_in.submissions import deliveries_of
from tests.engine.building import Delivery
from tests.web.agreement.drafts import make_draft
from tests.web.agreement.inspected import make_inspection
from tests.web.cast import Cast, signed_in
from tests.web.inspections.looked import FIRST

URL = "https://code.example.org/old.git"
NO_DELIVERY = "It is a look, not a delivery: it starts no clock and decides about no payment."


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


def _new(engagement: Engagement) -> str:
    return reverse("inspections:new_glance", args=[engagement.pk])


def _arrived(glance: Glance) -> Inspection:
    """As the worker leaves it when the code is here."""
    found = {"revision": "a" * 40, "digest": "c" * 64, "tag": f"refs/makegood/looked/{glance.number}"}
    glancing.write_down(str(glance.pk), found)
    glance.refresh_from_db()
    assert glance.inspection is not None
    return glance.inspection


def _done(inspection: Inspection, outcome: str = "fail") -> Inspection:
    Inspection.objects.filter(pk=inspection.pk).update(
        state=State.DONE, gate_state="held", sentence="One thing is not right.", seconds=1, ended=inspection.asked
    )
    Verdict.objects.create(
        inspection=inspection, check_id="tests.are_not_skipped", version=1, subject="delivery", outcome=outcome,
        priority="required", because="12 tests are off.",
    )  # fmt: skip
    inspection.refresh_from_db()
    return inspection


def test_from_an_upload_to_a_copy_of_its_own_that_is_no_delivery(
    engagement: Engagement, olivia: Client, tmp_path: Path
) -> None:
    delivery = Delivery(tmp_path / "theirs.git")
    revision = delivery.commit(FIRST)
    bundle = tmp_path / "old.bundle"
    command = ["git", f"--git-dir={delivery.path}", "bundle", "create", "-q", str(bundle), "--all"]
    subprocess.run(command, check=True, capture_output=True)
    file = SimpleUploadedFile("a.bundle", bundle.read_bytes())
    answer = olivia.post(_new(engagement), {"kind": "token", "file": file})  # what was chosen first, and is left so
    glance = Glance.objects.get()
    assert answer["Location"] == reverse("inspections:glance", args=[engagement.pk, glance.pk])
    glancing.take_a_look(str(glance.pk))
    glance.refresh_from_db()
    inspection = glance.inspection
    assert inspection is not None
    assert (inspection.revision, inspection.is_glance, inspection.since) == (revision, True, "")
    assert runs.prepare(str(inspection.pk)) == ""
    assert (Submission.objects.count(), deliveries_of(engagement)) == (0, [])
    with pytest.raises(apart.NotReceived):
        apart.delivered(mirror_path(glances_of(engagement)), glance.number)
    assert not mirror_path(f"{engagement.pk}.git").exists()
    arrived = json.loads(bytes(Event.objects.get(kind="glance.arrived").payload or b""))
    assert (arrived["revision"], arrived["tag"]) == (revision, "refs/makegood/looked/1")


def test_todays_result_stands_beside_the_item_before_anything_is_signed(
    cast: Cast, engagement: Engagement, olivia: Client
) -> None:
    part = make_draft(cast, engagement).milestones.first()
    assert part is not None
    inspection = _done(_arrived(ask_for_glance(engagement=engagement, kind="open", url=URL, by=cast.olivia)))
    assert "tests.are_not_skipped" in parse(bytes(inspection.rule_book), glancing.checks(), "x").criteria
    page = olivia.get(reverse("agreement:checklist", args=[engagement.pk, part.pk])).content.decode()
    for said in ("Not right today", "12 tests are off.", "It was a look, not a delivery", URL):
        assert said in page
    shown = olivia.get(reverse("inspections:show", args=[engagement.pk, inspection.pk])).content.decode()
    assert NO_DELIVERY in shown
    assert "0 of 1 items that must or should be right are so today and 1 is not." in shown
    every = shown + olivia.get(reverse("inspections:index", args=[engagement.pk])).content.decode()
    every += olivia.get("/").content.decode()
    for decision in ("Don't pay yet", "Don&#x27;t pay yet", "OK to pay"):
        assert decision not in every


def test_it_is_told_to_the_owners_side_without_a_word_of_paying(cast: Cast, engagement: Engagement) -> None:
    inspection = _done(_arrived(ask_for_glance(engagement=engagement, kind="open", url=URL, by=cast.olivia)))
    with glancing.transaction.atomic():
        glancing.record(
            engagement=engagement, kind="inspection.done", payload={"inspection": str(inspection.pk)}, actor=None
        )
    make_notices()
    told = Notice.objects.filter(subject__contains="What is there today")
    assert {notice.to for notice in told} == {cast.olivia}
    assert "decides about no payment" in told[0].text
    assert not Notice.objects.filter(subject__startswith="Inspection done").exists()


def test_a_read_key_waits_until_it_was_added_and_is_forgotten_when_the_code_is_here(
    engagement: Engagement, olivia: Client
) -> None:
    answer = olivia.post(_new(engagement), {"kind": "key", "url": "git@code.example.org:team/old.git"})
    glance = Glance.objects.get()
    assert glance.state == GlanceState.OPENING
    assert glance.public_key in olivia.get(answer["Location"]).content.decode()
    assert not Event.objects.filter(kind="glance.asked").exists()
    olivia.post(reverse("inspections:begin_glance", args=[engagement.pk, glance.pk]))
    glance.refresh_from_db()
    assert glance.state == GlanceState.FETCHING
    assert secretbox().open(glance.secret, glance.purpose).startswith("-----BEGIN")
    _arrived(glance)
    assert glance.secret == ""


def test_a_token_is_sealed_and_in_no_event(engagement: Engagement, olivia: Client) -> None:
    olivia.post(_new(engagement), {"kind": "token", "url": URL, "token": "ghs_verysecret"})
    glance = Glance.objects.get()
    assert secretbox().open(glance.secret, glance.purpose) == "ghs_verysecret"
    payloads = [bytes(event.payload or b"") for event in Event.objects.all()]
    assert payloads
    assert not any(b"verysecret" in payload for payload in payloads)


def test_what_cannot_be_fetched_says_why_is_told_and_may_be_tried_again(
    cast: Cast, engagement: Engagement, olivia: Client
) -> None:
    glance = ask_for_glance(engagement=engagement, kind="open", url="https://10.0.0.1/old.git", by=cast.olivia)
    glancing.take_a_look(str(glance.pk))
    page = olivia.get(reverse("inspections:glance", args=[engagement.pk, glance.pk])).content.decode()
    assert "https://10.0.0.1/old.git points into a private network (10.0.0.1), and nothing is fetched" in page
    make_notices()
    assert Notice.objects.filter(to=cast.olivia, subject="What is there today could not be looked at").exists()
    again = begin_glance(glance=glance, by=cast.olivia)
    assert (again.state, again.tries, again.number) == (GlanceState.FETCHING, 2, 1)


def test_one_at_a_time(cast: Cast, engagement: Engagement, olivia: Client) -> None:
    first = ask_for_glance(engagement=engagement, kind="open", url=URL, by=cast.olivia)
    answer = olivia.post(_new(engagement), {"kind": "open", "url": URL})
    assert answer.status_code == 422
    assert "Another look is under way" in answer.content.decode()
    inspection = _arrived(first)
    with pytest.raises(AskingRefused):
        ask_for_glance(engagement=engagement, kind="open", url=URL, by=cast.olivia)
    _done(inspection)
    assert ask_for_glance(engagement=engagement, kind="open", url=URL, by=cast.olivia).number == 2
    assert look_again(inspection=inspection, asked_by=cast.olivia, newest=False).is_glance


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"kind": "open"}, "Give the address of the repository"),
        ({"kind": "upload"}, "Choose the file"),
        ({"kind": "token", "url": URL}, "Give the read token"),
        ({"kind": "open", "url": "file:///etc/passwd"}, "only https:// or ssh:// is gone to"),
        ({"kind": "open", "url": URL, "revision": "--upload-pack=x"}, "no name of a branch"),
    ],
)
def test_what_cannot_be_looked_at_is_one_sentence_and_what_was_typed_stays(
    engagement: Engagement, olivia: Client, given: dict[str, str], sentence: str
) -> None:
    answer = olivia.post(_new(engagement), given)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert given.get("url", "") in answer.content.decode()
    assert not Glance.objects.exists()


def test_an_advisor_who_drafts_may_look_and_is_told(cast: Cast, engagement: Engagement) -> None:
    path, adam = _new(engagement), signed_in(cast.adam)
    assert adam.get(path).status_code == 404
    Seat.objects.filter(engagement=engagement, role=Role.ADVISOR).update(capabilities=["draft agreement", "see work"])
    assert adam.get(path).status_code == 200
    adam.post(path, {"kind": "open", "url": URL})
    glancing.leave(str(Glance.objects.get().pk), "Nobody answers there.")
    make_notices()
    told = Notice.objects.filter(subject="What is there today could not be looked at")
    assert {notice.to for notice in told} == {cast.olivia, cast.adam}


def test_a_look_is_no_earlier_inspection_of_a_delivery(cast: Cast, engagement: Engagement) -> None:
    from makegood.inspections.changes import earlier_of

    _done(_arrived(ask_for_glance(engagement=engagement, kind="open", url=URL, by=cast.olivia)))
    later = make_inspection(engagement, {"tests.exist": "pass"})
    later.mirror = f"{engagement.pk}.git"
    assert earlier_of(later) is None
