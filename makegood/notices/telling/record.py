"""What touches the record itself: entries that were erased, holds, and the signing key. Both sides are told (H24)."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from makegood.engagements.models import Event
from makegood.notices.telling import BOTH_SIDES, Content, Message, tells


def _message(event: Event, subject: str, text: str) -> Message:
    return Message(
        roles=BOTH_SIDES,
        subject=f"{subject}: {event.engagement}",
        text=text,
        path=reverse("record", args=[event.engagement_id]),
    )


@tells("content.erased")
def erased(event: Event, act: Content) -> Iterable[Message]:
    yield _message(
        event,
        f"What entry {int(str(act['event'])) + 1} said was erased",
        f"{event.actor} erased it. Why: {act['why']}\n\nThe entry stays, and the record says that it is erased.",
    )


@tells("legal_hold.set")
def held(event: Event, act: Content) -> Iterable[Message]:
    yield _message(event, "Nothing is erased from now on", f"{event.actor} set a hold. Why: {act['why']}")


@tells("legal_hold.lifted")
def lifted(event: Event, act: Content) -> Iterable[Message]:
    yield _message(event, "The hold on the record was lifted", f"{event.actor} lifted it. Why: {act['why']}")


@tells("key.rotated")
def rotated(event: Event, act: Content) -> Iterable[Message]:
    del act
    yield _message(
        event,
        "The record has a new signing key",
        "The old key and the new one signed the change. Receipts under the old key stay good; the next ones are "
        "under the new one.",
    )


@tells("key.revoked")
def revoked(event: Event, act: Content) -> Iterable[Message]:
    yield _message(
        event,
        "A signing key of the record was revoked",
        f"{event.actor} revoked it. Why: {act['why']}\n\nReceipts that it signed over entry "
        f"{int(str(act['size'])) - 1} or later ones count no more. Fetch a new one on the page of the record: the key "
        "that counts now signs it.",
    )
