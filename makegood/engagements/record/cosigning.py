"""A party says with a passkey or a code that they hold the record as it stands: no keeper can say that for them."""

from __future__ import annotations

from django.db import transaction

from makegood.accounts.models import User
from makegood.engagements.intents import Content, Refused
from makegood.engagements.models import Checkpoint, Engagement, Event, Receipt, Seat
from makegood.engagements.record.anchoring import PARTIES, ledger_name


def content_to_cosign(checkpoint: Checkpoint, by: User) -> dict[str, object]:
    """What the passkey signs: which record, how many entries, and the root over them. Raises Refused."""
    engagement = checkpoint.engagement
    if not Seat.objects.live().filter(engagement=engagement, user=by, role__in=PARTIES).exists():
        raise Refused("The two sides cosign the record, and nobody else.")
    if not checkpoint.note:
        raise Refused("These entries are not signed yet. Please try again in a minute.")
    return {"ledger": ledger_name(engagement), "size": checkpoint.size, "root": bytes(checkpoint.root).hex()}


@transaction.atomic
def cosign(*, engagement: Engagement, content: Content, event: Event) -> Receipt:
    """Writes down who holds what. `event` is the confirmed act itself. Raises Refused."""
    assert event.actor is not None
    row = Checkpoint.objects.select_related("engagement").get(engagement=engagement, size=int(str(content["size"])))
    now = content_to_cosign(row, event.actor)
    if any(content[name] != value for name, value in now.items()):
        raise Refused("The record changed since you looked. Please look again.")
    receipt, _ = Receipt.objects.get_or_create(checkpoint=row, holder=event.actor)
    receipt.taken = receipt.taken or event.at
    receipt.cosigned = receipt.cosigned or event.at
    receipt.event = receipt.event or event
    receipt.save(update_fields=["taken", "cosigned", "event"])
    return receipt
