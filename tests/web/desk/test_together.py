"""An agreement with a statement of work and a proposal beside it: judged together, and each goes back marked up."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from makegood.engagements.models import Engagement
from makegood.inspections.filing import read_kept
from makegood.rhythm.desk.actions.letters import post
from makegood.rhythm.desk.models import Desk, Door, Letter
from makegood.rhythm.desk.queries.letters import draft_of
from tests.rules.purchase.papers import PROPOSAL, SOW, SOW_FIRST, msa
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import CONTRACT, desk_with, put_on, shown_at
from tests.web.desk.signing import made, read_anew

pytestmark = pytest.mark.django_db
RED_SOW = SOW + "\n5. Stopping. Developer may suspend the work and disable the software if an invoice is not paid.\n"


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    papers = {"msa.md": msa(), "sow.md": RED_SOW, "proposal.md": PROPOSAL}
    return desk_with(engagement, cast.olivia, papers, Door.CONTRACT)


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


def _page(client: Client, desk: Desk, name: str = "contract") -> str:
    return " ".join(client.get(reverse(f"desk:{name}", args=[desk.engagement_id])).content.decode().split())


def _word(digest: str) -> str:
    return zipfile.ZipFile(io.BytesIO(read_kept(digest))).read("word/document.xml").decode()


@pytest.mark.parametrize("name", ["contract", "seen"])
def test_the_pages_say_which_papers_were_read_together_and_what_each_counts_for(
    olivia: Client, desk: Desk, name: str
) -> None:
    page = _page(olivia, desk, name)
    assert "2 papers together" in page
    assert "<strong>sow.md</strong>: it counts as the statement of work." in page
    assert "<strong>proposal.md</strong>: it does not count. A proposal binds nobody" in page
    assert "None of them says which goes before which" in page


def test_words_stand_with_their_paper_and_a_promise_that_does_not_bind_is_shown(olivia: Client, desk: Desk) -> None:
    page = _page(olivia, desk)
    assert "sow.md, section 5" in page
    assert "msa.md, section 4" in page
    assert "Goes into sow.md." in page
    promise = SOW + "\n5. Start. Developer shall begin in March.\n"
    desk.papers.get(name="sow.md").delete()
    put_on(desk, "sow2.md", promise, desk.begun_by)
    read_anew(desk)
    assert "proposal.md says it, and does not bind" in _page(olivia, desk)


def test_what_a_paper_that_goes_before_says_takes_a_red_flag_back(
    olivia: Client, cast: Cast, engagement: Engagement
) -> None:
    desk = desk_with(engagement, cast.olivia, {"msa.md": msa(SOW_FIRST), "sow.md": SOW}, Door.CONTRACT)
    page = _page(olivia, desk)
    assert "sow.md goes before (" in page
    assert "Developer shall retain ownership" in page.split("sow.md goes before (", 1)[1]
    assert "Statement of Work shall control" in page


def test_each_paper_goes_back_with_its_own_changes_in_one_mail(olivia: Client, cast: Cast, desk: Desk) -> None:
    contract = made(desk, cast.olivia)
    assert [one["name"] for one in contract.others] == ["sow with our changes.docx"]
    first, second = _word(contract.docx), _word(contract.others[0]["digest"])
    assert ("retain ownership" in first, "disable the software" in first) == (True, False)
    assert ("retain ownership" in second, "disable the software" in second) == (False, True)
    assert "<w:ins " in second
    letter = draft_of(desk, "contract")
    assert letter is not None
    assert "Statement of Work No. 1, section 5" in letter.text
    assert "enclosed Word files" in letter.text
    assert olivia.get(reverse("desk:marked_beside", args=[desk.engagement_id, 1])).status_code == 200
    assert olivia.get(reverse("desk:marked_beside", args=[desk.engagement_id, 2])).status_code == 404
    path = reverse("desk:letter", args=[desk.engagement_id, "contract"])
    olivia.post(path, {"address": "pat@northwind.example", "subject": "Our proposals", "text": "Please see both."})
    send = reverse("desk:send", args=[desk.engagement_id, "contract"])
    olivia.post(send, shown_at(olivia, send))
    row = Letter.objects.get(desk=desk)
    assert row.state == "sending"
    assert post(row.run) == ""
    assert [name for name, *_ in mail.outbox[0].attachments] == [
        "msa with our changes.docx",
        "sow with our changes.docx",
    ]


def test_a_desk_is_named_for_what_is_bought_until_the_person_calls_it_otherwise(
    olivia: Client, cast: Cast, engagement: Engagement
) -> None:
    desk = desk_with(engagement, cast.olivia, {"contract.md": CONTRACT})
    assert desk.engagement.name == "The portal"  # chosen by a person when the engagement was made
    Desk.objects.filter(pk=desk.pk).update(working_name=True)
    put_on(desk, "sow.md", SOW, cast.olivia)
    read_anew(desk)
    engagement.refresh_from_db()
    assert engagement.name == "Customer portal"
    answer = olivia.post(reverse("desk:name", args=[engagement.pk]), {"name": "Shop for tents"})
    assert answer.status_code == 302
    read_anew(desk)
    engagement.refresh_from_db()
    assert engagement.name == "Shop for tents"
    assert "What is being built: Shop for tents" in _page(olivia, desk, "papers")


def test_a_name_cannot_be_empty(olivia: Client, cast: Cast, engagement: Engagement) -> None:
    desk_with(engagement, cast.olivia, {"contract.md": CONTRACT})
    answer = olivia.post(reverse("desk:name", args=[engagement.pk]), {"name": " "})
    assert answer.status_code == 422
    assert "Give it a name" in answer.content.decode()
