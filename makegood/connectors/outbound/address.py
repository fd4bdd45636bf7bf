"""Reading an address strictly: one spelling of each thing, so that no two readers can disagree about the host."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from dataclasses import dataclass

LONGEST = 2_000
PORTS = {"https": 443, "http": 80, "ssh": 22}

IP = ipaddress.IPv4Address | ipaddress.IPv6Address


class OutboundRefused(Exception):
    """An address we do not go to, or that did not answer as it must.

    `reason` is the sentence without its subject ("points into a private network"); the message is the whole sentence.
    """

    def __init__(self, reason: str, subject: str = "The address") -> None:
        super().__init__(f"{subject} {reason}.")
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Address:
    """`host` is lower case without a last dot, or an IP address in its one usual spelling, without brackets."""

    scheme: str
    host: str
    port: int
    path: str
    """With the query, beginning with a slash; never a fragment. Of the short form of ssh without a slash."""
    user: str = ""

    @property
    def ip(self) -> IP | None:
        return _literal(self.host)

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port; as in a Host header."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        user = f"{self.user}@" if self.user else ""
        return f"{self.scheme}://{user}{self.authority}{self.path if self.path.startswith('/') else '/~/' + self.path}"


_URL = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://"
    r"(?:(?P<user>[^@/?#]*)@)?"
    r"(?P<host>\[[0-9A-Fa-f:.]*\]|[^:/?#@\[\]]*)"
    r"(?::(?P<port>[0-9]{1,5}))?"
    r"(?P<path>(?:/[^?#]*)?(?:\?[^#]*)?)"
    r"(?:#.*)?"
)
_SHORT_SSH = re.compile(r"(?P<user>[^@/:?#]+)@(?P<host>[^:/?#@\[\]]+):(?P<path>[^?#]*)")
_USER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")
_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")


def read_address(url: str, schemes: Collection[str] = ("https",)) -> Address:
    """`url` as typed, blanks around it dropped. With ssh among `schemes`, `user@host:path` is read, too.

    Raises OutboundRefused.
    """
    url = url.strip()
    if len(url) > LONGEST:
        raise OutboundRefused(f"is longer than {LONGEST} characters")
    if not url.isascii() or not url.isprintable() or " " in url or "\\" in url:
        raise OutboundRefused("holds a blank, a backslash or a letter outside of a-z (write such a host as xn--...)")
    if "ssh" in schemes and (short := _SHORT_SSH.fullmatch(url)):
        return _ssh(short["user"], short["host"], PORTS["ssh"], short["path"])
    parts = _URL.fullmatch(url)
    if parts is None:
        raise OutboundRefused("is not written as scheme://host/path")
    scheme = parts["scheme"].lower()
    if scheme not in schemes or scheme not in PORTS:
        allowed = " or ".join(f"{name}://" for name in schemes)
        raise OutboundRefused(f"begins with {scheme}://; only {allowed} is gone to")
    port = int(parts["port"]) if parts["port"] else PORTS[scheme]
    if not 0 < port < 65536:
        raise OutboundRefused(f"names port {port}, which does not exist")
    if scheme == "ssh":
        return _ssh(parts["user"] or "", parts["host"], port, parts["path"])
    if parts["user"] is not None:
        raise OutboundRefused("holds a user name or password before the @; give a token in its own field")
    path = parts["path"]
    return Address(scheme, _host(parts["host"]), port, path if path.startswith("/") else f"/{path}")


def _ssh(user: str, host: str, port: int, path: str) -> Address:
    if user and not _USER.fullmatch(user):
        raise OutboundRefused("holds a user name that is none, or a password; give a key in its own field")
    if not path.strip("/") or path.lstrip("/").startswith("-"):
        raise OutboundRefused("names no repository after the host")
    return Address("ssh", _host(host), port, path, user)


def _host(text: str) -> str:
    host = text.lower().removesuffix(".")
    if host.startswith("-"):
        raise OutboundRefused("names a host that begins with a dash")
    if host.startswith("["):
        return _usual(host[1:-1])
    labels = host.split(".")
    if all(_NUMBER.fullmatch(label) for label in labels):
        return _usual(host)
    if len(host) > 253 or not all(_LABEL.fullmatch(label) for label in labels) or _NUMBER.fullmatch(labels[-1]):
        raise OutboundRefused("names no host that could exist")
    if len(labels) == 1 or labels[-1] in {"localhost", "local", "internal"}:
        raise OutboundRefused(f"names {host}, which only a private network knows")
    return host


def _usual(host: str) -> str:
    """Only 127.0.0.1 is 127.0.0.1: curl, Python and the C library read 0177.1, 2130706433 and 0x7f.1 differently.

    ipaddress reads no other spelling of IPv4 (without leading zeros since Python 3.9.5).
    """
    address = _literal(host)
    if address is None:
        raise OutboundRefused("names its host by a number in an unusual spelling")
    return str(address)


def _literal(host: str) -> IP | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None
