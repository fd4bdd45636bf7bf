"""Which addresses of the network are the world, and which are inside of somebody's house."""

from __future__ import annotations

import ipaddress

from makegood.connectors.outbound.address import IP

# The special-purpose registries of IANA (RFC 6890 and its updates), by what a person would call them. Python's
# is_global is asked as well, but counted 64:ff9b:1::/48 and parts of 192.0.0.0/24 differently from patch to patch.
INSIDE = tuple(
    (ipaddress.ip_network(network), name)
    for network, name in (
        ("0.0.0.0/8", "to this machine"),
        ("10.0.0.0/8", "into a private network"),
        ("100.64.0.0/10", "into a provider's own network"),
        ("127.0.0.0/8", "to this machine"),
        ("169.254.0.0/16", "to a neighbour on the wire, where clouds keep their keys"),
        ("172.16.0.0/12", "into a private network"),
        ("192.0.0.0/24", "into a network of special use"),
        ("192.0.2.0/24", "to an example"),
        ("192.88.99.0/24", "into a tunnel"),
        ("192.168.0.0/16", "into a private network"),
        ("198.18.0.0/15", "into a test network"),
        ("198.51.100.0/24", "to an example"),
        ("203.0.113.0/24", "to an example"),
        ("224.0.0.0/4", "to many machines at once"),
        ("240.0.0.0/4", "to nowhere"),
        ("168.63.129.16/32", "to a cloud's own service"),
        ("::/128", "to this machine"),
        ("::1/128", "to this machine"),
        ("::ffff:0:0/96", "to an address in a disguise"),
        ("::/96", "to an address in a disguise"),
        ("64:ff9b:1::/48", "into a private network"),
        ("100::/64", "to nowhere"),
        ("2001::/23", "into a tunnel"),
        ("2001:db8::/32", "to an example"),
        ("2002::/16", "into a tunnel"),
        ("3fff::/20", "to an example"),
        ("fc00::/7", "into a private network"),
        ("fe80::/10", "to a neighbour on the wire"),
        ("fec0::/10", "into a private network"),
        ("ff00::/8", "to many machines at once"),
    )
)
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")
"""NAT64 (RFC 6052): where only IPv6 is spoken, each public IPv4 host has its name resolved into this network."""

WORLD6 = ipaddress.ip_network("2000::/3")


def inside(address: IP) -> str | None:
    """Where `address` points ("into a private network"), or None for one that the whole world can reach."""
    if isinstance(address, ipaddress.IPv6Address):
        if address.scope_id is not None:
            return "to a neighbour on the wire"
        if address in TRANSLATED:
            return inside(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    for network, name in INSIDE:
        if address.version == network.version and address in network:
            return name
    if not address.is_global or (address.version == 6 and address not in WORLD6):
        return "into a network of special use"
    return None
