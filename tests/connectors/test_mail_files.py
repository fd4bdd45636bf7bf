"""Mail without a server, mail settings, and what bounces."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from makegood.connectors.mail import (
    Attachment,
    FileSender,
    Letter,
    MailSettingsWrong,
    bounces_in,
    kept_mails,
    message_id,
    read_mail_settings,
)
from makegood.connectors.mail.settings import NAMES


def letter(number: int) -> Letter:
    return Letter(
        id=message_id(b"key", f"alarm {number}", "localhost"),
        to="olivia@acme.example",
        subject=f"Alarm {number}",
        text="Grüße\nhttp://localhost:8000/invitation/abc",
        when=datetime(2026, 3, 1 + number, tzinfo=UTC),
        attachments=(Attachment("a.pdf", "application/pdf", b"12345"),),
    )


def test_mails_lie_in_files_newest_first_and_each_once(tmp_path: Path) -> None:
    sender = FileSender(tmp_path / "mail")
    for number in (1, 2, 1, 2):
        sender.send(letter(number))
    (tmp_path / "mail" / "9.eml").mkdir()
    second, first = kept_mails(tmp_path / "mail")
    assert (second.subject, first.subject) == ("Alarm 2", "Alarm 1")
    assert first.text.rstrip() == letter(1).text
    assert first.attachments == (("a.pdf", 5),)
    assert first.when == letter(1).when
    assert all((tmp_path / "mail" / mail.name).stat().st_mode & 0o077 == 0 for mail in (first, second))


def test_no_folder_is_no_mail(tmp_path: Path) -> None:
    assert kept_mails(tmp_path / "mail") == []


GOOD = {
    "MAKEGOOD_MAIL_HOST": "smtp.acme.example",
    "MAKEGOOD_MAIL_FROM": "Makegood@ACME.example",
    "MAKEGOOD_MAIL_USER": "makegood",
    "MAKEGOOD_MAIL_PASSWORD": "s3cret-password",
}


def test_good_settings_are_read_and_the_password_is_not_shown() -> None:
    settings = read_mail_settings({**GOOD, "PATH": "/bin"})
    assert settings is not None
    assert (settings.host, settings.port, settings.security) == ("smtp.acme.example", 587, "starttls")
    assert settings.sender == "Makegood@acme.example"
    assert "s3cret" not in repr(settings)


def test_no_settings_are_no_settings() -> None:
    assert read_mail_settings({"PATH": "/bin", "MAKEGOOD_MAIL_HOST": ""}) is None


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"MAKEGOOD_MAIL_HOST": "smtp acme"}, "MAKEGOOD_MAIL_HOST must be the mail server"),
        ({"MAKEGOOD_MAIL_HOST": ""}, "MAKEGOOD_MAIL_HOST must be"),
        ({"MAKEGOOD_MAIL_PORT": "0"}, "a number from 1 to 65535"),
        ({"MAKEGOOD_MAIL_PORT": "smtp"}, "a number from 1 to 65535"),
        ({"MAKEGOOD_MAIL_SECURITY": "ssl"}, "must be starttls"),
        ({"MAKEGOOD_MAIL_SECURITY": "none"}, "only for a server on this machine"),
        ({"MAKEGOOD_MAIL_PASSWORD": ""}, "given together"),
        ({"MAKEGOOD_MAIL_FROM": "acme"}, "MAKEGOOD_MAIL_FROM must be the address"),
        ({"MAKEGOOD_MAIL_NAME": "a\nb"}, "MAKEGOOD_MAIL_NAME must be one line"),
        ({"MAKEGOOD_MAIL_SERVER": "x"}, "MAKEGOOD_MAIL_SERVER is no setting of ours"),
    ],
)
def test_a_wrong_setting_is_one_sentence_that_names_it(change: dict[str, str], sentence: str) -> None:
    with pytest.raises(MailSettingsWrong) as wrong:
        read_mail_settings({**GOOD, **change})
    assert len(wrong.value.sentences) == 1
    assert sentence in wrong.value.sentences[0]
    assert "s3cret" not in str(wrong.value)


DSN = b"""From: MAILER-DAEMON@mx.acme.example
To: makegood@acme.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Sorry.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.acme.example

Final-Recipient: rfc822; olivia@acme.example
Original-Recipient: rfc822;Olivia@ACME.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <olivia@acme.example>:
    no such user

Final-Recipient: rfc822; ben@acme.example
Action: delayed
Status: 4.2.2

--b
Content-Type: text/rfc822-headers

Message-ID: <abcdefgh1234@acme.example>
Subject: Alarm

--b--
"""


def test_a_bounce_says_who_why_and_of_which_letter() -> None:
    (bounce,) = bounces_in(DSN)
    assert bounce.address == "Olivia@acme.example"
    assert (bounce.permanent, bounce.status) == (True, "5.1.1")
    assert bounce.said == "550 5.1.1 <olivia@acme.example>: no such user"
    assert bounce.message_id == "<abcdefgh1234@acme.example>"


def test_a_bounce_with_the_whole_letter_inside_is_read() -> None:
    whole = DSN.replace(b"text/rfc822-headers", b"message/rfc822").replace(
        b"Subject: Alarm\n", b"Subject: Alarm\n\nHi\n"
    )
    assert bounces_in(whole)[0].message_id == "<abcdefgh1234@acme.example>"


def test_a_full_box_is_no_permanent_bounce() -> None:
    assert not bounces_in(DSN.replace(b"5.1.1\nDiag", b"4.2.2\nDiag"))[0].permanent


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Subject: hello\n\nAction: failed\nFinal-Recipient: rfc822; olivia@acme.example\n",
        DSN.replace(b"Action: failed", b"Action: delivered"),
        DSN.replace(b"report-type=delivery-status", b"report-type=disposition-notification"),
        DSN.replace(b"Olivia@ACME.example", b"not an address"),
        DSN + b"x" * 5_000_001,
    ],
)
def test_what_is_no_bounce_is_none(content: bytes) -> None:
    assert bounces_in(content) == []


@given(st.binary(max_size=3000), st.integers(0, len(DSN)))
def test_no_mail_that_comes_in_can_hurt(junk: bytes, at: int) -> None:
    assert isinstance(bounces_in(DSN[:at] + junk + DSN[at:]), list)


def test_every_setting_stands_in_the_docs() -> None:
    page = (Path(__file__).parents[2] / "docs" / "outside.md").read_text(encoding="utf-8")
    for name, meaning in NAMES.items():
        assert f"| `{name}` | {meaning} |" in page
