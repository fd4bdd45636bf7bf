"""The keys of one ledger: which counts since when, going over to a new one, revoking one that others may have (H16)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.db import transaction

from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Event
from makegood.engagements.record.anchoring import record_of, signer_of
from makegood.rules.keyholder import KeyholderGone, RemoteSigner, new_key, successor
from makegood.rules.ledger.keys import Counts, KeyHistory, revocation_payload, rotation_payload
from makegood.rules.ledger.record import KEY_REVOKED, KEY_ROTATED
from makegood.rules.signing import VerifyingKey

CHANGES = (KEY_ROTATED, KEY_REVOKED)
GROUP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyLine:
    """One key. What it signed counts over the entries from `since` on (`began`: its time, None before the first entry)
    and before `until`, None while it counts; `ended` and `why` are those of the change that ended it.
    """

    key: VerifyingKey
    since: int
    began: datetime | None
    until: int | None = None
    ended: datetime | None = None
    revoked: bool = False
    why: str = ""

    @property
    def id(self) -> str:
        return self.key.key_id.hex()

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the public key, in groups that two people can read to each other."""
        text = sha256(self.key.public).hexdigest()
        return " ".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def history_of(engagement: Engagement) -> KeyHistory:
    """As `makegood verify` reads it from the events. Empty before the first signature."""
    if not engagement.first_key:
        return KeyHistory()
    history = KeyHistory.of([VerifyingKey.parse(engagement.first_key)])
    for event in _changes(engagement):
        history.read(record_of(event))
    return history


def keys_told(engagement: Engagement) -> list[KeyLine]:
    """Every key that the ledger had, the one that counts now first; two queries."""
    events = {event.index: event for event in _changes(engagement)}
    first = Event.objects.filter(engagement=engagement, index=0).values_list("at", flat=True).first()
    return [_line(one, events, first) for one in reversed(history_of(engagement).keys)]


def _line(one: Counts, events: dict[int, Event], first: datetime | None) -> KeyLine:
    began = events.get(one.since - 1)
    ended = events.get(one.ended_by) if one.ended_by is not None else None
    return KeyLine(
        key=one.key,
        since=_begin(one),
        began=began.at if began else first,
        until=one.until - 1 if ended else None,
        ended=ended.at if ended else None,
        revoked=one.revoked,
        why=str(record_of(ended).content().get("why", "")) if ended else "",
    )


def _begin(one: Counts) -> int:
    """A checkpoint of size n is over the entries before n."""
    return max(one.since - 1, 0)


def _changes(engagement: Engagement) -> Iterator[Event]:
    return Event.objects.filter(engagement=engagement, kind__in=CHANGES).order_by("index").iterator()


@transaction.atomic
def change_key(*, engagement: Engagement, by: User) -> Event:
    """A new key from the next event on, by an event that the old and the new one sign. Raises Refused."""
    return _go_over(engagement, by, fresh=False)


def _go_over(engagement: Engagement, by: User, *, fresh: bool) -> Event:
    locked = Engagement.objects.select_for_update().get(pk=engagement.pk)
    home = settings.MAKEGOOD_HOME
    try:
        old = signer_of(locked)
        key = new_key(home).current(old.name) if fresh else successor(home, old.verifying_key)
        payload = rotation_payload(old=old, new=RemoteSigner(home, key), index=locked.tree_size)
    except KeyholderGone as gone:
        raise Refused(f"The key was not changed. {gone}") from None
    Engagement.objects.filter(pk=locked.pk).update(ledger_key=key.text())
    engagement.ledger_key = key.text()
    return record(engagement=engagement, kind=KEY_ROTATED, payload=payload, actor=by, anchored=True)


def may_revoke(engagement: Engagement, key_id: str, entry: int) -> VerifyingKey:
    """The key, if it can be said that from that entry on it does not count. Raises Refused with one sentence.

    `entry`: an index, from 0; sentences count entries from 1, as people do.
    """
    known = next((one for one in history_of(engagement).keys if one.key.key_id.hex() == key_id), None)
    if known is None:
        raise Refused("This record never had that key.")
    if not _begin(known) <= entry <= engagement.tree_size:
        raise Refused(f"Choose an entry from {_begin(known) + 1} to {engagement.tree_size + 1}, which is the next one.")
    if known.revoked and entry >= known.until - 1:
        raise Refused(f"That key is revoked from entry {known.until} on already.")
    return known.key


@transaction.atomic
def revoke_key(*, engagement: Engagement, key_id: str, entry: int, why: str, by: User) -> Event:
    """Nothing that the key signed over `entry` or later ones counts any more; a key that nobody had goes on (H16).

    The one that signs now is replaced first. Raises Refused.
    """
    if not why.strip():
        raise Refused("Say why. The reason stays on record.")
    key = may_revoke(engagement, key_id, entry)
    if key.text() == engagement.ledger_key:
        _go_over(engagement, by, fresh=True)
    try:
        payload = revocation_payload(key=key, size=entry + 1, by=signer_of(engagement), why=why.strip())
    except KeyholderGone as gone:
        raise Refused(f"The key was not revoked. {gone}") from None
    return record(engagement=engagement, kind=KEY_REVOKED, payload=payload, actor=by, anchored=True)
