"""What the cast gets from the record."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from makegood.engagements.events import record
from makegood.engagements.models import Checkpoint, Engagement
from makegood.rules.signing import SigningKey
from tests.web.rows import Row, World, only

BOTH = "olivia pat"


def _events(world: World) -> Mapping[str, object]:
    def make(world: World) -> bool:
        with transaction.atomic():
            for _ in range(2):
                record(
                    engagement=world.engagement,
                    kind="note.made",
                    payload={"reason": f"A note{world.mark}"},
                    actor=world.cast.olivia,
                    anchored=True,
                )
        Checkpoint.objects.filter(engagement=world.engagement).update(note=f"a note{world.mark}")
        return True

    world.once("events", make)
    return {}


def _event(world: World) -> Mapping[str, object]:
    return {**_events(world), "number": 2}


def _key(world: World) -> Mapping[str, object]:
    key = SigningKey("makegood.test/shop", b"k" * 32).verifying_key

    def make(world: World) -> bool:
        Engagement.objects.filter(pk=world.engagement.pk).update(first_key=key.text(), ledger_key=key.text())
        return True

    world.once("key", make)
    return {**_events(world), "key_id": key.key_id.hex()}


ROWS = (
    Row("record", kwargs=_events, get=only(BOTH)),
    Row("record_receipt", kwargs=_events, post=only(BOTH)),
    Row("record_dispute", kwargs=_events, post=only(BOTH, 302)),
    Row("record_entry", kwargs=_event, get=only(BOTH)),
    Row("record_erase", kwargs=_event, get=only("olivia"), post=only("olivia", 422)),
    Row("record_hold", kwargs=_events, get=only(BOTH), post=only(BOTH, 422)),
    Row("record_cosign", kwargs=_events, get=only(BOTH), post=only(BOTH, 302)),
    Row("record_keys", kwargs=_events, get=only(BOTH)),
    Row("record_revoke", kwargs=_key, get=only("olivia"), post=only("olivia", 422)),
    Row("record_key", kwargs=_events, get=only("olivia"), post=only("olivia", 422)),
)
