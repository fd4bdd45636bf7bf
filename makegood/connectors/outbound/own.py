"""Git servers of the owner's own house, each named by whoever runs the installation, with its port and address."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection, Mapping

from makegood.connectors.outbound.address import IP, PORTS, Address, OutboundRefused, read_address
from makegood.connectors.outbound.reachable import inside

_ROW = re.compile(r"(?P<host>[^=:\s]+)(?::(?P<port>[0-9]{1,5}))?=(?P<ip>[0-9A-Fa-f.:]+)")


def own_servers(text: str) -> Mapping[tuple[str, int], IP]:
    """ "git.corp.example=10.1.2.3, git.corp.example:22=10.1.2.3" -> (host, port): address. Without a port: 443.

    Nothing else of the house is opened: not another port of that machine, and not another name for it. Raises
    OutboundRefused with one sentence.
    """
    found: dict[tuple[str, int], IP] = {}
    for row in filter(None, (part.strip() for part in text.split(","))):
        parts = _ROW.fullmatch(row)
        if parts is None:
            raise OutboundRefused("is not written as name:port=address", f"{row!r}")
        port = int(parts["port"] or PORTS["https"])
        host = read_address(f"https://{parts['host']}:{port}/").host
        try:
            found[(host, port)] = ipaddress.ip_address(parts["ip"])
        except ValueError:
            raise OutboundRefused("names no address of the network after the =", f"{row!r}") from None
    return found


def read_outer_address(
    url: str, schemes: Collection[str] = ("https",), own: Mapping[tuple[str, int], IP] | None = None
) -> Address:
    """As `read_address`, and what is written as a number is refused when it points inside: that needs no look-up, so
    whoever types it reads so at once. Names are looked up when they are gone to. Raises OutboundRefused."""
    address = read_address(url, schemes)
    if address.ip and (address.host, address.port) not in (own or {}) and (where := inside(address.ip)):
        raise OutboundRefused(f"points {where} ({address.ip}), and nothing is fetched from there")
    return address
