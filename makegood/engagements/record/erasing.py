"""Erasure against append-only (H24): content and nonce go, the leaf stays, and who and why is an event."""

from __future__ import annotations

from django.db import transaction

from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Event, Role, Seat
from makegood.engagements.record.forgetting import forget_words
from makegood.rules.ledger.record import COSIGNED, ERASED, KEY_REVOKED, KEY_ROTATED, erasure_payload

KEPT = (KEY_ROTATED, KEY_REVOKED, ERASED, COSIGNED)
"""Without these nobody could verify what came before or after them; a cosignature is the other side's evidence."""


@transaction.atomic
def erase(*, engagement: Engagement, index: int, why: str, by: User) -> Event:
    """Destroys what one event says. Raises Refused under a legal hold, and for what the tree itself needs.

    Doing it twice does it once. Rows of other tables that hold the same words are cleared with it (`forgetting`).
    """
    locked = Engagement.objects.select_for_update().get(pk=engagement.pk)
    if locked.legal_hold:
        raise Refused("Nothing is erased while everything is held for a dispute.")
    if not why.strip():
        raise Refused("Say why this is erased. The reason stays on record.")
    event = Event.objects.select_for_update().filter(engagement=locked, index=index).first()
    if event is None or event.kind in KEPT:
        raise Refused("This entry cannot be erased: the record could not be verified without it.")
    if event.payload is None:
        return event
    event.payload = event.nonce = None
    event.save(update_fields=["payload", "nonce"])
    forget_words(event)
    payload = erasure_payload(index=index, by=str(by.pk), why=why.strip())
    return record(engagement=engagement, kind=ERASED, payload=payload, actor=by, subject=event.subject, anchored=True)


def holder_of(engagement: Engagement) -> User | None:
    """Who set the hold that counts now; None where there is none."""
    if not engagement.legal_hold:
        return None
    event = Event.objects.filter(engagement=engagement, kind="legal_hold.set").select_related("actor").last()
    return event.actor if event else None


def may_lift(engagement: Engagement, by: User) -> bool:
    """A hold is lifted by the side that set it: otherwise whom it binds could lift it and erase."""
    holder = holder_of(engagement)
    return holder is None or holder == by or bool(_sides(engagement, holder) & _sides(engagement, by))


def _sides(engagement: Engagement, person: User) -> set[str]:
    """Ended seats count too: whoever set a hold and left did so for their side."""
    seats = Seat.objects.filter(engagement=engagement, user=person, role__in=(Role.OWNER, Role.PARTNER))
    return set(seats.values_list("role", flat=True))


@transaction.atomic
def hold(*, engagement: Engagement, on: bool, why: str, by: User) -> None:
    """A dispute: from now on nothing is erased, until it is lifted; both are events."""
    locked = Engagement.objects.select_for_update().get(pk=engagement.pk)
    if locked.legal_hold == on:
        return
    if not why.strip():
        raise Refused("Say why. The reason stays on record.")
    if not on and not may_lift(locked, by):
        raise Refused("The hold is lifted by the side that set it.")
    locked.legal_hold = on
    locked.save(update_fields=["legal_hold"])
    engagement.legal_hold = on
    kind = "legal_hold.set" if on else "legal_hold.lifted"
    record(engagement=engagement, kind=kind, payload={"why": why.strip()}, actor=by, anchored=True)
