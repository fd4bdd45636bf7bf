"""The page of whoever runs the installation, and what a monitor is told."""

from __future__ import annotations

import os
import re
import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import Client

from makegood.accounts.models import User
from makegood.connectors.mail import MailFailed, MailSettings
from makegood.notices import heartbeat, mailing
from makegood.web import health
from tests.web.cast import Cast, signed_in

SIGN_UP = {"name": "Olivia", "email": "olivia@acme.example", "password1": "a long pass phrase"}


@pytest.fixture
def home(settings: Any, tmp_path: Path) -> Path:
    settings.MAKEGOOD_HOME = tmp_path
    return tmp_path


@pytest.fixture
def running(cast: Cast, home: Path) -> Client:
    """Olivia runs the installation."""
    assert home
    User.objects.filter(pk=cast.olivia.pk).update(runs_installation=True)
    return signed_in(User.objects.get(pk=cast.olivia.pk))


@pytest.mark.django_db
def test_whoever_makes_the_first_account_runs_the_installation_and_nobody_after() -> None:
    User.objects.create_user("sam@sample.example", None, name="Sam", is_sample=True)
    for person in ({}, {"name": "Pat", "email": "pat@pixel.example"}):
        assert Client().post("/account/signup/", {**SIGN_UP, **person}).status_code == 302
    assert [user.name for user in User.objects.filter(runs_installation=True)] == ["Olivia"]


def test_two_cannot_run_it(cast: Cast) -> None:
    assert cast
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.update(runs_installation=True)


def test_the_page_says_what_stands_and_what_to_do(running: Client) -> None:
    seen = running.get("/installation/").content.decode()
    assert "This installation needs you" in seen
    assert "The background work does not run" in seen
    assert "systemctl start makegood-keyholder" in seen
    assert "No mail server is set" in seen
    assert "can try out which addresses have an account here" in seen, "signing up makes the account at once"
    assert "SQLite, " in seen or "PostgreSQL, " in seen


def test_no_password_is_shown(running: Client, settings: Any) -> None:
    settings.MAKEGOOD_MAIL = MailSettings(
        "smtp.acme.example", 587, "starttls", "makegood@acme.example", user="login", password="hush-hush"
    )
    seen = running.get("/installation/").content.decode()
    assert "smtp.acme.example, port 587, starttls, signed in as login" in seen
    assert "hush-hush" not in seen


def test_a_test_mail_goes_to_whoever_asks(running: Client, settings: Any) -> None:
    settings.MAKEGOOD_MAIL = MailSettings("smtp.acme.example", 587, "starttls", "makegood@acme.example")
    said = running.post("/installation/test-mail", follow=True).content.decode()
    assert mail.outbox[0].to == ["olivia@example.com"]
    assert "smtp.acme.example took the mail for olivia@example.com" in said


def test_a_test_mail_that_fails_says_what_the_server_said(running: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise MailFailed("smtp.acme.example refused the login: 535 no; check user and password.", "login", again=False)

    monkeypatch.setattr(EmailMessage, "send", refuse)
    said = running.post("/installation/test-mail", follow=True).content.decode()
    assert "refused the login: 535 no" in said


def test_mails_kept_as_files_are_read_here_and_by_nobody_else(cast: Cast, running: Client) -> None:
    letter = EmailMessage("Come in", "http://localhost:8000/invitations/secret/", to=["pat@pixel.example"])
    mailing.sender().send_bytes("pat@pixel.example", letter.message().as_bytes())
    assert "/invitations/secret/" in running.get("/installation/").content.decode()
    for user in (cast.pat, cast.ben, cast.stan):
        assert signed_in(user).get("/installation/").status_code == 404
        assert "/installation/" not in signed_in(user).get("/account/").content.decode()


def test_a_worker_that_stopped_is_told_on_every_page(cast: Cast, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "DEAD", timedelta(seconds=500))
    client = signed_in(cast.ben)
    assert "stands still" not in client.get("/").content.decode()
    heartbeat.beat()
    assert "stands still" not in client.get("/").content.decode()
    then = time.time() - 600
    os.utime(home / heartbeat.FILE, (then, then))
    assert "The background work stands still since" in client.get("/").content.decode()


def test_a_dead_worker_is_seen_within_seconds(home: Path) -> None:
    assert home
    assert (heartbeat.is_alive(), heartbeat.stands_since()) == (False, None)
    heartbeat.beat()
    beaten = heartbeat.last_beat()
    assert beaten is not None
    assert heartbeat.is_alive(beaten + timedelta(seconds=14))
    assert not heartbeat.is_alive(beaten + timedelta(seconds=16))
    assert heartbeat.stands_since(beaten + timedelta(seconds=16)) == beaten


def test_a_living_worker_whose_work_does_not_move_stands(home: Path) -> None:
    heartbeat.beat()
    now = 1_800_000_000
    os.utime(home / heartbeat.FILE, (now, now))
    for behind, lives in ((170, True), (190, False)):
        os.utime(home / heartbeat.MOVED, (now - behind, now - behind))
        since = heartbeat.stands_since(datetime.fromtimestamp(now, UTC))
        assert since == (None if lives else datetime.fromtimestamp(now - behind, UTC))


def test_the_age_of_the_sign_is_told(running: Client, home: Path) -> None:
    assert home
    heartbeat.beat()
    assert re.search(r"; last sign of life (\d+ seconds? ago|\w)", running.get("/installation/").content.decode())


@pytest.fixture
def all_well(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(heartbeat, "DEAD", timedelta(hours=1))
    heartbeat.beat()
    monkeypatch.setattr(health, "held", lambda _: SimpleNamespace(apart=True))
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**9))
    return home


@pytest.mark.django_db
def test_a_monitor_is_told_what_works_and_nothing_else(all_well: Path) -> None:
    assert all_well
    answer = Client().get("/health")
    assert answer.status_code == 200
    assert answer.json() == {"database": "up", "worker": "up", "keyholder": "up", "disk": "free"}


@pytest.mark.django_db
def test_a_monitor_is_told_what_does_not(all_well: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (all_well / heartbeat.FILE).unlink()
    assert Client().get("/health").json()["worker"] == "down"
    heartbeat.beat()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**6))
    answer = Client().get("/health")
    assert (answer.status_code, answer.json()["disk"]) == (503, "full")


@pytest.mark.django_db
def test_a_lost_database_is_told_without_asking_it(all_well: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert all_well

    def lost(*_: object) -> None:
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(connection, "cursor", lost)
    answer = Client().get("/health")
    assert (answer.status_code, answer.json()["database"]) == (503, "down")
