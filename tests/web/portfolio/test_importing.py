"""Clients come in with a list: engagements without an owner, until the invited one has taken the seat (H21, H22)."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile

from makegood.accounts.models import Company, Membership
from makegood.engagements.models import Engagement, Invitation, Role, Seat
from makegood.engagements.permissions import GRANTABLE, Act, standing_of
from makegood.notices.making import make_notices
from makegood.notices.models import Notice
from makegood.rhythm.portfolio.actions.importing import post_one, unsent
from makegood.rhythm.portfolio.models import Client, Import
from tests.web.cast import Cast, signed_in
from tests.web.engagements.people_of_tests import at, kinds, path_in_mail, person, role_of, words
from tests.web.portfolio.practices import ACME, HEAD, client_of, list_of, practice_for

pytestmark = pytest.mark.django_db
OLGA = ACME[3]


def invited(cast: Cast) -> tuple[Engagement, str]:
    """A client of Adam's, and the link that its owner was sent."""
    engagement = client_of(cast.adam)
    for client_id in unsent(str(Import.objects.get().pk)):
        post_one(client_id)
    return engagement, path_in_mail()


def test_a_list_is_dropped_looked_over_and_made_once(cast: Cast) -> None:
    practice_for(cast.adam)
    client = signed_in(cast.adam)
    rows = (("My clients",), (), HEAD, (), ACME, (*ACME[:3], "nobody", "", ""))
    text = "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows)
    answer = client.post("/clients/import/", {"clients": SimpleUploadedFile("clients.csv", text.encode())})
    assert answer.status_code == 302, words(answer)
    path = answer.headers["Location"]
    seen = words(client.get(path))
    assert "1 of 2 rows can be made" in seen
    assert "is no e-mail address" in seen
    assert "Row 6." in seen, "as the spreadsheet counts them"
    assert "Adam of Reyes Advisory advises Acme Books and invites you" in seen, "read before it goes out"
    assert "This installation sends no mail yet" in seen
    assert not Client.objects.exists()
    assert [client.post(path).status_code for _ in range(2)] == [302, 302]
    engagement = Engagement.objects.get()
    assert kinds(engagement) == ["engagement.opened_for_client", "seat.invited"]
    assert set(Seat.objects.get().capabilities) == {act.value for act in GRANTABLE}
    listed = words(client.get("/clients/"))
    assert "1 client is here" in listed
    assert "Owner invited" in listed
    again = client.post("/clients/import/", {"clients": SimpleUploadedFile("clients.csv", text.encode())})
    assert "Here already" in words(client.get(again.headers["Location"]))
    assert "This list was made already" in words(client.get(path))
    assert not mail.outbox, "mails are the worker's"


def test_what_is_no_list_is_one_sentence_beside_the_field(cast: Cast) -> None:
    practice_for(cast.adam)
    for content, said in ((b"", "empty"), (b"%PDF-1.4 nothing", "damaged"), (b"Dear Adam, hello.", "no list in CSV")):
        file = SimpleUploadedFile("clients.csv", content)
        answer = signed_in(cast.adam).post("/clients/import/", {"clients": file})
        assert answer.status_code == 422
        assert said in words(answer)
    assert not Import.objects.exists()


def test_the_owner_takes_the_seat_and_has_all_the_rights_and_the_advisor_none_of_them(cast: Cast) -> None:
    engagement, path = invited(cast)
    assert "Adam invites you to Shop" in mail.outbox[-1].subject
    assert "you can end it at any time" in str(mail.outbox[-1].body)
    assert mail.outbox[-1].reply_to == [cast.adam.email]
    adam = standing_of(cast.adam, engagement.pk)
    assert not adam.acts & {Act.RELEASE, Act.DECIDE, Act.SIGN_AS_OWNER, Act.APPROVE_WAIVER, Act.MANAGE_PEOPLE}
    olga = person(OLGA)
    assert signed_in(olga).post(path).status_code == 302
    assert role_of(olga, engagement) == {"owner"}
    make_notices()
    assert "is here: Shop" in Notice.objects.get(channel="mail", to=cast.adam).subject
    assert Membership.objects.filter(user=olga, company__name="Acme Books", may_manage=True).exists()
    assert standing_of(olga, engagement.pk).may(Act.RELEASE)
    seat = Seat.objects.get(user=cast.adam)
    assert signed_in(olga).post(at(engagement, f"seats/{seat.pk}/end/")).status_code == 302
    assert not role_of(cast.adam, engagement)


def test_an_owner_with_a_company_of_that_name_keeps_it(cast: Cast) -> None:
    engagement, path = invited(cast)
    olga = person(OLGA)
    own = Company.objects.create(name="ACME Books")
    Membership.objects.create(company=own, user=olga, may_manage=True)
    signed_in(olga).post(path)
    engagement.refresh_from_db()
    assert engagement.owner_company == own


@pytest.mark.parametrize("email", ["adam@advice.example", "eve@advice.example"])
def test_an_advisor_cannot_be_the_owner_nor_can_their_house(cast: Cast, email: str) -> None:
    engagement = client_of(cast.adam)
    Invitation.objects.update(withdrawn=engagement.created)
    answer = signed_in(cast.adam).post(at(engagement, "invite/owner/"), {"email": email})
    assert answer.status_code == 422
    assert "your own house" in words(answer)
    read = list_of(practice_for(cast.adam), cast.adam, (*ACME[:1], "Another", "", email, "", ""))
    assert "None of these 1 rows" in words(signed_in(cast.adam).get(f"/clients/import/{read.pk}/"))


