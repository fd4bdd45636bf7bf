"""Secrets of every kind, invented anew for each test run, so that none stands in this repository."""

from __future__ import annotations

import base64
import random
import string
from urllib.parse import quote

LETTERS = string.ascii_letters + string.digits
_CHANCE = random.Random(20261122)


def some(size: int, letters: str = LETTERS) -> str:
    """Random text with at least one lower and upper letter and digits where the letters have them."""
    while True:
        made = "".join(_CHANCE.choice(letters) for _ in range(size))
        if letters != LETTERS or size < 8 or (any(map(str.islower, made)) and sum(map(str.isdigit, made)) > 1):
            return made


def hexadecimal(size: int) -> str:
    return some(size, "0123456789abcdef")


def private_key() -> str:
    body = "\n".join(some(64) for _ in range(6))
    return f"-----BEGIN RSA PRIVATE KEY-----\n{body}\n-----END RSA PRIVATE KEY-----\n"


TEN = {
    "aws-access-key": "AKIA" + some(16, string.ascii_uppercase + "234567"),
    "aws-secret-key": some(40),
    "stripe-live-key": "sk_live_" + some(24),
    "github-token": "ghp_" + some(36),
    "slack-token": f"xoxb-{some(12, string.digits)}-{some(12, string.digits)}-{some(24)}",
    "sendgrid-key": f"SG.{some(22)}.{some(43)}",
    "google-api-key": "AIza" + some(35),
    "database-address": "Kx7!vQ2p" + some(6),
    "password": "Tr4vel-" + some(8) + "!",
    "twilio-token": hexadecimal(32),
}
"""The ten kinds that scanners were measured on (one of each)."""

SETTINGS = f"""\
AWS_ACCESS_KEY_ID = "{TEN["aws-access-key"]}"
AWS_SECRET_ACCESS_KEY = "{TEN["aws-secret-key"]}"
STRIPE_KEY = "{TEN["stripe-live-key"]}"
GITHUB = "{TEN["github-token"]}"
SLACK = "{TEN["slack-token"]}"
SENDGRID = "{TEN["sendgrid-key"]}"
MAPS = "{TEN["google-api-key"]}"
DATABASE_URL = "postgres://shop:{TEN["database-address"]}@db.shop-live.net:5432/shop"
db_password = "{TEN["password"]}"
TWILIO_AUTH_TOKEN = "{TEN["twilio-token"]}"
"""
"""A settings file with all ten, one a line, in the order of TEN."""


def traces(text: bytes) -> set[str]:
    """Kinds of TEN that stand in the text: whole, encoded, or by how they begin."""
    found = set()
    for kind, value in TEN.items():
        begin = value[:8] if value[:8] not in ("sk_live_",) else value[:12]
        forms = (value, begin, quote(value, safe=""), base64.b64encode(value.encode()).decode())
        found.update(kind for form in forms if form.encode() in text)
    return found
