"""What a person does with their messages: reads them, and says where alarms go beside the mail."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from makegood.accounts.models import User
from makegood.connectors.secretbox import Secretbox
from makegood.connectors.webhook import new_secret
from makegood.notices.models import Hook, Notice
from makegood.notices.queries import messages_to


def mark_read(*, user: User, notice_id: uuid.UUID | None = None) -> Notice | None:
    """One message, which is returned, or all (`notice_id` None). A message that is not theirs is None."""
    rows = messages_to(user)
    chosen = rows.filter(pk=notice_id).first() if notice_id else None
    unread = rows.filter(read=None) if notice_id is None else rows.filter(read=None, pk=notice_id)
    Notice.objects.filter(pk__in=unread.order_by().values("pk")).update(read=timezone.now())
    return chosen


@transaction.atomic
def set_hook(*, user: User, url: str) -> str:
    """The secret, which is shown once: what is sent there is signed with it. A hook that was there is replaced."""
    secret = new_secret()
    sealed = Secretbox(settings.MAKEGOOD_HOME).seal(secret, Hook(user=user).purpose)
    Hook.objects.update_or_create(user=user, defaults={"url": url, "secret": sealed})
    return secret


def end_hook(*, user: User) -> None:
    Hook.objects.filter(user=user).delete()
