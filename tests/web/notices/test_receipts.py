"""The newest signed checkpoint goes to each party by mail, once; an older one that was not sent gives way (H2)."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from makegood.accounts.models import User
from makegood.connectors.mail import MailFailed
from makegood.engagements.events import record
from makegood.engagements.models import Checkpoint, Engagement, Receipt, Role, Seat
from makegood.notices import sending
from makegood.notices.models import Notice
from makegood.notices.receipts import make_receipts
from tests.web.cast import Cast, signed_in


def _signed(engagement: Engagement) -> Checkpoint:
    """As `anchoring.sign_checkpoints` leaves it."""
    with transaction.atomic():
        record(engagement=engagement, kind="test", payload={}, actor=None, anchored=True)
    row = Checkpoint.objects.filter(engagement=engagement).latest("size")
    row.note = f"localhost/x\n{row.size}\nroot\n\n— signed\n"
    row.save()
    parties = Seat.objects.filter(engagement=engagement, role__in=("owner", "partner"))
    Receipt.objects.bulk_create(Receipt(checkpoint=row, holder_id=seat.user_id) for seat in parties)
    return row


def test_each_party_gets_the_signed_note_by_mail_once(cast: Cast, engagement: Engagement) -> None:
    checkpoint = _signed(engagement)
    assert [make_receipts(), make_receipts()] == [2, 0]
    assert sending.send_notices() == 2
    assert {message.to[0] for message in mail.outbox} == {cast.olivia.email, cast.pat.email}
    (name, content, kind) = mail.outbox[0].attachments[0]
    assert (content, kind) == (checkpoint.note, "text/plain")
    assert name.endswith("-1.txt")
    assert not Receipt.objects.filter(sent=None).exists()


def test_a_receipt_that_lies_as_a_file_was_sent_to_nobody(
    cast: Cast, engagement: Engagement, settings: Settings, tmp_path: Path
) -> None:
    settings.EMAIL_BACKEND, settings.MAKEGOOD_HOME = "makegood.notices.mailing.Backend", tmp_path
    _signed(engagement)
    make_receipts()
    assert sending.send_notices() == 2
    assert not Receipt.objects.exclude(sent=None).exists()
    olivia = signed_in(cast.olivia)
    shown = olivia.get(f"/engagements/{engagement.pk}/record/").content.decode()
    assert shown.count("kept as a file") == 2
    assert "has no mail server" in shown
    assert "It went to nobody by e-mail" in olivia.get("/messages/").content.decode()


def test_of_several_that_wait_only_the_newest_is_mailed(engagement: Engagement) -> None:
    _signed(engagement)
    make_receipts()
    _signed(engagement)
    newest = _signed(engagement)
    make_receipts()
    assert sending.send_notices() == 2
    assert {receipt.checkpoint for receipt in Receipt.objects.exclude(sent=None)} == {newest}


def test_one_that_may_have_gone_out_is_not_taken_back(engagement: Engagement) -> None:
    _signed(engagement)
    make_receipts()
    Notice.objects.update(tries=1, claimed=timezone.now())
    _signed(engagement)
    make_receipts()
    assert Notice.objects.exclude(checkpoint=None).count() == 4


def test_what_is_not_signed_yet_waits(engagement: Engagement) -> None:
    with transaction.atomic():
        record(engagement=engagement, kind="test", payload={}, actor=None, anchored=True)
    assert make_receipts() == 0


def test_a_receipt_that_a_mail_server_refuses_is_an_alarm_on_that_sides_pages_until_it_is_read(
    cast: Cast, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    colleague = User.objects.create_user("paula@pixelworks.example", None, name="Paula")
    Seat.objects.create(engagement=engagement, user=colleague, role=Role.PARTNER)

    def refuse_pat(message: mail.EmailMessage, *_: object) -> None:
        if message.to == [cast.pat.email]:
            raise MailFailed("The mail server does not take mail for pat: 550 no", "reader", again=False)

    monkeypatch.setattr(mail.EmailMessage, "send", refuse_pat)
    for _ in range(2):
        _signed(engagement)
        make_receipts()
        sending.send_notices()
    alarms = Notice.objects.filter(channel="page", urgent=True)
    assert {(row.to.name, row.read) for row in alarms if row.to} == {("Pat", None), ("Paula", None)}
    assert alarms.count() == 2
    assert "550 no" in alarms[0].text
    assert "There is an alarm for you" in signed_in(colleague).get("/").content.decode()
    assert "There is an alarm for you" not in signed_in(cast.olivia).get("/").content.decode()
    refused = Receipt.objects.filter(holder=cast.pat)
    assert {(row.sent, row.failed[-6:]) for row in refused} == {(None, "550 no")}
    assert not Receipt.objects.filter(holder=cast.olivia, sent=None).exists()


@pytest.mark.parametrize("who", ["olivia", "pat"])
def test_people_of_the_sample_get_no_mail(cast: Cast, engagement: Engagement, who: str) -> None:
    user = getattr(cast, who)
    user.is_sample = True
    user.save()
    _signed(engagement)
    assert make_receipts() == 1
