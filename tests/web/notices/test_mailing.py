"""Django's mails go by the installation's mail server, or into files where none is set."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest
from django.core.mail import EmailMessage

from makegood.connectors.mail import MailFailed, MailSettings, kept_mails
from makegood.notices.mailing import Backend, folder
from makegood.web import configuration
from tests.waiting import PATIENCE


@pytest.fixture
def message(settings: Any, tmp_path: Path) -> EmailMessage:
    settings.MAKEGOOD_HOME, settings.MAKEGOOD_MAIL = tmp_path, None
    head = {"Message-ID": "<one@acme.example>"}
    return EmailMessage("Grüße", "Ä\n", "Makegood <makegood@localhost>", ["olivia@acme.example"], headers=head)


def test_without_a_mail_server_a_mail_lies_in_a_file_once(message: EmailMessage) -> None:
    assert Backend().send_messages([message, message]) == 2
    (kept,) = kept_mails(folder())
    assert (kept.to, kept.subject, kept.text.strip()) == ("olivia@acme.example", "Grüße", "Ä")


def test_a_mail_server_that_is_away_is_said_or_kept_silent(message: EmailMessage, settings: Any) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    settings.MAKEGOOD_MAIL = MailSettings("127.0.0.1", port, "none", "makegood@acme.example", seconds=PATIENCE)
    with pytest.raises(MailFailed, match="No mail server answers"):
        Backend().send_messages([message])
    assert Backend(fail_silently=True).send_messages([message]) == 0


def test_a_wrong_mail_setting_is_refused_at_the_start() -> None:
    with pytest.raises(configuration.ConfigurationRefused, match="MAKEGOOD_MAIL_FROM must be the address"):
        configuration.read({"MAKEGOOD_MAIL_HOST": "smtp.acme.example"}, make_key=False)
