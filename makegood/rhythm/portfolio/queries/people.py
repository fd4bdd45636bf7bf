"""Who advises: whose practice it is, and at which tables somebody sits as an advisor."""

from __future__ import annotations

import uuid

from django.db.models import QuerySet

from makegood.accounts.models import Membership, User
from makegood.engagements.models import Role, Seat
from makegood.engagements.permissions import Standing, standings_of
from makegood.rhythm.portfolio.models import Colleague, Practice


def practice_of(user: User) -> Practice | None:
    """The first one that they belong to."""
    theirs = Practice.objects.filter(company__memberships__user=user)
    return theirs.select_related("company").order_by("made").first()


def asking(user: User) -> QuerySet[Colleague]:
    """Who asks this person to join."""
    return Colleague.objects.filter(email=user.email.lower(), taken_back=None).select_related("practice")


def may_manage(practice: Practice, user: User) -> bool:
    return Membership.objects.filter(company=practice.company_id, user=user, may_manage=True).exists()


def is_alone(practice: Practice | None) -> bool:
    """Whether there is no second person who could read a letter."""
    return practice is None or practice.company.memberships.count() < 2


def advises(user: User) -> bool:
    """Whether they have clients, or a practice that will have some; every page asks. Two queries or three, as Django
    works longer at the text of one that says the same; most people never had such a seat."""
    seats = Seat.objects.filter(user=user, role=Role.ADVISOR)
    return (seats.exists() and seats.live().exists()) or Practice.objects.filter(
        company__memberships__user=user
    ).exists()


def advised_by(user: User) -> set[uuid.UUID]:
    """The engagements in which they advise; one query."""
    return set(Seat.objects.live().filter(user=user, role=Role.ADVISOR).values_list("engagement_id", flat=True))


def clients_of(user: User) -> list[Standing]:
    """The person at the tables where they advise: one query, however many there are."""
    return [standing for standing in standings_of(user) if Role.ADVISOR in standing.roles]
