"""The fingerprint of a running address, taken before and after an inspection (H8)."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from makegood.connectors.outbound.client import Answer, Limits, Outbound

# What changes with a release and not with a visitor. Date, Set-Cookie, Age and request ids do not.
TELLING = (
    "server", "x-powered-by", "via", "content-type", "content-language", "etag", "last-modified", "location",
    "content-security-policy", "strict-transport-security", "x-frame-options", "x-version", "x-app-version",
    "x-revision", "x-commit", "x-release",
)  # fmt: skip

# Tokens against forgery, nonces and times stand in these; names of scripts and styles, which tell a release, do not.
_FLEETING = re.compile(
    rb"""(?i)\b(?:nonce|value|content|token|csrf[\w-]*|data-[\w-]+)["']?\s*[=:]\s*["'][^"']*["']|\d{9,}"""
)


@dataclass(frozen=True, slots=True)
class Head:
    """`parts` maps names (status, header:etag, body, shape) to values; `fleeting` are those that move by themselves.

    `body` is the SHA-256 of the first `size` bytes; `shape` the same with tokens and times taken out.
    """

    url: str
    ip: str
    parts: tuple[tuple[str, str], ...]
    fleeting: tuple[str, ...]
    size: int

    def as_json(self) -> dict[str, object]:
        return {
            "url": self.url,
            "ip": self.ip,
            "parts": dict(self.parts),
            "fleeting": list(self.fleeting),
            "size": self.size,
        }

    @classmethod
    def from_json(cls, data: dict[str, object]) -> Head:
        """Raises KeyError, TypeError for anything that `as_json` did not write."""
        parts, fleeting, size = data["parts"], data["fleeting"], data["size"]
        if not isinstance(parts, dict) or not isinstance(fleeting, list) or not isinstance(size, int):
            raise TypeError("no head")
        pairs = tuple((str(name), str(value)) for name, value in parts.items())
        return cls(str(data["url"]), str(data["ip"]), pairs, tuple(map(str, fleeting)), size)


@dataclass(frozen=True, slots=True)
class Comparison:
    """`same`; `changed` with the `parts` that differ; or `unknown`: all of the page moves by itself."""

    outcome: Literal["same", "changed", "unknown"]
    parts: tuple[str, ...] = ()

    @classmethod
    def of(cls, before: Head, after: Head) -> Comparison:
        fleeting = {*before.fleeting, *after.fleeting}
        one, other = dict(before.parts), dict(after.parts)
        names = [name for name in sorted(one.keys() | other.keys()) if name not in fleeting]
        changed = tuple(name for name in names if one.get(name) != other.get(name))
        if before.url != after.url or changed:
            return cls("changed", changed or ("url",))
        return cls("unknown" if {"body", "shape"} <= fleeting else "same")


PATIENT = Limits(redirects=5)


def head_of(url: str, outbound: Outbound, limits: Limits = PATIENT) -> Head:
    """Asked twice in a row: what differs between the two moves by itself and proves nothing later.

    The certificate, the address that answered and the order of headers are not compared: balancers change them.
    Raises OutboundRefused.
    """
    first, second = (outbound.ask("GET", url, headers={"Accept": "text/html,*/*"}, limits=limits) for _ in range(2))
    one, other = _parts(first), _parts(second)
    fleeting = tuple(name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name))
    return Head(
        url=first.url, ip=str(first.ip), parts=tuple(sorted(one.items())), fleeting=fleeting, size=len(first.body)
    )


def _parts(answer: Answer) -> dict[str, str]:
    headers = {f"header:{name}": value[:300] for name in TELLING if (value := answer.header(name))}
    return {
        "status": str(answer.status),
        **headers,
        "body": hashlib.sha256(answer.body).hexdigest(),
        "shape": hashlib.sha256(_FLEETING.sub(b"", answer.body)).hexdigest(),
    }
