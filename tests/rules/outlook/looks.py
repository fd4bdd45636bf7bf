"""Recorded answers for the tests of the rules: a domain where all is well, and what differs from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from makegood.connectors.outlook.record import Certificate, Look, Network, Note, Page, Records, Registration
from makegood.connectors.outlook.subject import Subject
from makegood.rules.desk.seen import Seen
from makegood.rules.outlook.judging import judge
from makegood.rules.outlook.parties import Parties

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
PARTIES = Parties(("Brightleaf Foods LLC", "olivia@brightleaf.com"), ("Acme Software, Inc.", "pat@acme.dev"))
DOMAIN = "brightleaf.com"

REGISTRATION = Registration(
    server="https://rdap.registry.com/",
    at=NOW,
    registrar="GoDaddy.com, LLC",
    registrant="Brightleaf Foods LLC",
    expires=NOW + timedelta(days=400),
    statuses=("client transfer prohibited",),
)
HEADERS = (
    ("strict-transport-security", "max-age=31536000"),
    ("content-security-policy", "default-src 'self'; frame-ancestors 'none'"),
    ("x-content-type-options", "nosniff"),
)
PAGE = Page(f"https://{DOMAIN}/", NOW, 200, HEADERS)
CERTIFICATE = Certificate(NOW, "Let's Encrypt", (DOMAIN,), NOW - timedelta(days=10), NOW + timedelta(days=60))


def held(kind: str, *values: str, name: str = DOMAIN, alias: str = "") -> Records:
    return Records(name, kind, NOW, values, alias=alias)


NAMES = (
    held("NS", "ns1.brightleaf.com"),
    held("MX", "10 aspmx.l.google.com"),
    held("TXT", "v=spf1 include:_spf.google.com -all"),
    held("TXT", "v=DMARC1; p=reject", name=f"_dmarc.{DOMAIN}"),
    held("A", "93.184.215.14"),
)
WELL = Look(
    subject=Subject(DOMAIN, DOMAIN, DOMAIN),
    at=NOW,
    offline=False,
    registration=REGISTRATION,
    network=Network("93.184.215.14", NOW, "Hetzner Online GmbH", "HETZNER"),
    names=NAMES,
    certificate=CERTIFICATE,
    page=PAGE,
    plain=Page(f"http://{DOMAIN}/", NOW, 301, (("location", f"https://{DOMAIN}/"),)),
    robots=Note(f"https://{DOMAIN}/robots.txt", NOW, 404),
    security_txt=Note(f"https://{DOMAIN}/.well-known/security.txt", NOW, 200, "Contact: mailto:x@brightleaf.com"),
)


def with_names(*rows: Records) -> Look:
    """In place of the rows of the same name and kind."""
    changed = {(row.name, row.kind): row for row in (*NAMES, *rows)}
    return replace(WELL, names=tuple(changed.values()))


def seen(look: Look, rule: str, parties: Parties = PARTIES, now: datetime | None = None) -> Seen:
    return next(row for row in judge(look, parties, now) if row.rule == rule)


def rules(look: Look, parties: Parties = PARTIES) -> set[str]:
    return {row.rule for row in judge(look, parties)}
