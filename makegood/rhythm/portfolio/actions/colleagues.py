"""Colleagues join a practice by their own yes, from the account of the address that was asked."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import transaction

from makegood.accounts.models import Membership, User
from makegood.engagements.intents import Refused
from makegood.rhythm.portfolio.models import Colleague, Practice
from makegood.rhythm.portfolio.queries.people import practice_of

MOST = 50


def ask_colleague(*, practice: Practice, email: str) -> None:
    """No mail goes out: whoever asks tells them. Raises Refused."""
    address = email.strip().lower()
    if practice.company.memberships.filter(user__email=address).exists():
        raise Refused(f"{address} belongs to {practice} already.")
    if practice.asked.count() >= MOST:
        raise Refused(f"{MOST} people are asked and have not come. Take some back first.")
    Colleague.objects.get_or_create(practice=practice, email=address)


def take_back(*, practice: Practice, colleague_id: int) -> None:
    Colleague.objects.filter(practice=practice, pk=colleague_id).delete()


def join(*, user: User, colleague_id: int) -> Practice:
    """Once. Raises Refused; for somebody else's row as for none."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        rows = Colleague.objects.select_for_update().filter(pk=colleague_id, email=user.email.lower())
        row = rows.select_related("practice__company").first()
        if row is None:
            raise Refused("Nobody asks you to join any more.")
        if (own := practice_of(user)) is not None:
            raise Refused(f"You belong to {own} already.")
        shown = EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()
        if settings.MAKEGOOD_MAIL is not None and not shown:
            raise Refused("Confirm your e-mail address first: that is how we know that it is you.")
        Membership.objects.get_or_create(company=row.practice.company, user=user)
        row.delete()
        return row.practice
