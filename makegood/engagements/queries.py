"""Reads that several pages share."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils import timezone

from makegood.accounts.models import User
from makegood.engagements.actions.inviting import open_invitations, roles_to_invite
from makegood.engagements.actions.seats import may_end
from makegood.engagements.models import Invitation, Role, Seat
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.words import may_words

ORDER = [Role.OWNER, Role.BOOKKEEPER, Role.ADVISOR, Role.PARTNER, Role.REVIEWER, Role.MAINTAINER]
SEEN_BY_ALL = (Role.OWNER, Role.PARTNER, Role.REVIEWER)
"""Who decides, who delivers, who attests: everybody at the table knows them. The rest is the owner's side only."""


@dataclass(frozen=True, slots=True)
class Place:
    """A seat as the page of people shows it."""

    seat: Seat
    may: str
    can_end: bool
    is_you: bool


def people_of(standing: Standing) -> list[Place]:
    """Living seats, and those that begin later, as far as the person may know of them; three queries at most."""
    living = Q(until=None) | Q(until__gt=timezone.now())
    seats = Seat.objects.filter(living, engagement=standing.engagement, ended=None)
    if not standing.may(Act.MANAGE_PEOPLE):
        seats = seats.filter(Q(role__in=SEEN_BY_ALL) | Q(user=standing.user))
    rows = sorted(seats.select_related("user", "stand_in_for"), key=lambda s: (ORDER.index(Role(s.role)), s.begins))
    partners = sum(seat.role == Role.PARTNER for seat in rows)
    return [
        Place(seat, may_words(seat), may_end(standing, seat, partners=partners), seat.user_id == standing.user.pk)
        for seat in rows
    ]


def invitations_of(standing: Standing) -> list[Invitation]:
    """Open ones that the person may send again or withdraw."""
    return list(open_invitations(standing.engagement).filter(role__in=roles_to_invite(standing)))


def possible_stand_ins(standing: Standing) -> list[User]:
    """Of the owner's own side."""
    seats = Seat.objects.live().filter(engagement=standing.engagement, role__in=(Role.BOOKKEEPER, Role.ADVISOR))
    return list(User.objects.filter(pk__in=seats.values("user")).exclude(pk=standing.user.pk).order_by("name"))
