"""A release on its way to the bookkeeper by a real mail server, with the worker killed at the worst instant."""

from __future__ import annotations

import email
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import Envelope

from tests.connectors.test_mail import OnAnyPort, Taking
from tests.homes import migrated
from tests.waiting import PATIENCE

FILL = """
import django; django.setup()
from makegood.notices.making import make_notices
from tests.web.acceptance.built import accepted, milestones, signed_agreement_of
from tests.web.acceptance.money.test_release import ask, release
from tests.web.cast import make_cast, make_engagement
cast = make_cast(); engagement = make_engagement(cast)
agreement = signed_agreement_of(engagement, cast.pat)
accepted(milestones(agreement)[0], cast.olivia)
release(cast, engagement, ask(cast, engagement, **{"Sign-in": 1_000_000}))
make_notices()
from makegood.notices.models import Notice
Notice.objects.exclude(to=cast.ben).delete()
"""
SEND = """
import django; django.setup()
from makegood.notices.sending import send_notices
print(send_notices())
"""
LATER = """
import django; django.setup()
from datetime import timedelta
from makegood.notices.models import Notice
from django.db.models import F
Notice.objects.update(claimed=F("claimed") - timedelta(hours=1))
"""


class Killing(Taking):
    """Takes the mail, and kills whoever sent it before the answer is on its way."""

    def __init__(self) -> None:
        super().__init__()
        self.kill: subprocess.Popen[str] | None = None

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        answer = await super().handle_DATA(server, session, envelope)
        if self.kill is not None:
            os.kill(self.kill.pid, signal.SIGKILL)
        return answer


@pytest.fixture
def taking() -> Iterator[tuple[Killing, int]]:
    handler = Killing()
    controller = OnAnyPort(handler, hostname="127.0.0.1", port=0, ready_timeout=PATIENCE)
    controller.start()
    yield handler, controller.port
    controller.stop(no_assert=True)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home in which a message to the bookkeeper waits; to be copied."""
    home = migrated(tmp_path_factory.mktemp("released"))
    assert _done(_run(FILL, home, 25)) == ""
    return home


@pytest.fixture
def home(released: Path, tmp_path: Path) -> Path:
    return shutil.copytree(released, tmp_path / "home")


def _run(code: str, home: Path, port: int) -> subprocess.Popen[str]:
    environment = {
        **{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ},
        "PYTHONPATH": str(Path(__file__).parents[3]),
        "DJANGO_SETTINGS_MODULE": "makegood.web.settings",
        "MAKEGOOD_HOME": str(home),
        "MAKEGOOD_MAIL_HOST": "127.0.0.1",
        "MAKEGOOD_MAIL_PORT": str(port),
        "MAKEGOOD_MAIL_SECURITY": "none",
        "MAKEGOOD_MAIL_FROM": "makegood@acme.example",
    }
    return subprocess.Popen([sys.executable, "-c", code], env=environment, stdout=subprocess.PIPE, text=True)


def _done(process: subprocess.Popen[str]) -> str:
    said, _ = process.communicate(timeout=PATIENCE)
    return said.strip()


def test_killed_between_sending_and_marking_it_is_repeated_once_as_the_same_message(
    taking: tuple[Killing, int], home: Path
) -> None:
    handler, port = taking
    handler.kill = _run(SEND, home, port)
    _done(handler.kill)
    assert handler.kill.returncode == -signal.SIGKILL
    handler.kill = None
    assert _done(_run(SEND, home, port)) == "0"  # the claim stands
    assert _done(_run(LATER + SEND, home, port)) == "1"
    assert _done(_run(LATER + SEND, home, port)) == "0"
    messages = [email.message_from_bytes(envelope.content or b"") for envelope in handler.taken]
    assert [str(message["Subject"]).startswith("Pay $9,000 to Pixel Works LLC by") for message in messages] == [
        True
    ] * 2
    assert len({str(message["Message-ID"]) for message in messages}) == 1
    assert all(envelope.rcpt_tos == ["ben@example.com"] for envelope in handler.taken)


def test_undisturbed_it_arrives_once(taking: tuple[Killing, int], home: Path) -> None:
    handler, port = taking
    assert [_done(_run(SEND, home, port)), _done(_run(SEND, home, port))] == ["1", "0"]
    (envelope,) = handler.taken
    body = email.message_from_bytes(envelope.content or b"").get_payload(decode=True)
    assert b"Please pay exactly $9,000 to Pixel Works LLC" in (body if isinstance(body, bytes) else b"")
