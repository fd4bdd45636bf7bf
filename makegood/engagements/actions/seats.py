"""Taking, ending and lending seats. A side ends its own seats only: nobody loses sight of what they signed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from makegood.accounts.lines import looks_like
from makegood.accounts.models import Company, Membership, User
from makegood.engagements import tokens
from makegood.engagements.actions.inviting import awaits_owner
from makegood.engagements.events import now_in, record
from makegood.engagements.independence import (
    Dependent,
    refuse_advisors_owner,
    refuse_both_sides,
    refuse_dependent_reviewer,
)
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Invitation, Role, Seat
from makegood.engagements.permissions import Act, Standing

OVER = "This invitation is over. Ask whoever sent it for a new one."


def invitation_of(token: str) -> Invitation | None:
    """Whatever its state; None where there never was one."""
    found = Invitation.objects.filter(token_hash=tokens.digest_of(token))
    return found.select_related("engagement__owner_company", "engagement__partner_company", "invited_by").first()


def is_open(invitation: Invitation) -> bool:
    return (
        invitation.used is None and invitation.withdrawn is None and invitation.expires > now_in(invitation.engagement)
    )


def take_seat(*, user: User, token: str, company_name: str = "") -> Engagement:
    """The seat that the invitation promises, once, for the person with its address. Raises Refused.

    The link went to that address alone, so whoever has it and the account of that address has shown the address, too.
    `company_name`: of the partner, from the first of its people.
    """
    with transaction.atomic():
        row = Invitation.objects.select_for_update().filter(token_hash=tokens.digest_of(token)).first()
        if row is None:
            raise Refused(OVER)
        if row.used is not None and row.used_by_id == user.pk:
            return row.engagement  # a second click
        if not is_open(row):
            raise Refused(OVER)
        if user.email.lower() != row.email:
            raise Refused(f"This invitation is for {row.email}. You are signed in as {user.email}.")
        engagement = Engagement.objects.select_for_update().get(pk=row.engagement_id)
        _refuse(engagement, user, row)
        EmailAddress.objects.update_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})
        if row.role == Role.PARTNER:
            _join_partner(engagement, user, company_name)
        if row.role == Role.OWNER:
            _join_owner(engagement, user)
        _seat(engagement, user, row)
        row.used, row.used_by = timezone.now(), user
        row.save(update_fields=["used", "used_by"])
        record(
            engagement=engagement,
            kind="seat.taken",
            payload={"person": str(user.pk), "name": str(user), "email": user.email, "role": row.role},
            actor=user,
            subject=row.pk,
        )
        return engagement


def _refuse(engagement: Engagement, user: User, row: Invitation) -> None:
    if row.role == Role.OWNER and not awaits_owner(engagement):
        raise Refused(OVER)
    try:
        refuse_both_sides(engagement, user, row.role)
        if row.role == Role.REVIEWER:
            refuse_dependent_reviewer(engagement, user)
        if row.role == Role.OWNER:
            refuse_advisors_owner(engagement, row.invited_by, user)
    except Dependent as dependent:
        raise Refused(str(dependent)) from None


def _seat(engagement: Engagement, user: User, row: Invitation) -> None:
    _end_expired(engagement, user, row.role)
    seat, made = Seat.objects.get_or_create(
        engagement=engagement,
        user=user,
        role=row.role,
        ended=None,
        defaults={"capabilities": row.capabilities, "until": row.until},
    )
    if not made:
        seat.capabilities, seat.until = row.capabilities, row.until
        seat.save(update_fields=["capabilities", "until"])


def _end_expired(engagement: Engagement, user: User, role: str) -> None:
    """A seat whose time is over still stands as the one living seat of its role."""
    now = timezone.now()
    for seat in Seat.objects.filter(engagement=engagement, user=user, role=role, ended=None, until__lte=now):
        seat.ended = seat.until
        seat.save(update_fields=["ended"])


def _join_owner(engagement: Engagement, user: User) -> None:
    """The owner's company is the one that they have under that name already, else the one that the advisor named."""
    managed = Membership.objects.filter(user=user, may_manage=True).select_related("company")
    own = next((one.company for one in managed if looks_like(one.company.name, engagement.owner_company.name)), None)
    company = engagement.owner_company
    if own is None and not company.memberships.exclude(user=user).exists():
        Membership.objects.get_or_create(company=company, user=user, defaults={"may_manage": True})
        return
    if own is None:  # an advisor named two owners of one name: neither comes into what the other keeps
        own = Company.objects.create(name=company.name, time_zone=company.time_zone)
        Membership.objects.create(company=own, user=user, may_manage=True)
    if own != engagement.owner_company:
        engagement.owner_company = own
        engagement.save(update_fields=["owner_company"])


