"""Which registry answers for which ending (RDAP, RFC 9224): IANA's list, kept here with its date."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

REGIONAL = "https://rdap.arin.net/registry/"
"""Asked for any address of the network: it forwards to the regional registry that knows it."""

HEAD = """# Which registry answers for which ending (RDAP, RFC 9224), by IANA's list of services
# (https://www.iana.org/assignments/rdap-dns); endings whose registry answers by http alone are left out.
# Made by `scripts/make_registries.py dns.json`."""

UNLISTED = {
    "co": "https://rdap.registry.co/co/",
    "de": "https://rdap.denic.de/",
    "io": "https://rdap.identitydigital.services/rdap/",
    "me": "https://rdap.identitydigital.services/rdap/",
    "sh": "https://rdap.identitydigital.services/rdap/",
    "so": "https://rdap.nic.so/",
    "us": "https://rdap.nic.us/",
}
"""Registries that answer and that IANA's list lacks, as somebody else found in July 2026; IANA's word goes before.
One that moved since is a gap: that it knows no such domain is believed only where the name servers say the same."""


@dataclass(frozen=True, slots=True)
class Registries:
    published: date
    servers: Mapping[str, str]
    """Ending without a dot -> address of the registry, ending in a slash."""

    def server(self, domain: str) -> str | None:
        """The longest ending that the list knows wins."""
        labels = domain.split(".")
        endings = (".".join(labels[number:]) for number in range(1, len(labels)))
        return next((self.servers[ending] for ending in endings if ending in self.servers), None)


def read(text: str) -> Registries:
    """The format of registries.txt: `published` and a date, then per line an address and its endings."""
    published, servers = date.min, {}
    for line in text.splitlines():
        first, _, rest = line.partition(" ")
        if first == "published":
            published = date.fromisoformat(rest.strip())
        elif first.startswith("https://"):
            servers.update(dict.fromkeys(rest.split(), first))
    return Registries(published, servers)


def written(iana: str) -> str:
    """registries.txt from IANA's list of RDAP services for domains (dns.json); whoever keeps it up pastes that in."""
    told = json.loads(iana)
    rows: dict[str, list[str]] = {}
    for endings, servers in told["services"]:
        secure = next((server for server in servers if server.startswith("https://")), None)
        if secure:
            rows.setdefault(secure, []).extend(endings)
    lines = [f"{server} {' '.join(sorted(rows[server]))}" for server in sorted(rows)]
    return "\n".join([HEAD, f"published {told['publication'][:10]}", *lines, ""])


@functools.cache
def kept() -> Registries:
    listed = read(files(__package__).joinpath("registries.txt").read_text(encoding="ascii"))
    return Registries(listed.published, {**UNLISTED, **listed.servers})