def test_a_colleague_of_the_practice_under_another_address_is_refused(cast: Cast) -> None:
    engagement = client_of(cast.adam)
    Invitation.objects.update(withdrawn=engagement.created)
    Membership.objects.create(company=practice_for(cast.adam).company, user=cast.stan)
    answer = signed_in(cast.adam).post(at(engagement, "invite/owner/"), {"email": cast.stan.email})
    assert "belongs to your own company" in words(answer)


def test_somebody_of_the_firm_that_builds_it_cannot_be_the_owner(cast: Cast) -> None:
    _, path = invited(cast)
    olga = person(OLGA)
    Membership.objects.create(company=Company.objects.create(name="Pixel-Works"), user=olga)
    answer = signed_in(olga).post(path)
    assert "cannot sit on both sides" in words(answer)


def test_one_owner_is_invited_at_a_time_and_none_once_there_was_one(cast: Cast) -> None:
    engagement, path = invited(cast)
    adam = signed_in(cast.adam)
    another = adam.post(at(engagement, "invite/owner/"), {"email": "other@else.example"})
    assert "Somebody else is invited as the owner" in words(another)
    for role in ("partner", "bookkeeper", "advisor", "reviewer"):
        assert adam.get(at(engagement, f"invite/{role}/")).status_code == 404
    signed_in(person(OLGA)).post(path)
    assert adam.get(at(engagement, "invite/owner/")).status_code == 404
    Seat.objects.filter(role=Role.OWNER).update(ended=engagement.created)
    assert adam.get(at(engagement, "invite/owner/")).status_code == 404, "who left is not replaced by the advisor"


def test_an_owner_invites_no_other_owner(cast: Cast, engagement: Engagement) -> None:
    for user in (cast.olivia, cast.adam, cast.pat):
        assert signed_in(user).get(at(engagement, "invite/owner/")).status_code == 404


def test_two_owners_of_one_client_do_not_share_a_company(cast: Cast) -> None:
    practice = practice_for(cast.adam)
    first = client_of(cast.adam)
    read = list_of(practice, cast.adam, (ACME[0], "Second", "", "mal@evil.example", "", ""))
    signed_in(cast.adam).post(f"/clients/import/{read.pk}/")
    second = Engagement.objects.get(name="Second")
    assert first.owner_company_id != second.owner_company_id


def test_a_second_list_makes_nobody_twice(cast: Cast) -> None:
    client_of(cast.adam)
    read = list_of(practice_for(cast.adam), cast.adam, ACME)
    path = f"/clients/import/{read.pk}/"
    assert "It is here already" in words(signed_in(cast.adam).get(path))
    answer = signed_in(cast.adam).post(path, follow=True)
    assert "Nothing of this list can be made" in words(answer)
    assert Client.objects.count() == 1


def test_the_note_of_a_client_is_changed_by_whoever_wrote_it_alone(cast: Cast) -> None:
    engagement, path = invited(cast)
    note, page = f"/clients/{engagement.pk}/note/", f"/clients/{engagement.pk}/"
    adam = signed_in(cast.adam)
    assert "Write a sum in dollars" in words(adam.post(note, {"total": "much", "note": "x"}))
    assert "$52,000" in words(adam.post(note, {"total": "52k", "note": "Calls on Mondays"}, follow=True))
    assert "Calls on Mondays" in words(adam.get(page))
    olga = person(OLGA)
    signed_in(olga).post(path)
    assert signed_in(olga).get(note).status_code == 404
    practice_for(cast.stan, " two")
    Seat.objects.create(engagement=engagement, user=cast.stan, role=Role.ADVISOR, capabilities=["see"])
    assert signed_in(cast.stan).get(note).status_code == 404
    assert "Calls on Mondays" not in words(signed_in(cast.stan).get(page))


def test_the_list_is_its_advisors_alone(cast: Cast) -> None:
    read = list_of(practice_for(cast.adam), cast.adam, ACME)
    practice_for(cast.stan, " two")
    for user in (cast.stan, cast.olivia):
        client = signed_in(user)
        assert client.get(f"/clients/import/{read.pk}/").status_code == 404
        assert client.post(f"/clients/import/{read.pk}/").status_code == 404


def test_the_note_is_never_shown_to_the_client(cast: Cast) -> None:
    engagement, path = invited(cast)
    olga = person(OLGA)
    signed_in(olga).post(path)
    assert "Met in March" in words(signed_in(cast.adam).get(f"/clients/{engagement.pk}/"))
    assert signed_in(olga).get(f"/clients/{engagement.pk}/").status_code == 404


def test_the_list_to_fill_in_is_one_that_is_read(cast: Cast) -> None:
    practice_for(cast.adam)
    text = signed_in(cast.adam).get("/clients/import/list.csv").content
    file = SimpleUploadedFile("clients.csv", text)
    answer = signed_in(cast.adam).post("/clients/import/", {"clients": file}, follow=True)
    assert re.search("1 client can be made", words(answer))


def test_an_engagement_for_a_client_has_no_owner_until_one_is_seated(cast: Cast) -> None:
    engagement = client_of(cast.adam)
    assert not Seat.objects.filter(engagement=engagement, role=Role.OWNER).exists()
    assert "The owner is not at the table yet" in words(signed_in(cast.adam).get(at(engagement)))
