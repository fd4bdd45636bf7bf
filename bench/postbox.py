"""A mail server on loopback that counts mails by Message-ID. It answers late, so that a sender may die waiting."""

from __future__ import annotations

import asyncio
from collections import Counter
from email import message_from_bytes
from typing import Any

from aiosmtpd.controller import Controller

from tests.waiting import free_port

DELAY = 0.2


class Postbox:
    def __init__(self) -> None:
        self.mails: Counter[str] = Counter()
        self.told: dict[str, set[str]] = {}
        """By reader and subject line with its path: the Message-IDs under which it came."""
        self._port = free_port()
        self._server = Controller(self, hostname="127.0.0.1", port=self._port)

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        mail = message_from_bytes(envelope.content)
        id = str(mail["Message-ID"])
        self.mails[id] += 1
        self.told.setdefault(f"{envelope.rcpt_tos} {mail['Subject']} {mail.get_payload()}", set()).add(id)
        await asyncio.sleep(DELAY)
        return "250 taken"

    def kept(self) -> dict[str, object]:
        """As JSON, for `take_up` of a later one."""
        return {"mails": self.mails, "told": {what: sorted(ids) for what, ids in self.told.items()}}

    def take_up(self, kept: dict[str, Any]) -> None:
        self.mails.update(kept["mails"])
        for what, ids in kept["told"].items():
            self.told.setdefault(what, set()).update(ids)

    def __enter__(self) -> Postbox:
        self._server.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.stop()

    def settings(self) -> dict[str, str]:
        return {
            "MAKEGOOD_MAIL_HOST": "127.0.0.1",
            "MAKEGOOD_MAIL_PORT": str(self._port),
            "MAKEGOOD_MAIL_SECURITY": "none",
            "MAKEGOOD_MAIL_FROM": "makegood@example.com",
        }

    def wrong(self) -> list[str]:
        """Mails that came more than twice, and messages that came under more than one id."""
        often = [f"{id} came {times} times" for id, times in self.mails.items() if times > 2]
        return often + [f"{what[:80]} came as {ids}" for what, ids in self.told.items() if len(ids) > 1]
