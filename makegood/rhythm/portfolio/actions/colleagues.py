"""Colleagues join a practice by their own yes, from the account of the address that was asked."""

from __future__ import annotations

import logging
from datetime import timedelta

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from makegood.accounts.lines import one_line
from makegood.accounts.models import Membership, User
from makegood.accounts.posting import new_id, posted
from makegood.engagements.intents import Refused
from makegood.rhythm.portfolio.models import Colleague, Practice
from makegood.rhythm.portfolio.queries.people import practice_of

log = logging.getLogger("makegood.portfolio")

MOST = 50
MAILS_A_DAY = 20
"""Of one practice: this is no way to send mails to strangers."""
DAY = timedelta(days=1)


def ask_colleague(*, practice: Practice, email: str, by: User) -> Colleague:
    """With a mail, once a day to the same address. One that cannot be sent leaves `sent` as it was. Raises Refused."""
    address = email.strip().lower()
    if practice.company.memberships.filter(user__email=address).exists():
        raise Refused(f"{address} belongs to {practice} already.")
    with transaction.atomic():
        Practice.objects.select_for_update().get(pk=practice.pk)
        if open_ones(practice).exclude(email=address).count() >= MOST:
            raise Refused(f"{MOST} people are asked and have not come. Take some back first.")
        row, _ = Colleague.objects.get_or_create(practice=practice, email=address)
        row.taken_back = None
        row.save(update_fields=["taken_back"])
        lately = Colleague.objects.filter(practice=practice, sent__gt=timezone.now() - DAY)
        is_due = row.sent is None or row.sent < timezone.now() - DAY
        if is_due and lately.count() >= MAILS_A_DAY:
            raise Refused(f"{MAILS_A_DAY} people were written to within a day; ask the next one tomorrow.")
    if is_due and not by.is_sample:
        _send(row, by)
    return row


def open_ones(practice: Practice) -> QuerySet[Colleague]:
    """Asked, and neither here nor taken back."""
    return Colleague.objects.filter(practice=practice, taken_back=None).order_by("asked")


def _send(row: Colleague, by: User) -> None:
    link = f"{settings.MAKEGOOD_ADDRESS.rstrip('/')}{reverse('portfolio:practice')}"
    message = EmailMessage(
        subject=one_line(f"{row.practice} asks you to join"),
        body=render_to_string("portfolio/mail/colleague.txt", {"by": by, "practice": row.practice, "link": link}),
        to=[row.email],
        headers={"Message-ID": new_id(f"colleague.{row.pk}")},
    )
    if failed := posted(message):
        log.warning("a colleague could not be written to: %s", failed)
        return
    row.sent = timezone.now()
    row.save(update_fields=["sent"])


def take_back(*, practice: Practice, colleague_id: int) -> None:
    Colleague.objects.filter(practice=practice, pk=colleague_id, taken_back=None).update(taken_back=timezone.now())


def join(*, user: User, colleague_id: int) -> Practice:
    """Once. Raises Refused; for somebody else's row as for none."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        rows = Colleague.objects.select_for_update().filter(pk=colleague_id, email=user.email.lower(), taken_back=None)
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
