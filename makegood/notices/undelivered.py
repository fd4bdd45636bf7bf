"""An alarm that did not arrive is an alarm itself, on the page of everybody on that side (H15)."""

from __future__ import annotations

from makegood.engagements.models import Role, Seat
from makegood.notices.making import HOOK, PAGE
from makegood.notices.models import Notice


def raise_alarm(notice: Notice, said: str) -> None:
    """Once a notice. `said`: what the mail server or the webhook answered."""
    if notice.engagement_id is None or notice.to is None:
        return
    seats = Seat.objects.live().filter(engagement=notice.engagement_id, user__is_active=True)
    side = Role.PARTNER if seats.filter(user=notice.to, role=Role.PARTNER).exists() else Role.OWNER
    people = set(seats.filter(role=side).values_list("user_id", flat=True)) | {notice.to.pk}
    way = "webhook" if notice.channel == HOOK else "e-mail"
    Notice.objects.bulk_create(
        [
            Notice(
                engagement_id=notice.engagement_id,
                to_id=person,
                address="",
                channel=PAGE,
                key=f"undelivered:{notice.pk}:{person}",
                subject=f"An alarm did not reach {notice.to}: {notice.subject}"[:200],
                text=f"The {way} to {notice.address if way == 'e-mail' else notice.to} was not taken. {said}\n\n"
                f"Please tell {notice.to}, and have the address mended. What it said:\n\n{notice.text}",
                path=notice.path,
                urgent=True,
            )
            for person in people
        ],
        ignore_conflicts=True,
    )
