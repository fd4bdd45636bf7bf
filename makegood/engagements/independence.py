"""Who can be at the table for whom: a reviewer is no one of the partner's, and nobody sits on both sides (H14).

`why_not_independent` is the whole rule for a reviewer, and is asked at each act of one. The others are its parts, for
those who are only asked to the table: an address before there is a person, a seat that is no reviewer's.
"""

from __future__ import annotations

from django.db.models import QuerySet

from makegood.accounts.lines import looks_like
from makegood.accounts.models import Membership, User
from makegood.accounts.passkeys import credentials_of
from makegood.engagements.models import Engagement, Role, Seat

MAIL_HOUSES = frozenset(
    "gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com icloud.com me.com "
    "mac.com proton.me protonmail.com gmx.com gmx.net gmx.de web.de mail.com fastmail.com zoho.com yandex.com qq.com "
    "163.com comcast.net verizon.net att.net".split()
)
"""Where anybody may have an address: two people there have nothing to do with each other."""


class Dependent(Exception):
    """Why this person cannot have this seat; one sentence."""


def domain_of(email: str) -> str:
    return email.rpartition("@")[2].lower()


def refuse_both_sides(engagement: Engagement, user: User, role: str) -> None:
    """Raises Dependent: a seat of the partner's goes with no other, and a reviewer's with neither side's."""
    held = set(Seat.objects.live().filter(engagement=engagement, user=user).values_list("role", flat=True)) - {role}
    if not held:
        return
    if role == Role.PARTNER or Role.PARTNER in held:
        raise Dependent("One person cannot sit on the owner's and on the partner's side.")
    if role == Role.REVIEWER or Role.REVIEWER in held:
        raise Dependent("A reviewer must be independent, so this person can have no other seat here.")


def refuse_dependent_address(engagement: Engagement, email: str) -> None:
    """For a reviewer's address, before there is a person. Raises Dependent."""
    domain = domain_of(email)
    theirs = {domain_of(one) for one in _partners_people(engagement).values_list("user__email", flat=True)}
    theirs |= {
        domain_of(one) for one in engagement.invitations.filter(role=Role.PARTNER).values_list("email", flat=True)
    }
    if domain in theirs - MAIL_HOUSES:
        raise Dependent(f"{email} has the mail address of the partner's house, so it is no independent reviewer's.")


def refuse_dependent_reviewer(engagement: Engagement, user: User) -> None:
    """Asked when a reviewer takes the seat. Raises Dependent."""
    refuse_both_sides(engagement, user, Role.REVIEWER)
    refuse_dependent_address(engagement, user.email)
    partners = [seat.user for seat in _partners_people(engagement).select_related("user")]
    if any(len(people) > 1 for people in credentials_of([user, *partners]).values() if user.pk in people):
        raise Dependent("This person confirms with the same passkey as somebody of the partner's.")
    company = engagement.partner_company_id
    if company is not None and Membership.objects.filter(company_id=company, user=user).exists():
        raise Dependent("This person belongs to the partner's company.")


def refuse_own_house(advisor: User, email: str) -> None:
    """For the address of the owner whom an advisor asks to the table. Raises Dependent.

    An advisor who is the owner, too, could release money, which no owner can grant an advisor (H21).
    """
    domain = domain_of(email)
    if email == advisor.email.lower() or (domain == domain_of(advisor.email) and domain not in MAIL_HOUSES):
        raise Dependent(f"{email} is of your own house. The owner of a client's engagement is somebody of the client.")
    colleagues = Membership.objects.filter(company__memberships__user=advisor, user__email=email)
    if colleagues.exists():
        raise Dependent(f"{email} belongs to your own company, so that person cannot be your client's owner.")


def refuse_advisors_owner(engagement: Engagement, advisor: User, user: User) -> None:
    """Asked when the owner whom an advisor invited takes the seat. Raises Dependent."""
    refuse_own_house(advisor, user.email.lower())
    if any(len(people) > 1 for people in credentials_of([user, advisor]).values()):
        raise Dependent("This person confirms with the same passkey as the advisor.")
    firms = Membership.objects.filter(user=user).values_list("company__name", flat=True)
    if engagement.partner_name and any(looks_like(name, engagement.partner_name) for name in firms):
        raise Dependent("This person belongs to the firm that builds it. One person cannot sit on both sides.")


def why_not_independent(engagement: Engagement, user: User, to: str = "sign") -> str:
    """Why what this reviewer signs or rules would be the partner's own word, as one sentence; empty where it is not.

    Asked anew at each signature: who sits at the partner's side, and with which keys, may have changed since the
    reviewer took the seat. Who sat there once counts, too.
    """
    try:
        refuse_dependent_reviewer(engagement, user)
    except Dependent as dependent:
        return f"{dependent} Somebody else has to {to}."
    return ""


def _partners_people(engagement: Engagement) -> QuerySet[Seat]:
    """Everybody who ever had a seat of the partner's: who left yesterday is not independent today."""
    return Seat.objects.filter(engagement=engagement, role=Role.PARTNER)
