"""What the page shows of the installation. No password and no secret is among it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import connection
from django.db.models import Q
from django.utils import timezone

from makegood.accounts.models import User
from makegood.accounts.posting import lasting_id
from makegood.connectors.mail import KeptMail, MailFailed, MailSettings, kept_mails
from makegood.notices.heartbeat import last_beat, stands_since
from makegood.notices.mailing import folder
from makegood.notices.making import MAIL
from makegood.notices.models import Notice
from makegood.web.health import LEAST_FREE, Health, look

KEPT_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    """`mail` is None where mails are kept as files; `waiting` and `refused` count mails on their way."""

    health: Health
    address: str
    home: Path
    database: str
    version: str
    mail: MailSettings | None
    worker_seen: datetime | None
    stands_since: datetime | None
    waiting: int
    refused: str
    least_free: int = LEAST_FREE

    @property
    def quiet_seconds(self) -> int:
        """The age of the worker's last sign of life."""
        return round((timezone.now() - self.worker_seen).total_seconds()) if self.worker_seen else 0


def installation() -> Installation:
    out = Notice.objects.filter(channel=MAIL, sent=None)
    failed = out.exclude(failed="").order_by("-made").first()
    return Installation(
        health=look(),
        address=settings.MAKEGOOD_ADDRESS,
        home=settings.MAKEGOOD_HOME,
        database=_database(),
        version=version("makegood"),
        mail=settings.MAKEGOOD_MAIL,
        worker_seen=last_beat(),
        stands_since=stands_since(),
        waiting=out.filter(Q(failed="") | Q(tries__lt=2)).count(),
        refused=failed.failed if failed else "",
    )


def _database() -> str:
    chosen = connection.settings_dict
    if connection.vendor == "postgresql":
        return f"PostgreSQL, {chosen['NAME']} at {chosen['HOST'] or 'this machine'}, port {chosen['PORT']}"
    return f"SQLite, {chosen['NAME']}"


def mails_as_files() -> list[KeptMail]:
    """They hold links that open accounts: for whoever runs the installation only."""
    return [] if settings.MAKEGOOD_MAIL else kept_mails(folder(), KEPT_SHOWN)


def send_test_mail(to: User) -> tuple[bool, str]:
    """Whether it went out, and a sentence that says what happened."""
    message = EmailMessage(
        subject="A test mail of Makegood",
        body=f"This is the test mail that you asked for at {settings.MAKEGOOD_ADDRESS}. Mails arrive.\n",
        to=[to.email],
        headers={"Message-ID": lasting_id(f"test:{to.pk}:{timezone.now().isoformat()}")},
    )
    try:
        with get_connection() as out:
            message.connection = out
            message.send()
    except MailFailed as failed:
        return False, str(failed)
    except OSError as failed:
        return False, f"The mail could not be kept as a file: {failed.strerror or failed}."
    mail: MailSettings | None = settings.MAKEGOOD_MAIL
    if mail is None:
        return True, "No mail server is set, so the mail lies below, as a file."
    return True, f"{mail.host} took the mail for {to.email}. Look whether it arrives, and not among the spam."
