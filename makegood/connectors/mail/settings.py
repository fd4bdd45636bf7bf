"""Mail settings from the environment; each wrong value is one sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import formataddr
from typing import Literal, cast

from makegood.connectors.mail.letters import LetterRefused, require_address

Security = Literal["starttls", "tls", "none"]
USUAL_PORTS = {"starttls": 587, "tls": 465, "none": 25}
OWN_MACHINE = {"127.0.0.1", "::1", "localhost"}

NAMES = {
    "MAKEGOOD_MAIL_HOST": "the mail server, as smtp.example.com",
    "MAKEGOOD_MAIL_PORT": "its port; 587 for starttls, 465 for tls",
    "MAKEGOOD_MAIL_SECURITY": "starttls (usual), tls, or none (on this machine only)",
    "MAKEGOOD_MAIL_USER": "the login, where the server wants one",
    "MAKEGOOD_MAIL_PASSWORD": "its password",
    "MAKEGOOD_MAIL_FROM": "the address that mails come from, as makegood@example.com",
    "MAKEGOOD_MAIL_NAME": "the name beside it",
}


class MailSettingsWrong(Exception):
    """`sentences`, each naming its setting."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True, slots=True)
class MailSettings:
    """`sender` is an address; `seconds` the time for one mail or one test, from the first packet to the last."""

    host: str
    port: int
    security: Security
    sender: str
    sender_name: str = "Makegood"
    user: str = ""
    password: str = field(default="", repr=False)
    seconds: float = 60

    @property
    def from_header(self) -> str:
        return formataddr((self.sender_name, self.sender))


def read_mail_settings(environment: Mapping[str, str]) -> MailSettings | None:
    """None where no MAKEGOOD_MAIL_ setting is given: mails then go to files. Raises MailSettingsWrong."""
    given = {name: value.strip() for name, value in environment.items() if name.startswith("MAKEGOOD_MAIL_") and value}
    if not given:
        return None
    wrong = [f"{name} is no setting of ours; there are {', '.join(NAMES)}." for name in given if name not in NAMES]
    host = given.get("MAKEGOOD_MAIL_HOST", "")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.:-]{0,252}", host):
        wrong.append(f"MAKEGOOD_MAIL_HOST must be {NAMES['MAKEGOOD_MAIL_HOST']}.")
    security = given.get("MAKEGOOD_MAIL_SECURITY", "starttls").lower()
    if security not in USUAL_PORTS:
        wrong.append(f"MAKEGOOD_MAIL_SECURITY must be {NAMES['MAKEGOOD_MAIL_SECURITY']}.")
    elif security == "none" and host not in OWN_MACHINE:
        wrong.append("MAKEGOOD_MAIL_SECURITY may be none only for a server on this machine (127.0.0.1).")
    port = given.get("MAKEGOOD_MAIL_PORT", str(USUAL_PORTS.get(security, 587)))
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        wrong.append("MAKEGOOD_MAIL_PORT must be a number from 1 to 65535.")
    user, password = given.get("MAKEGOOD_MAIL_USER", ""), given.get("MAKEGOOD_MAIL_PASSWORD", "")
    if bool(user) != bool(password):
        wrong.append("MAKEGOOD_MAIL_USER and MAKEGOOD_MAIL_PASSWORD are given together or not at all.")
    wrong += _wrong_sender(given)
    if wrong:
        raise MailSettingsWrong(tuple(wrong))
    sender, name = require_address(given["MAKEGOOD_MAIL_FROM"]), given.get("MAKEGOOD_MAIL_NAME", "Makegood")
    return MailSettings(host, int(port), cast("Security", security), sender, name, user, password)


def _wrong_sender(given: Mapping[str, str]) -> list[str]:
    wrong = []
    try:
        require_address(given.get("MAKEGOOD_MAIL_FROM", ""))
    except LetterRefused:
        wrong.append(f"MAKEGOOD_MAIL_FROM must be {NAMES['MAKEGOOD_MAIL_FROM']}.")
    if not given.get("MAKEGOOD_MAIL_NAME", "").isprintable():
        wrong.append("MAKEGOOD_MAIL_NAME must be one line.")
    return wrong
