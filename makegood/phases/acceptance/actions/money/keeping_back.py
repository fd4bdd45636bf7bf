"""What decides how much is held back: the list still to fix, and the launch."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.models import Launch, PunchItem
from makegood.phases.agreement.models import Milestone
from makegood.rules.calendars.business import plain_day


@transaction.atomic
def add_item(*, milestone: Milestone, what: str, value_cents: int, by: User) -> PunchItem:
    """The same words and worth a second time (a double click, the back button) are the same item, until it is done."""
    Engagement.objects.select_for_update().get(pk=milestone.agreement.engagement_id)
    known = PunchItem.objects.filter(milestone=milestone, what=what, value_cents=value_cents, done=None).first()
    if known is not None:
        return known
    event = record(
        engagement=milestone.agreement.engagement,
        kind="punch_item.added",
        payload={"milestone": str(milestone.line), "what": what, "value_cents": value_cents},
        actor=by,
    )
    item = PunchItem.objects.create(
        milestone=milestone, what=what, value_cents=value_cents, added=event.at, added_by=by
    )
    event.subject = item.pk
    event.save(update_fields=["subject"])
    return item


@transaction.atomic
def finish_item(*, item: PunchItem, by: User) -> None:
    """Twice finishes it once."""
    locked = PunchItem.objects.select_for_update().get(pk=item.pk)
    if locked.done is not None:
        return
    engagement = locked.milestone.agreement.engagement
    event = record(engagement=engagement, kind="punch_item.done", payload={"item": str(item.pk)}, actor=by)
    locked.done = event.at
    locked.save(update_fields=["done"])


@transaction.atomic
def record_launch(*, engagement: Engagement, on: date, by: User) -> Launch:
    """Raises Refused when another day was recorded: the rule on money held back has run since then."""
    Engagement.objects.select_for_update().get(pk=engagement.pk)
    known = Launch.objects.filter(engagement=engagement).first()
    if known is not None:
        if known.on == on:
            return known
        raise Refused(f"The launch was recorded already, for {plain_day(known.on)}.")
    event = record(
        engagement=engagement, kind="launch.recorded", payload={"on": on.isoformat()}, actor=by, anchored=True
    )
    return Launch.objects.create(engagement=engagement, on=on, by=by, event=event)
