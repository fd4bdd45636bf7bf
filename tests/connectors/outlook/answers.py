"""What the strangers of the tests answer when all is well."""

from __future__ import annotations

import datetime
import json

from tests.connectors.listening import page
from tests.connectors.outlook.standing import NOW, Strangers

ZONE = {
    ("com", "NS"): ("a.gtld-servers.net.",),
    ("brightleaf.com", "NS"): ("ns1.acme-software.com.", "ns2.acme-software.com."),
    ("brightleaf.com", "SOA"): ("ns1.acme-software.com. hostmaster.acme-software.com. 1 2 3 4 5",),
    ("brightleaf.com", "MX"): ("10 aspmx.l.google.com.",),
    ("brightleaf.com", "TXT"): ('"v=spf1 include:_spf" ".google.com ~all"', '"google-site-verification=x"'),
    ("brightleaf.com", "A"): ("127.0.0.1",),
    ("_dmarc.brightleaf.com", "TXT"): ('"v=DMARC1; p=none"',),
    ("1.0.0.127.in-addr.arpa", "PTR"): ("ec2-1-2-3-4.compute-1.amazonaws.com.",),
}


def card(role: str, **names: str) -> dict[str, object]:
    rows: list[list[object]] = [["version", {}, "text", "4.0"]]
    rows += [[name, {}, "text", value] for name, value in names.items()]
    return {"objectClassName": "entity", "roles": [role], "vcardArray": ["vcard", rows]}


def registered(**changed: object) -> dict[str, object]:
    told: dict[str, object] = {
        "objectClassName": "domain",
        "ldhName": "BRIGHTLEAF.COM",
        "status": ["client transfer prohibited"],
        "events": [
            {"eventAction": "registration", "eventDate": "2019-03-01T00:00:00Z"},
            {"eventAction": "expiration", "eventDate": (NOW + datetime.timedelta(days=23)).isoformat()},
        ],
        "entities": [card("registrar", fn="GoDaddy.com, LLC")],
        "links": [{"rel": "related", "href": "https://rdap.registrar.com/domain/BRIGHTLEAF.COM"}],
        "secureDNS": {"delegationSigned": False},
    }
    return {**told, **changed}


def rdap(told: object, status: str = "200 OK") -> bytes:
    return page(json.dumps(told).encode(), status, "Content-Type: application/rdap+json\r\n")


def strangers() -> Strangers:
    owner = registered(
        entities=[card("registrar", fn="GoDaddy.com, LLC"), card("registrant", org="Acme Software LLC", fn="Ann")]
    )
    network = {"name": "AT-88-Z", "country": "US", "entities": [card("registrant", fn="Amazon Technologies Inc.")]}
    home = (
        "Server: nginx/1.18.0\r\nX-Powered-By: PHP/7.4.3\r\nSet-Cookie: session=secret-of-ours; Path=/; HttpOnly\r\n"
        "Content-Type: text/html\r\nX-Secret: 1\r\n"
    )
    return Strangers(
        dict(ZONE),
        {
            "rdap.registry.com/v1/domain/brightleaf.com": rdap(registered()),
            "rdap.registrar.com/domain/BRIGHTLEAF.COM": rdap(owner),
            "rdap.arin.net/registry/ip/127.0.0.1": rdap(network),
            "brightleaf.com/": page(b"", "301 Moved", "Location: https://www.brightleaf.com/\r\n"),
            "www.brightleaf.com/": page(b'<meta name="generator" content="WordPress 6.1">', headers=home),
            "www.brightleaf.com/robots.txt": page(
                b"User-agent: *\nDisallow: /\n", headers="Content-Type: text/plain\r\n"
            ),
            "www.brightleaf.com/.well-known/security.txt": page(b"<html>", headers="Content-Type: text/html\r\n"),
        },
        {"brightleaf.com/": page(b"", "301 Moved", "Location: https://brightleaf.com/\r\n")},
    )
