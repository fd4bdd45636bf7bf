"""Passwords inside addresses and connection strings."""

from __future__ import annotations

import re

from makegood.engine.redaction.plausible import Strength, is_documented, strength

ANCHOR = (
    r"://[^\s/:@\"'<>{}$()\\,;|]*:[^\s/@\"'<>$|\\]+@[A-Za-z0-9\[_]"
    r"|(?i:\b(?:password|pwd)=[^;\s\"'<>{}$]+;|;[ \t]?(?:password|pwd)=[^;\s\"'<>{}$]+[\"'])"
)
"""RE2, over whole files: `://user:password@h`, `Password=...;`, and `;Password=..."` at the end of a text."""

_ADDRESS = re.compile(
    rb"://(?P<user>[^\s/:@\"'<>{}$()\\,;|]{0,200}):(?P<s>[^\s/@\"'<>$|\\]{1,300})@(?P<host>[A-Za-z0-9\[_][A-Za-z0-9.\]:_-]{0,250})"
)
_PAIR = re.compile(rb"(?i)(?:;[ \t]?|\b)(?:password|pwd)=(?P<s>[^;\s\"'<>{}$]{1,300});?")
_HOST = re.compile(
    rb"(?i)(?:server|data source|host|address|addr|endpoint)[ \t]?=[ \t]?(?:tcp:)?(?P<host>[A-Za-z0-9._-]{1,200})"
)
_SCHEME = re.compile(rb"[A-Za-z][A-Za-z0-9+.:-]{1,40}$")
_DATABASES = frozenset(
    b"postgres postgresql mysql mysql2 mariadb mongodb redis rediss amqp amqps mssql sqlserver oracle clickhouse"
    b" cockroachdb couchdb couchbase neo4j bolt cassandra ldap ldaps kafka mqtt mqtts smtp smtps ftp sftp ftps".split()
)
_NEAR = re.compile(
    rb"(?i)(?:localhost|127\.[0-9.]+|0\.0\.0\.0|\[?::1?\]?|host\.docker\.internal|[A-Za-z0-9_-]+)(?::[0-9]*)?\.?"
)
_NOWHERE = re.compile(
    rb"(?i)(?:.*\.)?(?:example|test|invalid|localhost|local|example\.(?:com|org|net)|host\.com|domain\.com|server\.com)"
    rb"(?::[0-9]*)?\.?"
)


_REPORTS = re.compile(rb"://[0-9a-f]{32}:[0-9a-f]{32}@[^\s\"'@]{1,255}/[0-9]{1,20}\b")
"""An old address of Sentry, which takes reports of errors from anybody and opens nothing."""


class Link:
    """A password in an address: `start` and `end` are offsets, `near` means this same machine."""

    __slots__ = ("end", "near", "rule", "start", "strength")

    def __init__(self, rule: str, start: int, end: int, strength: Strength, *, near: bool) -> None:
        self.rule, self.start, self.end, self.strength, self.near = rule, start, end, strength, near


def link(content: bytes, at: int) -> Link | None:
    """The password in the address or connection string at `at`, None where there is none."""
    if content.startswith(b"://", at):
        return _address(content, at)
    match = _PAIR.match(content, at, min(len(content), at + 400))
    if match is None:
        return None
    line = content[max(0, content.rfind(b"\n", max(0, at - 400), at) + 1, at - 400) : at + 300]
    host = _HOST.search(line)
    if host is None:
        return None
    return Link("connection-string", *match.span("s"), _judge(match["s"], b""), near=_is_near(host["host"]))


def _address(content: bytes, at: int) -> Link | None:
    match = _ADDRESS.match(content, at, min(len(content), at + 1000))
    if match is None:
        return None
    scheme = _SCHEME.search(content, max(0, at - 40), at)
    kind = scheme.group().lower().rpartition(b":")[2].partition(b"+")[0] if scheme else b""
    rule = "database-address" if kind in _DATABASES else "address-password"
    strength = _judge(match["s"], match["user"])
    if _REPORTS.match(content, at, match.end() + 60):
        strength = Strength.PLACEHOLDER
    return Link(rule, *match.span("s"), strength, near=_is_near(match["host"]))


def _judge(password: bytes, user: bytes) -> Strength:
    lowered = password.lower()
    if lowered == user.lower() or is_documented(password):
        return Strength.PLACEHOLDER
    return strength(password)


def _is_near(host: bytes) -> bool:
    return bool(_NEAR.fullmatch(host) or _NOWHERE.fullmatch(host))
