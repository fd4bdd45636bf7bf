"""Inviting people to the table: single-use links, seven days, bound to an address and a role (H22)."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone

from makegood.accounts.lines import one_line
from makegood.accounts.posting import new_id, posted
from makegood.engagements import tokens
from makegood.engagements.events import record
from makegood.engagements.independence import (
    Dependent,
    refuse_both_sides,
    refuse_dependent_address,
    refuse_own_house,
)
from makegood.engagements.intents import Refused
from makegood.engagements.models import Engagement, Invitation, Role, Seat
from makegood.engagements.permissions import GRANTABLE, Act, Standing

log = logging.getLogger(__name__)
LASTS = timedelta(days=7)
MOST_OPEN = 30
"""Open invitations of one engagement: this is no way to send mails to strangers."""
BY_OWNERS = (Role.PARTNER, Role.BOOKKEEPER, Role.ADVISOR, Role.REVIEWER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Guest:
    """Who is invited as what. `capabilities` (names of acts) and `until` are an advisor's."""

    email: str
    role: str
    capabilities: Sequence[str] = ()
    until: datetime | None = None


def roles_to_invite(standing: Standing) -> tuple[Role, ...]:
    """Owners invite their own side, the partner and reviewers; partners their colleagues only.

    An advisor who opened the engagement for a client invites its first owner, and nobody else.
    """
    if standing.may(Act.MANAGE_PEOPLE):
        return BY_OWNERS
    if standing.may(Act.INVITE_COLLEAGUES):
        return (Role.PARTNER,)
    return (Role.OWNER,) if Role.ADVISOR in standing.roles and awaits_owner(standing.engagement) else ()


def awaits_owner(engagement: Engagement) -> bool:
    """Whether nobody ever had the owner's seat: who left it, or whose stand-in did, is not replaced by an advisor."""
    return not Seat.objects.filter(engagement=engagement, role=Role.OWNER).exists()


def invite(*, standing: Standing, guest: Guest, send: bool = True) -> Invitation:
    """Makes the invitation with its event, then sends it. Raises Refused with one sentence; nothing is made then.

    A mail that cannot be sent leaves the invitation unsent, to be sent again; so does `send` False (`post` sends it).
    """
    engagement, email = standing.engagement, guest.email.strip().lower()
    with transaction.atomic():
        Engagement.objects.select_for_update().get(pk=engagement.pk)  # two clicks must not make two invitations
        _refuse(standing, guest, email)
        token, digest = tokens.new_token()
        invitation = Invitation.objects.create(
            engagement=engagement,
            email=email,
            role=guest.role,
            capabilities=sorted(guest.capabilities) if guest.role == Role.ADVISOR else [],
            until=guest.until if guest.role == Role.ADVISOR else None,
            token_hash=digest,
            invited_by=standing.user,
            expires=timezone.now() + LASTS,
        )
        record(
            engagement=engagement,
            kind="seat.invited",
            payload={
                "email": email,
                "role": guest.role,
                "capabilities": invitation.capabilities,
                "until": invitation.until.isoformat() if invitation.until else None,
            },
            actor=standing.user,
            subject=invitation.pk,
        )
    if send:
        _send(invitation, token)
    return invitation


def post(invitation: Invitation) -> None:
    """Sends one that was made and not sent, under a token that nobody knew before; one that is over is left alone."""
    with transaction.atomic():
        row = Invitation.objects.select_for_update().filter(pk=invitation.pk, used=None, withdrawn=None, sent=None)
        found = row.first()
        if found is None:
            return
        token, found.token_hash = tokens.new_token()
        found.expires = timezone.now() + LASTS
        found.save(update_fields=["token_hash", "expires"])
    _send(found, token)


def _refuse(standing: Standing, guest: Guest, email: str) -> None:
    engagement = standing.engagement
    if guest.role not in roles_to_invite(standing):
        raise Refused("You cannot invite somebody with this role.")
    if guest.role == Role.ADVISOR:
        _refuse_grant(guest)
    if Seat.objects.live().filter(engagement=engagement, role=guest.role, user__email=email).exists():
        raise Refused(f"{email} has this seat already.")
    if open_invitations(engagement).filter(email=email, role=guest.role).exists():
        raise Refused(f"{email} is invited already. You can send the invitation again.")
    if open_invitations(engagement).count() >= MOST_OPEN:
        raise Refused(f"There are {MOST_OPEN} open invitations. Withdraw some first.")
    _refuse_dependent(standing, guest, email)


