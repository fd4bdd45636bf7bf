"""While an advisor is away a colleague stands in, for each client whose owner allows it; never with more rights."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from makegood.accounts.models import Membership, User
from makegood.engagements.actions.inviting import awaits_owner
from makegood.engagements.actions.seats import lend_advisor_seat
from makegood.engagements.events import now_in, record
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Role, Seat
from makegood.engagements.permissions import Standing
from makegood.rhythm.portfolio.models import Away, AwayState, Practice


def ask_owners(
    *,
    practice: Practice,
    standings: Sequence[Standing],
    colleague: User,
    begins: datetime,
    until: datetime,
    reason: str,
) -> int:
    """One question to the owner of each client; how many. Clients without an owner, clients whom the colleague advises
    already, and those who are asked already are left out."""
    asked = 0
    for standing in standings:
        with transaction.atomic():
            engagement = Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
            open_ones = Away.objects.filter(engagement=engagement, advisor=standing.user, state=AwayState.ASKED)
            seated = Seat.objects.live().filter(engagement=engagement, user=colleague)
            if awaits_owner(engagement) or open_ones.exists() or seated.exists():
                continue
            row = Away(
                engagement=engagement,
                practice=practice,
                advisor=standing.user,
                colleague=colleague,
                begins=begins,
                until=until,
                reason=reason,
            )
            row.event = record(
                engagement=engagement,
                kind="advisor.away_asked",
                payload={
                    "colleague": str(colleague.pk),
                    "name": str(colleague),
                    "begins": begins.isoformat(),
                    "until": until.isoformat(),
                    "reason": reason,
                },
                actor=standing.user,
                subject=row.pk,
            )
            row.save()
            asked += 1
    return asked


def take_back(*, advisor: User, practice: Practice) -> int:
    """What no owner has answered yet; how many."""
    taken = 0
    for asked in Away.objects.filter(practice=practice, advisor=advisor, state=AwayState.ASKED):
        with transaction.atomic():
            engagement = Engagement.objects.select_for_update().get(pk=asked.engagement_id)
            row = Away.objects.select_for_update().get(pk=asked.pk)
            if row.state != AwayState.ASKED:
                continue
            row.state = AwayState.WITHDRAWN
            row.save(update_fields=["state"])
            payload = {"colleague": str(row.colleague_id), "name": str(row.colleague)}
            kind = "advisor.away_withdrawn"
            record(engagement=engagement, kind=kind, payload=payload, actor=advisor, subject=row.pk)
            taken += 1
    return taken


def answer(*, standing: Standing, away: Away, allow: bool) -> None:
    """By the owner's side, once. Raises Refused."""
    with transaction.atomic():
        engagement = Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
        row = Away.objects.select_for_update().select_related("colleague").get(pk=away.pk, engagement=engagement)
        if row.state != AwayState.ASKED:
            return
        if allow:
            row.seat = _lent(engagement, row)
        row.state = AwayState.ALLOWED if allow else AwayState.REFUSED
        row.save(update_fields=["seat", "state"])
        seat = row.seat
        record(
            engagement=engagement,
            kind=f"advisor.away_{row.state}",
            payload={
                "colleague": str(row.colleague_id),
                "name": str(row.colleague),
                "may": seat.capabilities if seat else [],
                "until": seat.until.isoformat() if seat and seat.until else None,
            },
            actor=standing.user,
            subject=row.pk,
        )


def _lent(engagement: Engagement, row: Away) -> Seat:
    seats = Seat.objects.live().filter(engagement=engagement, user=row.advisor_id, role=Role.ADVISOR)
    absent = seats.first()
    if absent is None:
        raise Refused(f"{row.advisor} advises you no longer, so nobody stands in.")
    if row.until <= now_in(engagement):
        raise Refused("These days are over.")
    if not Membership.objects.filter(company=row.practice.company_id, user=row.colleague_id).exists():
        raise Refused(f"{row.colleague} belongs to {row.practice} no longer.")
    return lend_advisor_seat(seat=absent, to=row.colleague, begins=row.begins, until=row.until)


def ending_with(seat: Seat) -> list[Seat]:
    """The seats of colleagues that stand on this one."""
    if seat.role != Role.ADVISOR:
        return []
    rows = Away.objects.filter(engagement=seat.engagement_id, advisor=seat.user_id, state=AwayState.ALLOWED)
    return [row.seat for row in rows.select_related("seat") if row.seat is not None and row.seat.ended is None]
