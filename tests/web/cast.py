"""The cast (design section 1), and one engagement at whose table they sit; Stan has no seat anywhere."""

from __future__ import annotations

from dataclasses import dataclass, fields

from allauth.account.models import EmailAddress
from django.test import Client

from makegood.accounts.models import Company, Membership, User
from makegood.engagements.models import Engagement, Role, Seat, Stage

PASSWORD = "correct horse battery"


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody, as users."""

    olivia: User
    ben: User
    adam: User
    pat: User
    rita: User
    max: User
    stan: User

    def everybody(self) -> dict[str, User]:
        return {field.name: getattr(self, field.name) for field in fields(self)}


ROLES = {
    "olivia": Role.OWNER,
    "ben": Role.BOOKKEEPER,
    "adam": Role.ADVISOR,
    "pat": Role.PARTNER,
    "rita": Role.REVIEWER,
    "max": Role.MAINTAINER,
}
GRANTED = ["see", "see work", "request waiver"]


HOMES = {"pat": "pixelworks.example", "rita": "watchful.example", "adam": "advice.example"}
"""Whose mail is elsewhere: a reviewer on the partner's mail domain would be refused (H14)."""


def make_cast(mark: str = "") -> Cast:
    """`mark` goes into names and addresses: a second cast, or a canary that must not be seen elsewhere (H21)."""
    return Cast(*(_make_person(field.name, mark) for field in fields(Cast)))


def _make_person(who: str, mark: str) -> User:
    email = f"{who}{mark.lower()}@{HOMES.get(who, 'example.com')}"
    user = User.objects.create_user(email, PASSWORD, name=f"{who.capitalize()}{mark}")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def make_engagement(cast: Cast, name: str = "The portal", *, stage: str = Stage.DRAFT, mark: str = "") -> Engagement:
    """Acme buys from Pixel Works; each of the cast has a seat, but for Stan."""
    acme = Company.objects.create(name=f"Acme Supplies{mark}")
    works = Company.objects.create(name=f"Pixel Works{mark}")
    Membership.objects.create(company=acme, user=cast.olivia, may_manage=True)
    Membership.objects.create(company=works, user=cast.pat, may_manage=True)
    engagement = Engagement.objects.create(name=name, owner_company=acme, partner_company=works, stage=stage)
    for who, role in ROLES.items():
        user = getattr(cast, who)
        Seat.objects.create(
            engagement=engagement, user=user, role=role, capabilities=GRANTED if role == Role.ADVISOR else []
        )
    return engagement


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client
