"""Acts that a person confirms. Prepared, asked once, performed once: whatever is clicked twice finds it done."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.events import now_in, record
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act, Standing
from makegood.rules.ledger import leaf as leaves

LASTS = timedelta(hours=1)
STRONGER = (Strength.PASSKEY, Strength.CODE, Strength.PASSWORD)


class Refused(Exception):
    """Why an act is not performed: one sentence for the person who asked for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What the confirmation page asks. `sentence`: the consequence; `points`: up to six lines of what exactly."""

    title: str
    sentence: str
    button: str
    points: tuple[tuple[str, str], ...] = ()
    cannot_be_undone: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """`next`: the path of the page that says what happens now."""

    next: str


Content = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """A kind of confirmed act. `needs`: the weakest confirmation that is enough.

    `perform(intent, content, event)` runs in the event's transaction, looks at everything anew, and raises Refused.
    """

    kind: str
    act: Act
    needs: Strength
    ask: Callable[[Engagement, Content], Question]
    perform: Callable[[Intent, Content, Event], Done]
    anchored: bool = True


_deeds: dict[str, Deed] = {}


def register(deed: Deed) -> None:
    """Called by the apps when they start."""
    _deeds[deed.kind] = deed


def deed_of(kind: str) -> Deed:
    return _deeds[kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """How the person confirmed: the strength, and for a passkey its assertion over the intent's digest."""

    strength: Strength
    credential: str = ""
    assertion: Mapping[str, object] | None = None


def prepare(*, standing: Standing, kind: str, content: Content, back: str) -> Intent:
    """`content`: JSON values, everything that the person is shown and agrees to. `back`: where "Change" leads.

    The names `intent`, `kind`, `engagement` and `by` are ours. Lead the person to `confirmation_path(intent)` next.
    """
    deed = _deeds[kind]
    if not standing.may(deed.act):
        raise Refused("You may not do this here.")
    id = uuid.uuid4()
    # With its id two intents never have the same bytes: what a passkey signed for one says nothing of the other.
    about = {"intent": str(id), "kind": kind, "engagement": str(standing.engagement.pk), "by": str(standing.user.pk)}
    exact = leaves.canonical({**content, **about})
    return Intent.objects.create(
        id=id,
        engagement=standing.engagement,
        user=standing.user,
        kind=kind,
        content=exact,
        digest=hashlib.sha256(exact).hexdigest(),
        back=back,
        expires=timezone.now() + LASTS,
    )


def confirmation_path(intent: Intent) -> str:
    return reverse("engagements:confirm", kwargs={"engagement_id": intent.engagement_id, "intent_id": intent.pk})


def content_of(intent: Intent) -> Content:
    loaded: dict[str, object] = json.loads(bytes(intent.content))
    return loaded


def _refuse_too_weak(standing: Standing, strength: Strength, deed: Deed) -> None:
    if strength is Strength.STAGED:
        if not Engagement.objects.staged().filter(pk=standing.engagement.pk).exists():
            raise Refused("Only the sample, while it is made, is acted by nobody.")
    elif STRONGER.index(strength) > STRONGER.index(deed.needs):
        raise Refused("This needs a passkey or a code from an app, not only a password.")


def perform(*, standing: Standing, intent_id: uuid.UUID, confirmed: Confirmed) -> str:
    """Performs an intent once and returns the path of the page after it. Raises Refused with one sentence.

    A second confirmation (double click, other tab, back button, retry) returns the same path and does nothing.
    """
    user: User = standing.user
    with transaction.atomic():
        intent = Intent.objects.select_for_update().get(
            pk=intent_id,
            user=user,
            engagement=standing.engagement,  # nobody confirms for another
        )
        if intent.event_id is not None:
            return intent.outcome
        deed = _deeds[intent.kind]
        if hashlib.sha256(bytes(intent.content)).hexdigest() != intent.digest:
            raise Refused("What was prepared here has been changed since. Please begin anew.")
        if intent.expires < now_in(standing.engagement):
            raise Refused("This was prepared more than an hour ago. Please look at it again and confirm anew.")
        if not standing.may(deed.act):
            raise Refused("You may no longer do this here.")
        _refuse_too_weak(standing, confirmed.strength, deed)
        content = content_of(intent)
        event = record(
            engagement=standing.engagement,
            kind=intent.kind,
            payload={
                "act": content,
                "digest": intent.digest,
                "confirmed": {
                    "strength": confirmed.strength.value,
                    "credential": confirmed.credential,
                    "assertion": confirmed.assertion,
                },
            },
            actor=user,
            anchored=deed.anchored,
        )
        done = deed.perform(intent, content, event)
        intent.event, intent.outcome = event, done.next
        intent.save(update_fields=["event", "outcome"])
        return done.next
