"""What was really paid: recorded for a release or outside of any, and taken back when the record was wrong."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import transaction

from makegood.accounts.models import User
from makegood.engagements.events import record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.models import Payment, Release
from makegood.rules.money.amount import formatted


@transaction.atomic
def record_payment(
    *,
    engagement: Engagement,
    release: Release | None,
    amount_cents: int,
    on: date,
    reference: str,
    reason: str,
    by: User,
    today: date,
    id: uuid.UUID | None = None,
) -> Payment:
    """Raises Refused. Outside of a release (`release` None) it needs a reason; more than released is refused.

    `id`: the same one a second time (a double click, the back button) records nothing more.
    """
    if (known := _known(engagement, id)) is not None:
        return known
    if on > today:
        raise Refused("A payment is recorded when it has left the account, not before.")
    if release is None and not reason.strip():
        raise Refused("Say what this payment outside of Makegood was for.")
    if release is not None:
        _refuse_too_much(release, amount_cents)
    event = record(
        engagement=engagement,
        kind="payment.recorded",
        payload={
            "release": str(release.pk) if release else "",
            "amount_cents": amount_cents,
            "on": on.isoformat(),
            "reference": reference,
            "reason": reason,
        },
        actor=by,
        anchored=True,
    )
    return Payment.objects.create(
        id=id or uuid.uuid4(),
        engagement=engagement,
        release=release,
        amount_cents=amount_cents,
        on=on,
        reference=reference,
        reason=reason,
        by=by,
        at=event.at,
        event=event,
    )


def _known(engagement: Engagement, id: uuid.UUID | None) -> Payment | None:
    """What was recorded under this id, the engagement's row locked. Raises Refused for one of another engagement."""
    Engagement.objects.select_for_update().get(pk=engagement.pk)
    known = Payment.objects.filter(pk=id).first() if id else None
    if known is not None and known.engagement_id != engagement.pk:
        raise Refused("This was recorded already. Please open the page anew.")
    return known


def _refuse_too_much(release: Release, amount_cents: int) -> None:
    locked = Release.objects.select_for_update().get(pk=release.pk)
    left = locked.amount_cents - _paid(locked)
    if amount_cents > left:
        raise Refused(
            f"{formatted(amount_cents)} is more than the {formatted(left)} still to pay of this release. "
            "Record the rest as a payment outside, with its reason."
        )


@transaction.atomic
def take_back(*, payment: Payment, reason: str, by: User) -> Payment:
    """A record that was wrong stays, with one beside it that takes it back. Doing it twice takes it back once."""
    locked = Payment.objects.select_for_update().get(pk=payment.pk)
    if locked.reverses_id is not None:
        raise Refused("This line takes another one back; record the payment anew instead.")
    before = Payment.objects.filter(reverses=locked).first()
    if before is not None:
        return before
    event = record(
        engagement=locked.engagement,
        kind="payment.taken_back",
        payload={"payment": str(locked.pk), "amount_cents": locked.amount_cents, "reason": reason},
        actor=by,
        anchored=True,
    )
    return Payment.objects.create(
        engagement=locked.engagement,
        release=locked.release,
        amount_cents=locked.amount_cents,
        on=locked.on,
        reference=locked.reference,
        reason=reason,
        by=by,
        at=event.at,
        reverses=locked,
        event=event,
    )


def _paid(release: Release) -> int:
    rows = list(Payment.objects.filter(release=release))
    back = {row.reverses_id for row in rows}
    return sum(row.amount_cents for row in rows if row.reverses_id is None and row.pk not in back)
