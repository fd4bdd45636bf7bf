"""What advisors do beside the table: that an engagement is counted in a comparison of partners, and no more."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from makegood.engagements.models import Event, Role
from makegood.notices.telling import BOTH_SIDES, Content, Message, tells

CONCERNED = BOTH_SIDES | {Role.ADVISOR.value}


def _path(event: Event) -> str:
    return reverse("portfolio:counted", args=[event.engagement_id])


@tells("advisor.comparison_allowed")
def counted(event: Event, act: Content) -> Iterable[Message]:
    buyer = event.engagement.owner_company
    yield Message(
        roles=CONCERNED,
        subject=f"{act['name']} counts this in a comparison of partners: {event.engagement}",
        text=f"{event.actor} of {buyer} allowed {act['name']} to count how the parts of {event.engagement} went. The "
        "page shows every figure that is counted, the same for both sides and for the practice; there is no score.",
        path=_path(event),
    )


@tells("advisor.comparison_ended")
def counted_no_more(event: Event, act: Content) -> Iterable[Message]:
    yield Message(
        roles=CONCERNED,
        subject=f"{act['name']} counts this no more: {event.engagement}",
        text=f"{event.actor} took {event.engagement} out of the comparison of partners by {act['name']}.",
        path=_path(event),
    )
