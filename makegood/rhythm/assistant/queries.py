"""Whose assistant a person may set, and the one that works for a company."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from makegood.accounts.models import Company, Membership, User
from makegood.connectors.assistant import Assistant
from makegood.connectors.outbound import Outbound
from makegood.connectors.secretbox import Secretbox
from makegood.engagements.models import Engagement
from makegood.rhythm.assistant.models import Setting


def managed_by(user: User) -> list[Company]:
    """Companies that buy software and in whose name the person may act, by name."""
    return list(_managed(user).order_by("name"))


def managed(user: User, company_id: uuid.UUID) -> Company:
    """Raises Http404 for a company that is not theirs to manage."""
    company = _managed(user).filter(pk=company_id).first()
    if company is None:
        raise Http404
    return company


def _managed(user: User) -> QuerySet[Company]:
    theirs = Membership.objects.filter(user=user, may_manage=True)
    buys = Engagement.objects.filter(owner_company=OuterRef("pk"))
    return Company.objects.filter(Exists(buys), pk__in=theirs.values("company_id"))


def box() -> Secretbox:
    return Secretbox(settings.MAKEGOOD_HOME)


def outbound() -> Outbound:
    """To the world, and to the assistants of the owner's own house that the installation names."""
    return Outbound(own=settings.MAKEGOOD_ASSISTANT_INSIDE)


def assistant_of(company: Company) -> Assistant | None:
    """The company's assistant with its key opened; None where none is set. Raises SecretUnreadable."""
    setting = Setting.objects.filter(company=company).first()
    if setting is None:
        return None
    key = box().open(setting.secret, setting.purpose) if setting.secret else ""
    return Assistant(setting.address, setting.model, key)
