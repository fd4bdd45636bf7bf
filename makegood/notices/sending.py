"""Sending notices: claimed before, marked after. Killed in between, one is repeated once, with the same Message-ID."""

from __future__ import annotations

import logging
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from makegood.connectors.mail import MailFailed
from makegood.notices.making import MAIL
from makegood.notices.models import Notice

AT_ONCE = 50
MOST_TRIES = 2
HELD = timedelta(minutes=5)
"""How long a claim without an answer stands; then whoever held it is dead."""
GIVEN_UP = timedelta(days=3)

log = logging.getLogger("makegood.notices")


def send_notices() -> int:
    """Sends what waits by mail; returns how many went out."""
    return sum(_send(id) for id in _waiting().values_list("pk", flat=True)[:AT_ONCE])


def _waiting() -> QuerySet[Notice]:
    return Notice.objects.filter(_due(), channel=MAIL, sent=None, tries__lt=MOST_TRIES).order_by("made")


def _due() -> Q:
    now = timezone.now()
    return (Q(claimed=None) | Q(claimed__lt=now - HELD)) & Q(made__gt=now - GIVEN_UP)


def _send(id: uuid.UUID) -> bool:
    now = timezone.now()
    claimed = Notice.objects.filter(_due(), pk=id, sent=None, tries__lt=MOST_TRIES)
    if not claimed.update(claimed=now, tries=F("tries") + 1):
        return False  # somebody else was quicker
    notice = Notice.objects.get(pk=id)
    try:
        with get_connection() as connection:
            _mail(notice, connection).send()
    except Exception as broken:  # whatever went wrong on the way out, the row says so and it is tried again
        said = str(broken).strip().splitlines() or [type(broken).__name__]
        log.warning("notice %s was not sent: %s", notice.pk, said[0])
        # A server that had taken all of it before the line broke may have sent it: that was one of its two tries.
        counted = isinstance(broken, MailFailed) and broken.perhaps_sent
        Notice.objects.filter(pk=id, claimed=now).update(failed=said[0][:500], tries=F("tries") - (0 if counted else 1))
        return False
    Notice.objects.filter(pk=id).update(sent=timezone.now(), failed="")
    return True


def _mail(notice: Notice, connection: BaseEmailBackend) -> EmailMessage:
    address = f"{settings.MAKEGOOD_ADDRESS}{notice.path}"
    text = f"{notice.text}\n\n{address}\n" if notice.path else f"{notice.text}\n"
    return EmailMessage(
        subject=notice.subject.replace("\n", " "),
        body=text,
        to=[notice.address],
        headers={"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
