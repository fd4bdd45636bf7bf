"""What is agreed, in the shapes that the rules of time and money want."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import QuerySet

from makegood.engagements.models import Engagement
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone, Side, Signature
from makegood.rules.calendars.agreement import Terms, months_after
from makegood.rules.calendars.business import Calendar, zone
from makegood.rules.money import retainage
from makegood.rules.money.caps import Caps
from makegood.rules.money.schedule import Line, Schedule


def signed_agreement(engagement: Engagement) -> Agreement | None:
    """The agreement that counts now: signed by both, and not replaced by a later one."""
    return Agreement.objects.filter(engagement=engagement, state=AgreementState.SIGNED).first()


def signed_agreements(engagements: Iterable[Engagement]) -> QuerySet[Agreement]:
    """The same for many, each with its parts; without the sealed bytes."""
    rows = Agreement.objects.filter(engagement__in=list(engagements), state=AgreementState.SIGNED)
    return rows.defer("sealed").prefetch_related("milestones")


def agreement_in_the_making(engagement: Engagement) -> Agreement | None:
    """The draft, or what lies with the partner: the first agreement, or a change of the signed one."""
    return Agreement.objects.filter(
        engagement=engagement, state__in=(AgreementState.DRAFT, AgreementState.OFFERED)
    ).first()


def milestones_of(agreement: Agreement) -> list[Milestone]:
    """In order, each with its rule book."""
    return list(agreement.milestones.select_related("rule_book"))


def calendar_of(engagement: Engagement) -> Calendar:
    return Calendar(zone(engagement.time_zone))


def terms_of(agreement: Agreement) -> Terms:
    """The clocks, for `rules.calendars`."""
    return Terms(
        calendar=calendar_of(agreement.engagement),
        acceptance_days=agreement.acceptance_days,
        cure_rounds=agreement.cure_rounds,
        cure_days=agreement.cure_days,
        retest_days=agreement.retest_days,
        payment_days=agreement.payment_days,
        unseen_days=agreement.unseen_days,
        silence_counts=agreement.silence_counts,
    )


def holding_terms_of(agreement: Agreement, launched: date | None) -> retainage.Terms:
    """The rule on money held back, for `rules.money.retainage`. `launched`: the day it really went live, or None.

    The warranty runs from then. A draft may have no latest return yet (ValueError).
    """
    if agreement.held_back_latest_return is None:
        raise ValueError("money is held back only under an agreement that says until when")
    ends = None if launched is None else months_after(launched, agreement.warranty_months)
    return retainage.Terms(
        rate=agreement.held_back_share,
        latest_return=agreement.held_back_latest_return,
        launched=launched,
        warranty_ends=ends,
    )


def schedule_of(agreement: Agreement) -> Schedule:
    """What each part costs, for `rules.money`. Line ids are `str(milestone.line)`: the same through all agreements.

    For time and materials (`capped`) the parts are capped each, and need not sum to the total cap.
    """
    return Schedule(
        contract_cents=agreement.total_cents or 0,
        lines=tuple(Line(str(one.line), one.title, one.amount_cents) for one in agreement.milestones.all()),
        capped=not agreement.is_fixed,
    )


def caps_of(agreement: Agreement) -> Caps | None:
    """The two caps of time and materials; None for a fixed price."""
    if agreement.is_fixed:
        return None
    return Caps(monthly_cents=agreement.monthly_cap_cents or 0, total_cents=agreement.total_cap_cents or 0)


def signatures_of(agreement: Agreement) -> Mapping[Side, Signature]:
    """Who signed the bytes as they are now; a signature under older ones is not among them."""
    if not agreement.digest:
        return {}
    rows = Signature.objects.filter(agreement=agreement, digest=agreement.digest).select_related("user")
    return {Side(row.side): row for row in rows}