def _refuse_dependent(standing: Standing, guest: Guest, email: str) -> None:
    engagement = standing.engagement
    seat = Seat.objects.live().filter(engagement=engagement, user__email=email).select_related("user").first()
    try:
        if guest.role == Role.OWNER:
            if open_invitations(engagement).filter(role=Role.OWNER).exists():
                raise Refused("Somebody else is invited as the owner. Withdraw that invitation first.")
            refuse_own_house(standing.user, email)
        if seat is not None:
            refuse_both_sides(engagement, seat.user, guest.role)
        if guest.role == Role.REVIEWER:
            refuse_dependent_address(engagement, email)
    except Dependent as dependent:
        raise Refused(str(dependent)) from None


def _refuse_grant(guest: Guest) -> None:
    if not guest.capabilities or set(guest.capabilities) - set(GRANTABLE):
        raise Refused("Say what the advisor may do. Releasing money, accepting and signing cannot be given away.")
    if guest.until is None or guest.until <= timezone.now():
        raise Refused("Say until when the advisor may do this; the day must lie ahead.")


def open_invitations(engagement: Engagement) -> QuerySet[Invitation]:
    """Neither used nor withdrawn nor too old."""
    return Invitation.objects.filter(
        engagement=engagement, used=None, withdrawn=None, expires__gt=timezone.now()
    ).order_by("made")


def send_again(*, standing: Standing, invitation: Invitation) -> None:
    """A new token, seven days from now; the link that was sent before is void. Raises Refused."""
    with transaction.atomic():
        row = _locked(standing, invitation)
        token, row.token_hash = tokens.new_token()
        row.expires, row.sent = timezone.now() + LASTS, None
        row.save(update_fields=["token_hash", "expires", "sent"])
        _note(standing, row, "invitation.sent_again")
    _send(row, token)


def withdraw(*, standing: Standing, invitation: Invitation) -> None:
    """Raises Refused."""
    with transaction.atomic():
        row = _locked(standing, invitation)
        row.withdrawn = timezone.now()
        row.save(update_fields=["withdrawn"])
        _note(standing, row, "invitation.withdrawn")


def _locked(standing: Standing, invitation: Invitation) -> Invitation:
    row = Invitation.objects.select_for_update().get(pk=invitation.pk, engagement=standing.engagement)
    if row.role not in roles_to_invite(standing):
        raise Refused("You cannot change this invitation.")
    if row.used is not None:
        raise Refused(f"{row.email} has taken the seat already.")
    if row.withdrawn is not None:
        raise Refused("This invitation is withdrawn already.")
    return row


def _note(standing: Standing, row: Invitation, kind: str) -> None:
    record(
        engagement=standing.engagement,
        kind=kind,
        payload={"email": row.email, "role": row.role},
        actor=standing.user,
        subject=row.pk,
    )


def mail_of(invitation: Invitation, link: str) -> tuple[str, str]:
    """Subject and text, as they go out."""
    by, house = invitation.invited_by, ""
    if invitation.role == Role.OWNER:
        houses = [one.company.name for one in by.memberships.select_related("company")[:2]]
        house = houses[0] if len(houses) == 1 else ""
    words = {"invitation": invitation, "engagement": invitation.engagement, "by": by, "house": house}
    body = render_to_string("engagements/mail/invitation.txt", {**words, "link": link, "days": LASTS.days})
    return one_line(f"{invitation.inviting} invites you to {invitation.engagement}"), body


def _send(invitation: Invitation, token: str) -> None:
    subject, body = mail_of(invitation, tokens.link_to("invitation", token))
    message = EmailMessage(
        subject=subject,
        body=body,
        to=[invitation.email],
        reply_to=[invitation.invited_by.email] if invitation.role == Role.OWNER else None,
        headers={"Message-ID": new_id(f"invitation.{invitation.pk}")},
    )
    if failed := posted(message):
        log.warning("an invitation could not be sent: %s", failed)
        return
    invitation.sent = timezone.now()
    invitation.save(update_fields=["sent"])
