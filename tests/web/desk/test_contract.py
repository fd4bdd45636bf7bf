"""Before you sign: what is against the owner, what is asked for instead, and what goes back."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from makegood import durable
from makegood.engagements.models import Engagement, Event
from makegood.engagements.record.erasing import erase
from makegood.inspections.filing import read_kept
from makegood.phases.agreement.models import Agreement
from makegood.rhythm.desk.actions.confirming import confirm
from makegood.rhythm.desk.actions.versions import differ
from makegood.rhythm.desk.models import Contract, Desk, Door, Wanted
from makegood.rhythm.desk.queries.values import checked
from makegood.rules.documents.reading import read_paper
from tests.engine.invented import TEN, traces
from tests.web.cast import Cast, signed_in
from tests.web.desk.desks import BILL, CONTRACT, desk_with, shown_at
from tests.web.desk.signing import WORSE, made, newer, read_anew

OWN = "Developer assigns all source code to Client as it is paid."


@pytest.fixture
def desk(cast: Cast, engagement: Engagement) -> Desk:
    return desk_with(engagement, cast.olivia, {"contract.md": CONTRACT}, Door.CONTRACT)


@pytest.fixture
def olivia(cast: Cast) -> Client:
    return signed_in(cast.olivia)


def _path(desk: Desk, name: str = "contract", *more: str) -> str:
    return reverse(f"desk:{name}", args=[desk.engagement_id, *more])


def _page(client: Client, desk: Desk, name: str = "contract") -> str:
    answer = client.get(_path(desk, name))
    assert len(answer.content) < 150_000
    return answer.content.decode()


def _posted(client: Client, desk: Desk, **changed: str) -> dict[str, str]:
    """The form as the page shows it, with what was changed; "" takes a tick away."""
    form = client.get(_path(desk)).context["form"]
    told = {}
    for bound in form:
        value = bound.value()
        if value and bound.name not in changed:
            told[bound.name] = "on" if value is True else value
    return {**told, **{name: value for name, value in changed.items() if value}}


def _word(contract: Contract) -> str:
    return zipfile.ZipFile(io.BytesIO(read_kept(contract.docx))).read("word/document.xml").decode()


def test_what_is_against_the_owner_stands_first_with_its_words(olivia: Client, desk: Desk) -> None:
    page = _page(olivia, desk)
    assert "Don&#x27;t sign this yet: 2 sentences to change first" in page
    assert "Developer shall retain all right, title and interest in the source code." in page
    assert page.index("Against you") < page.index("Not in the contract")
    assert "your lawyer decides" in page


def test_the_page_is_there_whatever_the_door_and_not_without_a_contract(
    olivia: Client, cast: Cast, engagement: Engagement
) -> None:
    desk = desk_with(engagement, cast.olivia, {"bill.md": BILL})
    assert olivia.get(_path(desk)).status_code == 404
    assert _path(desk) not in _page(olivia, desk, "seen")
    newer(desk, cast.olivia, "contract.md", CONTRACT)
    page = _page(olivia, desk, "seen")
    assert _path(desk) in page
    assert "Before you sign" not in page  # where there is a bill to pay, it is no step of the way
    assert "Before you sign" in _page(olivia, desk)


def test_what_is_chosen_and_worded_is_kept_and_goes_into_the_word_file(olivia: Client, cast: Cast, desk: Desk) -> None:
    olivia.post(_path(desk), _posted(olivia, desk, words_1=OWN, in_7=""))
    page = _page(olivia, desk)
    assert OWN in page
    assert "(yours)" in page
    assert {row.clause: row.goes_in for row in Wanted.objects.all()} == {1: True, 7: False}
    word = _word(made(desk, cast.olivia))
    assert OWN in word
    assert "<w:ins " in word
    assert "<w:del " in word
    assert "Acceptance. " not in word


def test_ours_is_kept_by_no_row_and_the_same_twice_is_no_event(olivia: Client, desk: Desk) -> None:
    olivia.post(_path(desk), _posted(olivia, desk))
    assert not Wanted.objects.exists()
    assert not Event.objects.filter(kind="desk.changes_chosen").exists()


def test_a_price_that_was_confirmed_fills_the_blank(olivia: Client, cast: Cast, desk: Desk) -> None:
    desk.clauses["clauses"][8]["state"] = "missing"  # type: ignore[index]  # a contract without a ceiling
    desk.save()
    assert "[amount]" in _page(olivia, desk)
    item = checked(desk).by_key["total"]
    confirm(desk=desk, items=[(item, item.choices[0])], by=cast.olivia)
    page = _page(olivia, desk)
    assert "[amount]" not in page
    assert "$48,000" in page


def test_a_wording_that_is_too_long_is_said_beside_it_and_kept(olivia: Client, desk: Desk) -> None:
    answer = olivia.post(_path(desk), _posted(olivia, desk, words_1=OWN * 100))
    assert answer.status_code == 422
    assert "At most 4000 letters" in answer.content.decode()
    assert OWN * 100 in answer.content.decode()


def test_a_key_in_a_wording_is_masked_and_erasing_the_entry_brings_ours_back(olivia: Client, desk: Desk) -> None:
    olivia.post(_path(desk), _posted(olivia, desk, words_1=f"{OWN} {TEN['github-token']}"))
    row = Wanted.objects.get()
    assert OWN in row.words
    assert traces(row.words.encode()) == set()
    made(desk, desk.begun_by)
    assert "as a Word file" in _page(olivia, desk)
    desk.engagement.refresh_from_db()
    erase(engagement=desk.engagement, index=row.event.index, why="Why not.", by=desk.begun_by)
    page = _page(olivia, desk)
    assert OWN not in page
    assert "(erased)" not in page
    assert "as a Word file" not in page
    assert olivia.get(_path(desk, "marked")).status_code == 404
    assert olivia.get(_path(desk, "sheet", "pdf")).status_code == 404


@pytest.fixture
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "enqueue_after_commit", lambda work, _, *args: work(*args))


@pytest.mark.usefixtures("_at_once")
def test_the_letter_goes_back_with_the_word_file_and_the_page_can_be_printed(olivia: Client, desk: Desk) -> None:
    olivia.post(_path(desk), {**_posted(olivia, desk), "make": "yes"})
    letter = _path(desk, "letter", "contract")
    form = olivia.get(letter).context["form"].initial
    assert "2." in form["text"]
    olivia.post(letter, {**form, "address": "pat@pixelworks.example", "send": "yes"})
    assert "with our changes.docx" in olivia.get(_path(desk, "send", "contract")).content.decode()
    olivia.post(_path(desk, "send", "contract"), shown_at(olivia, _path(desk, "send", "contract")))
    [sent] = mail.outbox
    assert [name for name, *_ in sent.attachments] == ["contract with our changes.docx"]
    assert "Sent to pat@pixelworks.example" in _page(olivia, desk)
    Desk.objects.update(left=0)
    assert "your changes went out" in olivia.get("/").content.decode()
    assert b"What to settle before signing" in olivia.get(_path(desk, "sheet", "html")).content
    assert olivia.get(_path(desk, "sheet", "pdf")).content.startswith(b"%PDF")
    assert olivia.get(_path(desk, "marked")).content.startswith(b"PK")


@pytest.mark.usefixtures("_at_once")
def test_what_was_changed_since_makes_the_files_old_ones(olivia: Client, desk: Desk) -> None:
    olivia.post(_path(desk), {**_posted(olivia, desk), "make": "yes"})
    assert "Something changed since" not in _page(olivia, desk)
    olivia.post(_path(desk), _posted(olivia, desk, words_1=OWN))
    assert "Something changed since" in _page(olivia, desk)


def test_a_second_version_is_compared_and_the_first_counts_no_more(olivia: Client, cast: Cast, desk: Desk) -> None:
    contract = newer(desk, cast.olivia)
    assert contract.paper is not None
    assert contract.paper.name == "second.md"
    assert desk.clauses_of == "second.md"
    assert not [one for one in (desk.reading or {})["questions"] if one["about"] == "acceptance"]
    assert "earlier version of second.md" in _page(olivia, desk, "papers")
    page = _page(olivia, desk, "since")
    assert "ten (10) business days" in page
    assert "five (5) business days" in page
    assert "Only Developer may terminate" in page
    assert "the same" in page


def test_a_version_that_hangs_on_a_mail_is_one_and_the_mail_still_counts(
    olivia: Client, cast: Cast, desk: Desk
) -> None:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "pat@pixelworks.example", "olivia@acme.example", "Our answer"
    mail.set_content("Hello Olivia, here is our answer to your changes. We look forward to it.")
    mail.add_attachment(WORSE, filename="second.txt")
    contract = newer(desk, cast.olivia, "answer.eml", mail.as_string())
    assert (contract.part, contract.earlier is not None) == ("second.txt", True)
    assert "five (5) business days" in _page(olivia, desk, "since")
    assert OWN in _word(_reworded(olivia, desk, cast))
    newer(desk, cast.olivia, "third.md", CONTRACT.replace("ten (10)", "twenty (20)"))
    papers = (desk.reading or {})["papers"]
    assert [(one["file"], one["part"]) for one in papers] == [("answer.eml", None), ("third.md", None)]


def _reworded(olivia: Client, desk: Desk, cast: Cast) -> Contract:
    olivia.post(_path(desk), _posted(olivia, desk, words_1=OWN))
    return made(desk, cast.olivia)


def test_another_order_on_the_same_form_is_no_version() -> None:
    first = read_paper(CONTRACT.encode())
    other = CONTRACT.replace("Sign-in and accounts", "Search").replace("Checkout", "Reports")
    assert differ(first, read_paper(other.encode()))
    assert not differ(first, read_paper(WORSE.encode()))
    numbered = [read_paper(f"# Statement of Work No. {number}\n\nText.".encode()) for number in (1, 2)]
    assert differ(*numbered)


def test_what_is_not_sure_is_to_be_read_and_not_ticked(olivia: Client, desk: Desk) -> None:
    assert desk.clauses is not None
    desk.clauses["clauses"][6]["sure"] = False
    desk.save()
    page = _page(olivia, desk)
    assert "sign this yet: 1 sentence to change first" in page
    assert page.index("Against you") < page.index("Read these yourself") < page.index("deemed accepted")
    form = olivia.get(_path(desk)).context["form"]
    assert not form["in_7"].value()
    olivia.post(_path(desk), _posted(olivia, desk, in_7="on"))
    assert olivia.get(_path(desk)).context["form"]["in_7"].value()


def test_without_any_tick_nothing_is_made(olivia: Client, cast: Cast, desk: Desk) -> None:
    posted = {name: value for name, value in _posted(olivia, desk).items() if not name.startswith("in_")}
    olivia.post(_path(desk), posted)
    assert "Tick at least one change" in made(desk, cast.olivia).problem


def test_which_is_the_newer_one_can_be_said(olivia: Client, cast: Cast, desk: Desk) -> None:
    newer(desk, cast.olivia)
    olivia.post(_path(desk, "say_version"), {"how": "other"})
    read_anew(desk)
    assert desk.clauses_of == "contract.md"
    olivia.post(_path(desk, "say_version"), {"how": "apart"})
    read_anew(desk)
    assert Contract.objects.get(desk=desk).compared is None
    assert "Is one of these a version of it?" in _page(olivia, desk)
    other = desk.papers.exclude(name=desk.clauses_of).get()
    olivia.post(_path(desk, "say_version"), {"how": "later", "key": str(other.pk)})
    read_anew(desk)
    assert desk.clauses_of == other.name
    assert Contract.objects.get(desk=desk).compared is not None


def test_once_it_is_signed_what_was_confirmed_is_the_draft(olivia: Client, cast: Cast, desk: Desk) -> None:
    items = [(item, item.choices[0]) for item in checked(desk).sure]
    confirm(desk=desk, items=items, by=cast.olivia)
    olivia.post(_path(desk, "signed"), {"signed": "yes"})
    desk.refresh_from_db()
    assert desk.on_paper == "yes"
    assert Event.objects.filter(kind="desk.signed_on_paper").count() == 1
    assert Agreement.objects.get().milestones.count() == 2
    assert "You signed this contract" in _page(olivia, desk)
    olivia.post(_path(desk, "signed"), {"signed": "no"})
    assert "sign this yet" in _page(olivia, desk)


def test_the_signed_paper_lies_on_the_desk_and_is_read(olivia: Client, desk: Desk) -> None:
    signed = SimpleUploadedFile("signed.md", WORSE.encode())
    answer = olivia.post(_path(desk, "signed"), {"signed": "yes", "paper": signed})
    assert answer.headers["Location"] == _path(desk, "reading")
    paper = Contract.objects.get().signed_paper
    assert paper is not None
    assert (paper.name, paper.state) == ("signed.md", "waiting")
    again = olivia.post(_path(desk, "signed"), {"signed": "yes", "paper": SimpleUploadedFile("s.md", WORSE.encode())})
    assert again.status_code == 422
    assert "is here already" in again.content.decode()


def test_what_follows_a_signature_is_a_button_away(olivia: Client, desk: Desk) -> None:
    olivia.post(_path(desk, "signed"), {"signed": "yes"})
    page = _page(olivia, desk)
    assert "Look over what was read: it becomes the draft" in page
    assert "Draft the agreement from what you confirmed" not in page
    seen = _page(olivia, desk, "seen")
    assert "You signed it: what follows" in seen
    assert "Should I sign?" not in seen
    olivia.post(_path(desk, "say_all"))
    assert "Draft the agreement from what you confirmed" in _page(olivia, desk)
    olivia.post(_path(desk, "draft"))
    assert "See the agreement" in _page(olivia, desk)


def test_a_red_flag_that_is_not_sure_is_a_question_and_no_accusation(
    olivia: Client, cast: Cast, engagement: Engagement
) -> None:
    rare = CONTRACT + "\n9. Reuse. Developer may use any open source software in the deliverables.\n"
    page = _page(olivia, desk_with(engagement, cast.olivia, {"contract.md": rare}, Door.CONTRACT))
    asked = page.split('id="c-4"', 1)[1].split("</li>", 1)[0]
    assert "Not sure</strong></p><p>It may be a red flag: " in asked
    assert "checked" not in asked.split("<details", 1)[0]
