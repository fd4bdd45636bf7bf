"""Who is paid, as of a moment (H22)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q

from makegood.connectors.secretbox import Secretbox
from makegood.engagements.models import Engagement
from makegood.phases.agreement.models import Payee, PayeeChange


@dataclass(frozen=True, slots=True)
class Account:
    """What the bookkeeper types into the bank's form. Never in an event, a log or a page of others."""

    routing: str
    number: str
    salt: str


def payee_now(engagement: Engagement, now: datetime) -> Payee | None:
    """To whom money may go now. None: nobody signed yet, or a change of the account waits; then nothing is released.

    `now`: `events.now_in(engagement)`, so that a clock set back revives no old account (H17).
    """
    if payee_change_waiting(engagement, now) is not None:
        return None
    return payee_agreed(engagement, now)


def who_can_be_paid(nows: Mapping[uuid.UUID, datetime]) -> frozenset[uuid.UUID]:
    """Of these engagements, each at its own now, those in which `payee_now` names somebody; two queries."""
    counts = Payee.objects.filter(engagement__in=nows, since__isnull=False).values_list("engagement_id", "since")
    since = {id for id, day in counts if day is not None and day <= nows[id]}
    changes = PayeeChange.objects.filter(engagement__in=nows, refused=None)
    rows = changes.values_list("engagement_id", "called", "not_before")
    waits = {id for id, called, before in rows if called is None or before is None or before > nows[id]}
    return frozenset(since - waits)


def payee_agreed(engagement: Engagement, now: datetime) -> Payee | None:
    """The account that counts, whether or not a change of it waits."""
    return Payee.objects.filter(engagement=engagement, since__lte=now).order_by("-since").first()


def payee_named(engagement: Engagement) -> Payee | None:
    """The account that the partner named for the first agreement, not signed yet."""
    return Payee.objects.filter(engagement=engagement, named=True).first()


def payee_change_waiting(engagement: Engagement, now: datetime | None = None) -> PayeeChange | None:
    """A change that was asked for and does not count yet: its 72 hours run, or nobody has called back."""
    open_ones = PayeeChange.objects.filter(engagement=engagement, refused=None)
    waits = Q(called=None) if now is None else Q(called=None) | Q(not_before__gt=now)
    return open_ones.filter(waits).select_related("payee", "asked_by", "called_by").order_by("-asked").first()


def account_of(payee: Payee) -> Account:
    """Opens the sealed account. Raises connectors.secretbox.SecretUnreadable with a sentence."""
    opened = json.loads(box().open(payee.account, purpose_of(payee)))
    return Account(routing=str(opened["routing"]), number=str(opened["number"]), salt=str(opened["salt"]))


def box() -> Secretbox:
    return Secretbox(settings.MAKEGOOD_HOME)


def purpose_of(payee: Payee) -> str:
    """Sealed bytes that were moved to another payee do not open there."""
    return f"account of payee {payee.pk}"
