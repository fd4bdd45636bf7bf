"""Checkpoints: signed by the key process, and handed to all parties (H2, H16). Nobody here opens a private key.

Nothing is signed inside a transaction: rolled back after the keyholder signed, it would be a record that went back.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.models import Checkpoint, Engagement, Event, Receipt, Role, Seat
from makegood.rules.keyholder import KeyholderGone, KeyholderRefuses, LedgerSigner, RemoteSigner, held
from makegood.rules.ledger import checkpoint as notes
from makegood.rules.ledger.record import KEY_ROTATED, EventRecord, record_from
from makegood.rules.ledger.tree import leaf_hash
from makegood.rules.signing import VerifyingKey

AT_ONCE = 200
PARTIES = (Role.OWNER.value, Role.PARTNER.value)

log = logging.getLogger("makegood.anchoring")


def ledger_name(engagement: Engagement) -> str:
    """The origin of its checkpoints; a key signs for one name only, so it outlives a change of the address."""
    if engagement.first_key:
        return VerifyingKey.parse(engagement.first_key).name
    host = str(settings.MAKEGOOD_ADDRESS).partition("://")[2]
    return f"{host}/{engagement.pk}"


def key_of(engagement: Engagement) -> VerifyingKey:
    """The key that counts now; the keyholder's at first. Raises KeyholderGone."""
    if not engagement.ledger_key:
        text = held(settings.MAKEGOOD_HOME).current(ledger_name(engagement)).text()
        Engagement.objects.filter(pk=engagement.pk, ledger_key="").update(ledger_key=text, first_key=text)
        engagement.refresh_from_db(fields=["ledger_key", "first_key"])
    return VerifyingKey.parse(engagement.ledger_key)


def signer_of(engagement: Engagement) -> RemoteSigner:
    """Raises KeyholderGone."""
    return RemoteSigner(settings.MAKEGOOD_HOME, key_of(engagement))


def sign_checkpoints() -> int:
    """Signs what waits; returns how many. One that cannot be signed now waits for the next time.

    A record of which the keyholder signed more than is here is refused, says why on its page, and keeps no other
    record waiting.
    """
    signed = 0
    refused: set[uuid.UUID] = set()
    while rows := list(_waiting().exclude(engagement__in=refused)[:AT_ONCE]):
        _on_the_disk()
        for row in rows:
            if row.engagement_id in refused:
                continue
            try:
                _sign(row)
            except KeyholderRefuses as why:
                log.error("the record of %s is not signed: %s", row.engagement, why)
                refused.add(row.engagement_id)
                Checkpoint.objects.filter(pk=row.pk).update(refused=str(why))
            except KeyholderGone as gone:
                log.warning("checkpoints wait to be signed: %s", gone)
                return signed
            else:
                signed += 1
    return signed


def _waiting() -> QuerySet[Checkpoint]:
    return Checkpoint.objects.filter(note="").select_related("engagement").order_by("pk")


def _on_the_disk() -> None:
    """What is signed now must outlast a power failure, or the record would go back. Else SQLite syncs when it likes."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


def _key_at(row: Checkpoint) -> VerifyingKey:
    """The key that counts at its size: one that waited while the key was changed is signed by the one before."""
    changes = Event.objects.filter(engagement=row.engagement, kind=KEY_ROTATED, index__gte=row.size)
    later = changes.order_by("index").first()
    return VerifyingKey.parse(str(record_of(later).content()["old"])) if later else key_of(row.engagement)


def _sign(row: Checkpoint) -> None:
    made = notes.Checkpoint(ledger_name(row.engagement), row.size, bytes(row.root))
    signer = LedgerSigner(settings.MAKEGOOD_HOME, _key_at(row), lambda: leaves_of(row.engagement))
    note = notes.note(made, [signer])
    with transaction.atomic():
        if not Checkpoint.objects.filter(pk=row.pk, note="").update(note=note, refused=""):
            return
        Receipt.objects.bulk_create(
            [Receipt(checkpoint=row, holder_id=holder) for holder in _parties(row.engagement)], ignore_conflicts=True
        )


def leaves_of(engagement: Engagement) -> list[bytes]:
    """The hashes of all leaves of its ledger, in order."""
    rows = Event.objects.filter(engagement=engagement).order_by("index").values_list("leaf", flat=True)
    return [leaf_hash(bytes(leaf)) for leaf in rows]


def record_of(event: Event) -> EventRecord:
    """An event as it leaves the house."""
    return record_from(
        leaf=bytes(event.leaf),
        nonce=None if event.nonce is None else bytes(event.nonce),
        payload=None if event.payload is None else bytes(event.payload),
    )


def _parties(engagement: Engagement) -> Sequence[uuid.UUID]:
    seats = Seat.objects.live().filter(engagement=engagement, role__in=PARTIES, user__is_active=True)
    return list(seats.values_list("user_id", flat=True).distinct())


def take_receipt(*, checkpoint: Checkpoint, by: User) -> str:
    """The signed note, for whoever fetches it; that they did is kept once."""
    receipt, _ = Receipt.objects.get_or_create(checkpoint=checkpoint, holder=by)
    if receipt.taken is None:
        receipt.taken = timezone.now()
        receipt.save(update_fields=["taken"])
    return checkpoint.note
