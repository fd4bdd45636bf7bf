"""Sending notices: claimed before, marked after. Killed in between, one is repeated once, with the same Message-ID."""

from __future__ import annotations

import logging
import time
import uuid
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from makegood.accounts.lines import one_line
from makegood.connectors import webhook
from makegood.connectors.mail import MailFailed
from makegood.connectors.outbound import Outbound
from makegood.connectors.secretbox import Secretbox
from makegood.engagements.models import Receipt
from makegood.notices.mailing import goes_out
from makegood.notices.making import HOOK, MAIL
from makegood.notices.models import Hook, Notice
from makegood.notices.receipts import note_name
from makegood.notices.undelivered import raise_alarm

AT_ONCE = 50
MOST_TRIES = 2
SECONDS = 60.0
HELD = timedelta(minutes=5)
"""How long a claim without an answer stands; then whoever held it is dead."""
GIVEN_UP = timedelta(days=3)
PATIENCE = timedelta(hours=1)
"""How long an alarm or a receipt may wait for a mail server that does not take it, before the page tells the others."""

log = logging.getLogger("makegood.notices")


def send_notices() -> int:
    """Sends what waits, by mail and to webhooks; returns how many went out. Alarms go first.

    Not for longer than a minute and the mail under way: other ticks wait behind this one, the sign of life, too.
    """
    until, sent = time.monotonic() + SECONDS, 0
    for id in list(_waiting().values_list("pk", flat=True)[:AT_ONCE]):
        sent += _send(id)
        if time.monotonic() > until:
            break
    return sent


def _waiting() -> QuerySet[Notice]:
    rows = Notice.objects.filter(_due(), channel__in=(MAIL, HOOK), sent=None, tries__lt=MOST_TRIES)
    return rows.order_by("-urgent", "made")


def _due() -> Q:
    now = timezone.now()
    return (Q(claimed=None) | Q(claimed__lt=now - HELD)) & Q(made__gt=now - GIVEN_UP)


def _send(id: uuid.UUID) -> bool:
    now = timezone.now()
    claimed = Notice.objects.filter(_due(), pk=id, sent=None, tries__lt=MOST_TRIES)
    if not claimed.update(claimed=now, tries=F("tries") + 1):
        return False  # somebody else was quicker
    notice = Notice.objects.select_related("checkpoint", "to").get(pk=id)
    try:
        _hand_over(notice)
    except Exception as broken:  # whatever went wrong on the way out, the row says so and it is tried again
        _failed(notice, broken)
        return False
    Notice.objects.filter(pk=id).update(sent=timezone.now(), failed="")
    if notice.checkpoint_id is not None and goes_out():
        _receipt_of(notice).filter(sent=None).update(sent=timezone.now(), failed="")
    return True


def _hand_over(notice: Notice) -> None:
    if notice.channel == HOOK:
        _deliver(notice)
        return
    with get_connection() as connection:
        _mail(notice, connection).send()


def _failed(notice: Notice, broken: Exception) -> None:
    said = (str(broken).strip().splitlines() or [type(broken).__name__])[0]
    log.warning("notice %s was not sent: %s", notice.pk, said)
    # A server that had taken all of it before the line broke may have sent it: that was one of its two tries.
    counted = isinstance(broken, MailFailed) and broken.perhaps_sent
    tries = notice.tries - (0 if counted else 1)
    for_good = _is_for_good(broken)
    Notice.objects.filter(pk=notice.pk, claimed=notice.claimed).update(
        failed=said[:500], tries=MOST_TRIES if for_good else tries
    )
    if notice.checkpoint_id is not None:
        _receipt_of(notice).filter(sent=None).update(failed=said[:500])
    if _matters(notice) and (for_good or timezone.now() - notice.made > PATIENCE):
        raise_alarm(notice, said)


def _receipt_of(notice: Notice) -> QuerySet[Receipt]:
    return Receipt.objects.filter(checkpoint=notice.checkpoint_id, holder=notice.to)


def _matters(notice: Notice) -> bool:
    """An alarm, or a receipt: who is never reached by either must hear of it another way (H15)."""
    return notice.urgent or notice.checkpoint_id is not None


def _is_for_good(broken: Exception) -> bool:
    """Another try would be refused like this one. A refused login or sender is mended by whoever runs the place."""
    if isinstance(broken, MailFailed):
        return broken.cause == "reader" and not broken.again
    return isinstance(broken, webhook.WebhookFailed) and not broken.again


def _mail(notice: Notice, connection: BaseEmailBackend) -> EmailMessage:
    address = f"{settings.MAKEGOOD_ADDRESS}{notice.path}"
    text = f"{notice.text}\n\n{address}\n" if notice.path else f"{notice.text}\n"
    message = EmailMessage(
        subject=one_line(notice.subject),
        body=text,
        to=[notice.address],
        headers={"Message-ID": notice.message_id, "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    if notice.checkpoint is not None:
        message.attach(note_name(notice.checkpoint), notice.checkpoint.note, "text/plain")
    return message


def _deliver(notice: Notice) -> None:
    """The person may have taken the webhook away since; then there is nothing to do."""
    hook = Hook.objects.filter(user=notice.to).first()
    if hook is None:
        return
    address = f"{settings.MAKEGOOD_ADDRESS}{notice.path}" if notice.path else ""
    data = {"subject": notice.subject, "text": notice.text, "address": address}
    _to_hook(hook, id=str(notice.pk), kind="makegood.alarm", data=data)


def _to_hook(hook: Hook, *, id: str, kind: str, data: dict[str, str]) -> None:
    secret = Secretbox(settings.MAKEGOOD_HOME).open(hook.secret, hook.purpose)
    webhook.deliver(hook.url, secret, id=id, timestamp=int(time.time()), kind=kind, data=data, outbound=outbound())


def try_hook(hook: Hook) -> tuple[bool, str]:
    """Sends one message that is no alarm; whether the receiver took it, and a sentence that says what came back."""
    text = "This is the test message that you asked for. Alarms come the same way."
    data = {"subject": "A test message of Makegood", "text": text, "address": settings.MAKEGOOD_ADDRESS}
    try:
        _to_hook(hook, id=str(uuid.uuid4()), kind="makegood.test", data=data)
    except webhook.WebhookFailed as failed:
        return False, str(failed)
    return True, "The receiver took the test message. Look whether it shows it."


def outbound() -> Outbound:
    """To the world only; its address is checked at each delivery (H20)."""
    return Outbound()
