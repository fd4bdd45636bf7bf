"""A desk is begun at a door: with an engagement under a working name, or in one that is there already."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from makegood.accounts.models import Company, User
from makegood.engagements.actions.opening import open_engagement, working_company
from makegood.engagements.events import record
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Standing
from makegood.rhythm.desk.models import Desk, Door
from makegood.rhythm.desk.queries.values import checked

WORKING_NAMES = {
    Door.BILL: "A bill on my desk",
    Door.CONTRACT: "A contract to sign",
    Door.WORRY: "A project that worries me",
    Door.START: "A project to start",
}


def begin_at(*, id: uuid.UUID, door: Door, owner: User, company: Company | None, time_zone: str) -> Desk:
    """Once per `id`. Names nobody was asked for stand until the papers, or the person, say better ones."""
    with transaction.atomic():
        engagement = open_engagement(
            id=id,
            owner=owner,
            company=company,
            company_name=working_company(owner),
            name=WORKING_NAMES[door],
            partner_name="",
            time_zone=time_zone,
        )
        if (begun := Desk.objects.filter(engagement=engagement).first()) is not None:
            return begun
        return _begun(engagement, door, owner, working_name=True, working_company=company is None)


def begin_in(*, standing: Standing, door: Door) -> Desk:
    """In an engagement that was made by a form, or long ago; the one already begun when there is one."""
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
        begun = Desk.objects.filter(engagement=standing.engagement).first()
        return begun or _begun(standing.engagement, door, standing.user, working_name=False, working_company=False)


def _begun(engagement: Engagement, door: Door, by: User, *, working_name: bool, working_company: bool) -> Desk:
    desk = Desk.objects.create(
        engagement=engagement, door=door, working_name=working_name, working_company=working_company, begun_by=by
    )
    record(engagement=engagement, kind="desk.begun", payload={"door": str(door)}, actor=by, subject=desk.pk)
    return desk


@contextmanager
def locked(desk: Desk) -> Iterator[Desk]:
    """The desk as it is now; the engagement's row is locked first, as `events.record` does."""
    with transaction.atomic():
        engagement = Engagement.objects.select_for_update().select_related(None).get(pk=desk.engagement_id)
        fresh = Desk.objects.select_for_update().get(pk=desk.pk)
        fresh.engagement = engagement
        yield fresh


def touch(desk: Desk, *fields: str) -> None:
    """Something that a decision rests on has changed. Under `locked`."""
    desk.changed, desk.left = desk.changed + 1, len(checked(desk).open)
    desk.save(update_fields=["changed", "left", *fields])
