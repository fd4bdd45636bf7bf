"""An alarm or receipt that did not arrive is an alarm itself, on the page of everybody on that side (H15)."""

from __future__ import annotations

from makegood.engagements.models import Role, Seat
from makegood.notices.making import HOOK, PAGE, SUBJECT
from makegood.notices.models import Notice


def raise_alarm(notice: Notice, said: str) -> None:
    """Once a notice; for receipts, of which each newer one covers those before, once until it is read.

    `said`: what the mail server or the webhook answered.
    """
    if notice.engagement_id is None or notice.to is None:
        return
    seats = Seat.objects.live().filter(engagement=notice.engagement_id, user__is_active=True)
    side = Role.PARTNER if seats.filter(user=notice.to, role=Role.PARTNER).exists() else Role.OWNER
    people = set(seats.filter(role=side).values_list("user_id", flat=True)) | {notice.to.pk}
    subject, text = _receipt(notice, said) if notice.checkpoint_id else _alarm(notice, said)
    subject = subject[:SUBJECT]
    if notice.checkpoint_id:
        told = Notice.objects.filter(engagement=notice.engagement_id, subject=subject, channel=PAGE, read=None)
        people -= set(told.values_list("to_id", flat=True))
    Notice.objects.bulk_create(
        [
            Notice(
                engagement_id=notice.engagement_id,
                to_id=person,
                address="",
                channel=PAGE,
                key=f"undelivered:{notice.pk}:{person}",
                subject=subject,
                text=text,
                path=notice.path,
                urgent=True,
            )
            for person in people
        ],
        ignore_conflicts=True,
    )


def _alarm(notice: Notice, said: str) -> tuple[str, str]:
    way, to = ("webhook", str(notice.to)) if notice.channel == HOOK else ("e-mail", notice.address)
    return (
        f"An alarm did not reach {notice.to}: {notice.subject}",
        f"The {way} to {to} was not taken. {said}\n\n"
        f"Please tell {notice.to}, and have the address mended. What it said:\n\n{notice.text}",
    )


def _receipt(notice: Notice, said: str) -> tuple[str, str]:
    return (
        f"Receipts do not reach {notice.to}: {notice.engagement}",
        f"The e-mail to {notice.address} with the signed note of the record was not taken. {said}\n\n"
        f"Until {notice.to} holds a receipt, nothing outside of this installation shows what was handed in, signed and "
        "paid, and when. Have the address mended; until then download the receipt, on the page of what was handed in "
        "or here on the page of the record.",
    )
