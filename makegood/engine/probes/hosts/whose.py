# ruff: noqa: E501  (one row a shape: a table is read by its columns)
"""Whose a host is, as far as its name tells: the owner's, a known service, the authors' company, a relay, nobody's."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_SECOND_LEVEL = frozenset("co com org net ac gov edu or ne go gob nom ltd plc me".split())
_RESERVED = re.compile(
    r"(?:.*\.)?(?:example|example\.(?:com|org|net|edu|test)|localhost|local|localdomain|internal|lan|home|intranet|corp|svc|cluster|docker|arpa|domain\.(?:com|tld)|(?:your|my)[\w-]*\.\w+|yourdomain\.\w+|(?:foo|bar|baz|test|host|site|server|some|placeholder)\.(?:com|org|net|test|example))"
)
_MADE_UP = frozenset("example test invalid".split())
_PLAIN = frozenset(
    "example examples foo bar baz test tests host site server www api app my your some domain acme company localhost invalid a b c x y hostname url".split()
)
_AFFIX = re.compile(
    r"^(?:get|use|try|my|go|the)|(?:app|hq|io|api|cloud|web|online|site|dev|cdn|static|project|foundation|software|org|js|lang)$"
)
_GATHERS = re.compile(r"telemetr|metric|stat|collect|analytic|backup|licen|track|log|monitor")
SHORTEST = 4
_PUBLIC_NAMES = frozenset("8.8.8.8 8.8.4.4 1.1.1.1 1.0.0.1 9.9.9.9 208.67.222.222 208.67.220.220".split())
_RENTED_CLOUD = re.compile(
    r"[\w.-]+\.(?:execute-api|elb|lambda-url|s3|s3-website)[\w.-]*\.(?:amazonaws\.com|on\.aws)|[\w-]+\.s3\.amazonaws\.com"
)
_ENDING = re.compile(r"[a-z]{2,18}|xn--\w{2,30}")
# What stands before the dot in the name of a file or of a class, and is no host.
_NO_ENDING = frozenset(
    "py js ts jsx tsx mjs cjs php rb java cs go json yml yaml toml xml html htm css scss less md txt rst csv sql log lock env ini cfg conf"
    " png jpg jpeg gif svg ico webp pdf zip gz tar exe dll so class jar war properties vue sh bat ps1 db sqlite pem key crt pid sock tpl"
    " erb ejs hbs twig blade cshtml aspx jsp map woff ttf mp3 mp4 doc docx xls xlsx name id value key type data length default error message"
    " click change submit keys values items get set post put delete create update destroy index show edit list view add remove".split()
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the repository itself tells: names of the project, domains of its authors, hosts its documents name."""

    names: frozenset[str] = frozenset()
    authors: frozenset[str] = frozenset()
    told: frozenset[str] = frozenset()
    own: frozenset[str] = field(default=frozenset())


@cache
def _services() -> dict[str, str]:
    found: dict[str, str] = {}
    for line in (_FOLDER / "services.txt").read_text(encoding="utf-8").splitlines():
        purpose, _, domains = line.partition(":")
        if not line.startswith("#"):
            found |= dict.fromkeys(domains.split(), purpose)
    return found


@cache
def _listed(name: str) -> frozenset[str]:
    lines = (_FOLDER / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def domain(host: str) -> str:
    """The part of a host that somebody registers: two labels, three under `co.uk` and its like."""
    labels = host.split(".")
    size = 3 if len(labels) > 2 and labels[-2] in _SECOND_LEVEL and len(labels[-1]) == 2 else 2
    return ".".join(labels[-size:])


def label(host: str) -> str:
    return plain(domain(host).partition(".")[0])


def plain(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _ends_in(host: str, listed: Iterable[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in listed for start in range(len(labels)))


def purpose(host: str) -> str:
    """What a known service is for, "" for any other."""
    labels = host.split(".")
    services = _services()
    return next((services[name] for start in range(len(labels)) if (name := ".".join(labels[start:])) in services), "")


def whose(host: str, known: Known) -> str:
    """`nobody` (reserved, local, no host at all), `own`, `service`, `author`, `relay`, `bare`, `rented` or `unknown`."""
    if re.fullmatch(r"[\d.]+", host):
        return _number(host)
    if not _is_host(host):
        return "nobody"
    if label(host) in known.authors and not (purpose(host) or _is_own(host, known) or host.endswith(".local")):
        return "author"
    if host.rpartition(".")[2] in _MADE_UP:
        return "nobody" if set(host.split(".")[:-1]) <= _PLAIN or domain(host) in ("example.com",) else "madeup"
    if _RESERVED.fullmatch(host):
        return "nobody"
    if _ends_in(host, _listed("relays.txt")):
        return "relay"
    if _is_own(host, known):
        return "own"
    if _RENTED_CLOUD.fullmatch(host):
        return "rented"
    if _ends_in(host, _listed("rented.txt") - {"amazonaws.com", "github.io"}):
        return (
            "rented" if not _ends_in(host, {domain(host)} & _listed("rented.txt")) or host.count(".") > 1 else "service"
        )
    return "service" if purpose(host) else "unknown"


def _is_host(host: str) -> bool:
    ending = host.rpartition(".")[2]
    return (
        "." in host
        and "*" not in host
        and "_" not in ending
        and bool(_ENDING.fullmatch(ending))
        and ending not in _NO_ENDING
    )


def _is_own(host: str, known: Known) -> bool:
    if domain(host) in known.own:
        return True
    name = label(host)
    if {name, plain(domain(host)), _AFFIX.sub("", name)} & known.names:
        return True
    return not _GATHERS.search(name) and any(len(own) > SHORTEST and name.startswith(own) for own in known.names)


def _number(host: str) -> str:
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return "nobody"
    documented = any(address in net for net in _DOCUMENTED)
    if host in _PUBLIC_NAMES or not (address.is_global or documented) or address.is_multicast:
        return "nobody"
    return "bare"


_DOCUMENTED = tuple(map(ipaddress.ip_network, ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")))
"""Nobody's addresses; a program that calls one was written to be shown, or by somebody who hides which he means."""
