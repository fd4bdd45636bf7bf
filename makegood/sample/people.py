"""The people of the sample and their seats. They have no password: the sample is entered from the first page only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from makegood.accounts.codes import give_code_app
from makegood.accounts.models import Company, Membership, User
from makegood.engagements import intents
from makegood.engagements.intents import Confirmed, Content
from makegood.engagements.models import Engagement, Role, Seat, Strength
from makegood.engagements.permissions import Standing, standing_of

NAMES = {
    Role.OWNER: "Olivia Hart",
    Role.BOOKKEEPER: "Ben Costa",
    Role.PARTNER: "Pat Lindqvist",
    Role.REVIEWER: "Rita Okafor",
    Role.ADVISOR: "Adam Reyes",
}
DOMAINS = {Role.PARTNER: "pixelworks.example", Role.REVIEWER: "okafor-review.example", Role.ADVISOR: "reyes.example"}
GRANTED = ["see", "see work", "see money", "see owner's side", "request waiver"]


@dataclass(frozen=True, slots=True)
class People:
    """Who plays, by role."""

    by_role: dict[str, User]

    def standing(self, role: str, engagement: Engagement) -> Standing:
        return standing_of(self.by_role[role], engagement.pk)

    def do(self, role: str, engagement: Engagement, kind: str, content: Content) -> None:
        """Performs an act as the person would. The record says that nobody confirmed it: it is the sample's."""
        standing = self.standing(role, engagement)
        intent = intents.prepare(standing=standing, kind=kind, content=content, back="/")
        intents.perform(standing=standing, intent_id=intent.pk, confirmed=Confirmed(strength=Strength.STAGED))


def make_people() -> People:
    made = {}
    for role, name in NAMES.items():
        address = f"{name.partition(' ')[0].lower()}@{DOMAINS.get(role, 'acme-supplies.example')}"
        user = User.objects.filter(email=address).first()
        if user is None:
            user = User.objects.create_user(address, name=name, is_sample=True)
        give_code_app(user)
        made[role.value] = user
    return People(made)


def make_companies(people: People) -> tuple[Company, Company]:
    acme = Company.objects.create(name="Acme Supplies", time_zone="America/Chicago")
    works = Company.objects.create(name="Pixel Works", time_zone="America/Chicago")
    Membership.objects.create(company=acme, user=people.by_role[Role.OWNER], may_manage=True)
    Membership.objects.create(company=acme, user=people.by_role[Role.BOOKKEEPER])
    Membership.objects.create(company=works, user=people.by_role[Role.PARTNER], may_manage=True)
    return acme, works


def seat_everybody(engagement: Engagement, people: People, since: datetime) -> None:
    """But for the owner, whose seat came with the engagement."""
    Seat.objects.filter(engagement=engagement).update(begins=since)
    for role, user in people.by_role.items():
        if role != Role.OWNER:
            Seat.objects.create(
                engagement=engagement,
                user=user,
                role=role,
                begins=since,
                capabilities=GRANTED if role == Role.ADVISOR else [],
            )
