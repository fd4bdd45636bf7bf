"""What a partner has to do about the agreement before being paid, and when is paid: for the first look.

A draft tells nothing of itself; what lies with the partner, or is signed, tells its terms.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from makegood.engagements.figures import Needed
from makegood.engagements.models import Engagement
from makegood.phases.agreement.models import Agreement, AgreementState, Payee, Side
from makegood.phases.agreement.queries.agreements import signatures_of, signed_agreement
from makegood.rules.calendars.business import counted_days, said_day
from makegood.rules.money.amount import percent


def needed(engagement: Engagement) -> Iterable[Needed]:
    signed = signed_agreement(engagement)
    offered = _offered(engagement)
    if signed is not None:
        yield Needed(label="Sign the agreement", is_met=True, place=10)
    elif offered is not None:
        signatures = signatures_of(offered)
        hint = (
            "It is your turn: sign it, or propose something else for any item."
            if Side.PARTNER not in signatures
            else ""
        )
        yield Needed(label="Sign the agreement", is_met=Side.PARTNER in signatures, place=10, hint=hint)
    else:
        hint = f"{engagement.owner_company} still drafts it."
        yield Needed(label="Sign the agreement", is_met=False, place=10, hint=hint)
    has_payee = Payee.objects.filter(engagement=engagement).exists()
    yield Needed(
        label="Say where the money should go",
        is_met=has_payee,
        place=20,
        hint=""
        if has_payee
        else "It becomes part of the agreement. A later change waits 72 hours and needs a call-back.",
    )


def pay_words(engagement: Engagement) -> Iterator[str]:
    agreement = signed_agreement(engagement) or _offered(engagement)
    if agreement is None:
        return
    days = counted_days(agreement.payment_days, "business")
    yield f"Once the decision is OK to pay, the money is due within {days}; if it is late, your dates move as much."
    if agreement.held_back_share and agreement.held_back_latest_return:
        yield (
            f"{percent(agreement.held_back_share)} of each part is held back and comes back on "
            f"{said_day(agreement.held_back_latest_return)} at the latest."
        )


def _offered(engagement: Engagement) -> Agreement | None:
    return Agreement.objects.filter(engagement=engagement, state=AgreementState.OFFERED).first()
