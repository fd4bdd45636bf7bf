"""Which letters an advisor may send by themself, and which wait for the owner's word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from django.db.models import Exists, OuterRef
from django.urls import reverse

from makegood.accounts.models import User
from makegood.engagements.events import now_in
from makegood.engagements.figures import Urgency, Waiting
from makegood.engagements.models import Engagement, Invitation, Role, Seat
from makegood.engagements.permissions import Act, Standing
from makegood.rhythm.desk.models import Letter, LetterState
from makegood.rhythm.desk.queries.decision import bills_of
from makegood.rhythm.portfolio.models import Limit
from makegood.rhythm.portfolio.queries.people import practice_of
from makegood.rules.figures.sums import bare_amount, sums
from makegood.rules.money.amount import formatted

MAY = frozenset({"partner", "access"})
"""Kinds of letters. What the bookkeeper is told is as good as a release, and a contract that goes back binds."""
_LONG = re.compile(r"[0-9]{1,3}(?:[,.'][0-9]{3})+(?:[.,][0-9]{2})?|(?<![0-9])(?!20[0-9]{2}(?![0-9]))[0-9]{4,}")
"""A number that may be a sum although no currency stands beside it."""


def limit_of(engagement: Engagement, advisor: User) -> Limit | None:
    found = Limit.objects.filter(engagement=engagement, advisor=advisor, ended=None, until__gt=now_in(engagement))
    return found.first()


def advisors_of(engagement: Engagement) -> list[User]:
    seats = Seat.objects.live().filter(engagement=engagement, role=Role.ADVISOR)
    return [seat.user for seat in seats.select_related("user").order_by("user__name", "pk")]


def why_it_waits(standing: Standing, letter: Letter) -> str:
    """As one sentence; empty where the owner's limit lets this advisor send it."""
    limit = limit_of(standing.engagement, standing.user) if Role.ADVISOR in standing.roles else None
    if limit is None:
        return "The owner has not let you send letters."
    practice = practice_of(standing.user)
    if practice is not None and practice.two_readers and letter.by_id == standing.user.pk:
        return f"You worded it last. Another of {practice} has to read it and send it."
    if letter.kind not in MAY:
        return "Letters of this kind the owner sends."
    if letter.address.lower() not in _partners(letter):
        return f"{letter.address} is no address of {standing.engagement.partner} that is known here."
    asked = cents_in(letter)
    if asked is None:
        return "It is about a sum that cannot be held against your limit."
    if asked > limit.cents:
        return f"It is about {formatted(asked)}; you may send letters up to {formatted(limit.cents)}."
    return ""


def cents_in(letter: Letter) -> int | None:
    """The largest sum that it is about, by its words and by its bill; None where one is in another currency or unknown.

    A long number without a currency counts as dollars.
    """
    found = []
    text = f"{letter.subject}\n{letter.text}"
    for one in sums(text):
        if one.sum.currency not in ("USD", None):
            return None
        found.append(abs(one.sum.cents))
    for match in _LONG.finditer(text):
        read = bare_amount(match[0])
        found.append(abs(read.cents) if read else 0)
    names = {draft.get("bill") for draft in letter.desk.drafts if draft.get("slot") == letter.slot}
    for bill in bills_of(letter.desk):
        if bill["bill"] in names:
            if bill["cents"] is None:
                return None
            found.append(abs(int(bill["cents"])))
    return max(found, default=0)


def _partners(letter: Letter) -> set[str]:
    """Addresses whom the owner or the partner brought to the table. The developer's of the desk an advisor may type."""
    about = {"engagement": letter.desk.engagement_id, "role": Role.PARTNER}
    seated = Seat.objects.live().filter(**about).values_list("user__email", flat=True)
    invited = Invitation.objects.filter(**about, withdrawn=None).values_list("email", flat=True)
    return {address.lower() for address in (*seated, *invited)}


def waiting_for_the_owners_word(standings: Sequence[Standing]) -> Iterator[Waiting]:
    """Letters that an advisor worded and the owner is to send: one query."""
    own = [one.engagement.pk for one in standings if one.may(Act.DECIDE)]
    if not own:
        return
    advisors = Seat.objects.live().filter(
        engagement=OuterRef("desk__engagement"), user=OuterRef("by"), role=Role.ADVISOR, stand_in_for=None
    )
    rows = Letter.objects.filter(Exists(advisors), desk__engagement__in=own, state=LetterState.DRAFT)
    for row in rows.select_related("desk", "by").only(
        "slot", "subject", "desk__engagement_id", "by__name", "by__email"
    ):
        yield Waiting(
            engagement_id=row.desk.engagement_id,
            urgency=Urgency.WAITS,
            sentence=f"{row.by} has worded a letter for you: {row.subject}. Read it and send it.",
            path=reverse("desk:letter", args=[row.desk.engagement_id, row.slot]),
        )
