"""Git servers of the owner's own house, each named by whoever runs the installation, with its port and address."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping

from makegood.connectors.outbound.address import IP, PORTS, OutboundRefused, read_address

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
