"""Writing to the tree: the one function through which every act becomes an event."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.models import Checkpoint, Engagement, Event
from makegood.engagements.pressing import note_written
from makegood.rules.calendars.business import latest
from makegood.rules.ledger import leaf as leaves
from makegood.rules.ledger import tree


def record(
    *,
    engagement: Engagement,
    kind: str,
    payload: Mapping[str, object],
    actor: User | None,
    subject: uuid.UUID | None = None,
    anchored: bool = False,
) -> Event:
    """Appends one event, inside the caller's transaction (money and its event are one).

    `payload`: JSON values only; money in integer cents, times as ISO 8601 in UTC. `subject`: the id of the row it is
    about. `anchored`: a checkpoint is made at once, which goes to all parties (submit, sign, gate, waive, release).
    """
    if not in_transaction():
        raise RuntimeError("an event is written in the transaction of what it tells of")
    locked = Engagement.objects.select_for_update().get(pk=engagement.pk)
    now = timezone.now()
    content, nonce = leaves.canonical(payload), leaves.new_nonce()
    row = Event(
        engagement=locked,
        index=locked.tree_size,
        kind=kind,
        actor=actor,
        at=now,
        nonce=nonce,
        payload=content,
        subject=subject,
    )
    row.leaf = leaves.leaf_bytes(
        index=row.index,
        kind=kind,
        at=now,
        actor=str(actor.pk) if actor else None,
        commitment=leaves.commit(nonce, content),
    )
    frontier = tree.Frontier.from_bytes(bytes(locked.frontier)) if locked.tree_size else tree.Frontier()
    frontier.append(tree.leaf_hash(row.leaf))
    row.save(force_insert=True)
    locked.tree_size, locked.frontier = frontier.size, frontier.to_bytes()
    locked.last_event_at = latest(now, locked.last_event_at)
    locked.save(update_fields=["tree_size", "frontier", "last_event_at"])
    engagement.tree_size, engagement.frontier = locked.tree_size, locked.frontier
    engagement.last_event_at = locked.last_event_at
    if anchored:
        Checkpoint.objects.create(engagement=locked, size=frontier.size, root=frontier.root(), made=now)
    note_written(locked)
    return row


def is_newest(engagement: Engagement, kind: str, subject: uuid.UUID) -> bool:
    """Whether nothing has happened since this very act. Under the lock of the engagement's row."""
    newest = Event.objects.filter(engagement=engagement, index=engagement.tree_size - 1)
    return newest.filter(kind=kind, subject=subject).exists()


def in_transaction() -> bool:
    return bool(transaction.get_connection().in_atomic_block)


def now_in(engagement: Engagement) -> datetime:
    """The time that everything in the engagement expires by (H17)."""
    return latest(timezone.now(), engagement.last_event_at)
