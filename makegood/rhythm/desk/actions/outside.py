"""The durable look from outside: a registry, name servers and the server itself are asked, few things and politely."""

from __future__ import annotations

import logging
import uuid

from django.db.models import F
from django.utils import timezone

from makegood import durable
from makegood.durable.declaring import stopping
from makegood.rhythm.desk.actions.beginning import locked, touch
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.seeing import parties_of
from makegood.rules.outlook.looking import Asker, SubjectRefused, look_outside

log = logging.getLogger("makegood.desk")

LOOKS = durable.Queue("looks", at_once=2)
HEAVY = ("reading", "clauses", "judgement", "drafts", "outlook")


def ask_to_look(*, desk: Desk) -> None:
    """Under `locked`, after the address was kept. What was seen of another address is gone."""
    desk.looks, desk.looking_since, desk.outlook = desk.looks + 1, timezone.now(), None
    desk.save(update_fields=["looks", "looking_since", "outlook"])
    durable.enqueue_after_commit(look_at_address, f"desk-look-{desk.looking_run}", desk.looking_run)


@durable.workflow("desk.look", queue=LOOKS)
def look_at_address(run: str) -> None:
    """`run`: the desk's id and the number of the look, with a point between."""
    desk_id, number = durable.row_of(run)
    try:
        seen = look(desk_id)
    except Exception:
        log.exception("The address of desk %s could not be looked at", desk_id)
        seen = {}
    note_seen(desk_id, number, seen)


@durable.step()
def look(desk_id: str) -> dict[str, object]:
    """At most 26 requests in a minute; what nobody answered is a row that says so."""
    desk = Desk.objects.select_related("engagement__owner_company", "begun_by").get(pk=uuid.UUID(desk_id))
    try:
        return look_outside("", desk.address, parties_of(desk), Asker()).as_json()
    except SubjectRefused:
        return {}
    except Exception:
        if stopping.is_set():
            raise
        log.exception("The look of desk %s broke off", desk_id)
        return {}


@durable.step(tries=3)
def note_seen(desk_id: str, number: int, seen: dict[str, object]) -> None:
    with locked(Desk.objects.only("engagement_id").get(pk=uuid.UUID(desk_id))) as desk:
        if desk.looks != number or desk.looked >= number:
            return
        desk.looked, desk.outlook = number, seen or None
        touch(desk, "looked", "outlook")


@durable.tick("desk.look_again", every=60)
def look_again() -> None:
    """Looks whose run was never asked for: the process died between the commit and the enqueueing."""
    late = timezone.now() - durable.FORGOTTEN_AFTER
    waiting = Desk.objects.filter(looks__gt=F("looked"), looking_since__lt=late).defer(*HEAVY)[:200]
    durable.enqueue_forgotten(look_at_address, {f"desk-look-{desk.looking_run}": desk.looking_run for desk in waiting})
