"""What was really paid: recorded for a release or outside of any, and taken back when the record was wrong."""

from __future__ import annotations

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
) -> Payment:
    """Raises Refused. Outside of a release (`release` None) it needs a reason; more than released is refused."""
    if on > today:
        raise Refused("A payment is recorded when it has left the account, not before.")
    if release is None and not reason.strip():
        raise Refused("Say what this payment outside of Makegood was for.")
    if release is not None:
        locked = Release.objects.select_for_update().get(pk=release.pk)
        left = locked.amount_cents - _paid(locked)
        if amount_cents > left:
            raise Refused(
                f"{formatted(amount_cents)} is more than the {formatted(left)} still to pay of this release. "
                "Record the rest as a payment outside, with its reason."
            )
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
