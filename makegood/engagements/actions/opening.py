"""Opening an engagement."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.db import transaction

from makegood.accounts.models import Company, Membership, User
from makegood.engagements.events import record
from makegood.engagements.models import Engagement, Role, Seat
from makegood.engagements.permissions import GRANTABLE


def companies_of(person: User) -> list[Company]:
    """Those in whose name the person may open engagements."""
    return list(Company.objects.filter(memberships__user=person, memberships__may_manage=True).order_by("name"))


def working_company(owner: User) -> str:
    """What a company is called that nobody was asked the name of."""
    return f"{owner}'s company"[:160]


def has_working_name(company: Company) -> bool:
    return company.name.endswith("'s company") and company.name in {
        working_company(row.user) for row in company.memberships.select_related("user")
    }


def open_engagement(
    *,
    id: uuid.UUID,
    owner: User,
    company: Company | None,
    company_name: str,
    name: str,
    partner_name: str,
    time_zone: str,
) -> Engagement:
    """Makes the engagement, the owner's seat and the first event; once per `id`, for whoever sent it first.

    `company` None: `company_name` becomes the owner's.
    """
    with transaction.atomic():
        User.objects.select_for_update().get(pk=owner.pk)  # a second click waits here for the first
        if (already := Engagement.objects.visible_to(owner).filter(pk=id).first()) is not None:
            return already
        if Engagement.objects.filter(pk=id).exists():
            id = uuid.uuid4()  # somebody else's: this tells nothing of it
        if company is None:
            company = Company.objects.create(name=company_name, time_zone=time_zone)
            Membership.objects.create(company=company, user=owner, may_manage=True)
        engagement = Engagement.objects.create(
            id=id,
            name=name,
            owner_company=company,
            partner_name=partner_name,
            time_zone=time_zone,
            is_sample=owner.is_sample,
        )
        Seat.objects.create(engagement=engagement, user=owner, role=Role.OWNER)
        record(
            engagement=engagement,
            kind="engagement.opened",
            payload={"name": name, "company": company.name, "partner": partner_name, "time_zone": time_zone},
            actor=owner,
            subject=engagement.pk,
        )
    return engagement


def open_for_client(
    *, advisor: User, company: Company, name: str, partner_name: str, time_zone: str, until: datetime
) -> Engagement:
    """An engagement that begins without an owner; the advisor may do what an owner can grant, until that day.

    Inside the caller's transaction. Whom `inviting.invite` asks as its owner takes the seat; until then nobody can
    sign, pay or let others in.
    """
    engagement = Engagement.objects.create(
        name=name, owner_company=company, partner_name=partner_name, time_zone=time_zone, is_sample=advisor.is_sample
    )
    granted = sorted(act.value for act in GRANTABLE)
    Seat.objects.create(engagement=engagement, user=advisor, role=Role.ADVISOR, capabilities=granted, until=until)
    record(
        engagement=engagement,
        kind="engagement.opened_for_client",
        payload={
            "name": name,
            "company": company.name,
            "partner": partner_name,
            "time_zone": time_zone,
            "may": granted,
            "until": until.isoformat(),
        },
        actor=advisor,
        subject=engagement.pk,
    )
    return engagement


def rename_engagement(
    *, engagement: Engagement, by: User | None, name: str = "", partner_name: str = "", company_name: str = ""
) -> None:
    """For one that was opened under a working name. Empty: stays as it is. A partner that sits at the table keeps its
    own name. Inside the caller's transaction."""
    new = {"name": name[:160] or engagement.name, "partner_name": partner_name[:160] or engagement.partner_name}
    company = engagement.owner_company
    renamed = bool(company_name) and company_name != company.name
    if not renamed and (new["name"], new["partner_name"]) == (engagement.name, engagement.partner_name):
        return
    engagement.name, engagement.partner_name = new["name"], new["partner_name"]
    engagement.save(update_fields=["name", "partner_name"])
    if renamed:
        company.name = company_name[:160]
        company.save(update_fields=["name"])
    record(
        engagement=engagement,
        kind="engagement.renamed",
        payload={"name": engagement.name, "partner": engagement.partner_name, "company": company.name},
        actor=by,
        subject=engagement.pk,
    )
