"""I pay anyway: the owner's word against the evidence, with a reason, confirmed like any payment."""

from __future__ import annotations

from django.urls import reverse

from makegood.engagements.intents import Content, Deed, Done, Question, Refused, register
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act
from makegood.rhythm.desk.models import Desk, PaidAnyway
from makegood.rhythm.desk.queries.decision import bills_of
from makegood.rules.money.amount import formatted

ANYWAY = "desk.paid_anyway"


def content_of_anyway(*, desk: Desk, bill: str, reason: str) -> Content:
    """Raises Refused for a bill that the last decision does not name, or one that is paid anyway already."""
    found = next((one for one in bills_of(desk) if one["bill"] == bill), None)
    if found is None:
        raise Refused("The last decision is about no such bill. Look at it again.")
    if PaidAnyway.objects.filter(desk=desk, bill=bill).exists():
        raise Refused("You have said already that you pay this bill anyway.")
    return {
        "desk": str(desk.pk),
        "bill": bill,
        "amount_cents": found["cents"],
        "decision": found["sentence"],
        "judged": desk.judged,
        "reason": reason,
    }


def _ask(engagement: Engagement, content: Content) -> Question:
    return Question(
        title=f"Pay {formatted(int(str(content['amount_cents'])))} anyway?",
        sentence=f"What we found says: {content['decision']}. That you pay all the same, and why, goes into the "
        f"record, which {engagement.partner} can read, too.",
        button="I pay anyway",
        points=(("What for", str(content["bill"])), ("Why", str(content["reason"]))),
    )


def _perform(intent: Intent, content: Content, event: Event) -> Done:
    desk = Desk.objects.select_for_update().get(pk=str(content["desk"]), engagement=intent.engagement_id)
    if desk.judged != content["judged"]:
        raise Refused("There is a newer decision since. Please look at it first.")
    if PaidAnyway.objects.filter(desk=desk, bill=str(content["bill"])).exists():
        raise Refused("You have said already that you pay this bill anyway.")
    PaidAnyway.objects.create(
        desk=desk,
        bill=str(content["bill"]),
        cents=int(str(content["amount_cents"])),
        reason=str(content["reason"]),
        by=intent.user,
        at=event.at,
        event=event,
    )
    return Done(next=reverse("desk:decision", args=[intent.engagement_id]))


def register_deeds() -> None:
    register(Deed(kind=ANYWAY, act=Act.RELEASE, needs=Strength.CODE, ask=_ask, perform=_perform))
