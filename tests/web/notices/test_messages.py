"""The page of messages: unread first, read by a POST only, in a number of queries that does not grow."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from makegood.accounts.models import User
from makegood.engagements.models import Engagement, Seat
from makegood.notices.models import Notice
from tests.web.cast import Cast, signed_in


def _tell(user: User, engagement: Engagement, subject: str) -> Notice:
    return Notice.objects.create(
        engagement=engagement, to=user, channel="page", key=subject, subject=subject, text="Text", path="/account/"
    )


def test_unread_ones_come_first_and_are_counted_in_the_header(cast: Cast, engagement: Engagement) -> None:
    first, _ = _tell(cast.olivia, engagement, "Older"), _tell(cast.olivia, engagement, "Newer")
    client = signed_in(cast.olivia)
    assert "2 unread messages" in client.get("/messages/").content.decode()
    assert ">2<span" in client.get("/").content.decode()
    newer = Notice.objects.get(subject="Newer")
    assert client.post(f"/messages/{newer.pk}").headers["Location"] == "/account/"
    seen = client.get("/messages/").content.decode()
    assert seen.index("Older") < seen.index("Newer")
    assert first.read is None


def test_looking_changes_nothing(cast: Cast, engagement: Engagement) -> None:
    notice = _tell(cast.olivia, engagement, "Told")
    client = signed_in(cast.olivia)
    client.get("/messages/")
    assert client.get(f"/messages/{notice.pk}").status_code == 405
    assert client.get("/messages/read").status_code == 405
    assert Notice.objects.get().read is None


def test_all_are_marked_read_of_nobody_else(cast: Cast, engagement: Engagement) -> None:
    _tell(cast.olivia, engagement, "Hers")
    _tell(cast.pat, engagement, "His")
    signed_in(cast.olivia).post("/messages/read")
    assert [row.to for row in Notice.objects.filter(read=None)] == [cast.pat]
    assert signed_in(cast.olivia).get("/messages/").content.decode().count("His") == 0


def test_who_lost_the_seat_sees_its_messages_no_more(cast: Cast, engagement: Engagement) -> None:
    notice = _tell(cast.ben, engagement, "To pay")
    Seat.objects.filter(user=cast.ben).delete()
    client = signed_in(cast.ben)
    assert "To pay" not in client.get("/messages/").content.decode()
    assert client.post(f"/messages/{notice.pk}").status_code == 404


def test_a_message_never_leads_out_of_the_house(cast: Cast, engagement: Engagement) -> None:
    notice = _tell(cast.olivia, engagement, "Told")
    Notice.objects.update(path="//elsewhere.example/")
    assert signed_in(cast.olivia).post(f"/messages/{notice.pk}").headers["Location"] == "/messages/"


def test_the_number_of_queries_does_not_grow_with_the_messages(cast: Cast, engagement: Engagement) -> None:
    client, counts = signed_in(cast.olivia), []
    for more in (1, 30):
        for number in range(more):
            _tell(cast.olivia, engagement, f"{more} {number}")
        client.get("/messages/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/messages/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 8