def _join_partner(engagement: Engagement, user: User, company_name: str) -> None:
    """The first of the partner's people names the company; the others join it."""
    if engagement.partner_company is None:
        managed = Membership.objects.filter(user=user, may_manage=True).select_related("company").first()
        company = (
            managed.company if managed else Company.objects.create(name=company_name.strip() or engagement.partner)
        )
        Membership.objects.get_or_create(company=company, user=user, defaults={"may_manage": True})
        if company == engagement.owner_company or looks_like(company.name, engagement.owner_company.name):
            raise Refused("The partner must be another company than the owner, and not be named like it.")
        engagement.partner_company = company
        engagement.save(update_fields=["partner_company"])
    else:
        Membership.objects.get_or_create(company=engagement.partner_company, user=user)


def may_end(standing: Standing, seat: Seat, *, partners: int) -> bool:
    """One's own, or one's own side's; never the owner's or the partner's last. `partners`: their living seats."""
    if seat.role == Role.OWNER and seat.stand_in_for_id is None:
        return False
    if seat.role == Role.PARTNER:
        return standing.may(Act.INVITE_COLLEAGUES) and partners > 1
    return seat.user_id == standing.user.pk or standing.may(Act.MANAGE_PEOPLE)


Ending = Callable[[Seat], Iterable[Seat]]
_ending: list[Ending] = []


def register_ending(ending: Ending) -> None:
    """`ending`: the living seats that end together with one."""
    _ending.append(ending)


def lend_advisor_seat(*, seat: Seat, to: User, begins: datetime, until: datetime) -> Seat:
    """A colleague's seat beside the advisor's: with the same rights, never longer. Under the lock of the engagement.

    Raises Refused.
    """
    engagement = seat.engagement
    try:
        refuse_both_sides(engagement, to, Role.ADVISOR)
    except Dependent as dependent:
        raise Refused(str(dependent)) from None
    _end_expired(engagement, to, Role.ADVISOR)
    if Seat.objects.filter(engagement=engagement, user=to, role=Role.ADVISOR, ended=None).exists():
        raise Refused(f"{to} advises here already.")
    last = min(until, seat.until) if seat.until else until
    return Seat.objects.create(
        engagement=engagement,
        user=to,
        role=Role.ADVISOR,
        capabilities=list(seat.capabilities),
        begins=begins,
        until=last,
    )


def end_seat(*, standing: Standing, seat: Seat) -> None:
    """Ends it now, once. Raises Refused."""
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=standing.engagement.pk)
        row = Seat.objects.select_for_update().get(pk=seat.pk, engagement=standing.engagement)
        if row.ended is not None:
            return
        partners = Seat.objects.live().filter(engagement=standing.engagement, role=Role.PARTNER).count()
        if not may_end(standing, row, partners=partners):
            raise Refused("This seat cannot be ended by you.")
        for one in (row, *(other for ending in _ending for other in ending(row))):
            one.ended = timezone.now()
            one.save(update_fields=["ended"])
            record(
                engagement=standing.engagement,
                kind="seat.ended",
                payload={"person": str(one.user_id), "name": str(one.user), "role": one.role},
                actor=standing.user,
            )


def name_stand_in(*, engagement: Engagement, owner: User, person: User, begins: datetime, until: datetime) -> Seat:
    """Within the transaction of the deed `stand_in.named`. Raises Refused."""
    if not can_stand_in(engagement, owner, person):
        raise Refused("A stand-in must be one of your own side: a bookkeeper or an advisor of this engagement.")
    if until <= max(begins, timezone.now()):
        raise Refused("The stand-in's time must end after it begins, and lie ahead.")
    _end_expired(engagement, person, Role.OWNER)
    if Seat.objects.filter(engagement=engagement, user=person, role=Role.OWNER, ended=None).exists():
        raise Refused(f"{person} stands in already. End that first.")
    return Seat.objects.create(
        engagement=engagement, user=person, role=Role.OWNER, stand_in_for=owner, begins=begins, until=until
    )


def can_stand_in(engagement: Engagement, owner: User, person: User) -> bool:
    seats = Seat.objects.live().filter(engagement=engagement, user=person)
    return person != owner and seats.filter(role__in=(Role.BOOKKEEPER, Role.ADVISOR)).exists()
