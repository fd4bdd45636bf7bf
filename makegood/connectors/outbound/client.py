"""The client: resolve once, check every address, connect to a checked one, and be done in time."""

from __future__ import annotations

import errno
import http.client
import os
import socket
import ssl
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urljoin

from makegood.connectors.outbound.address import IP, Address, OutboundRefused, read_address
from makegood.connectors.outbound.reachable import inside

Resolve = Callable[[str, int], Sequence[IP]]
"""Host and port -> all its addresses. Raises OSError."""


@dataclass(frozen=True, slots=True)
class Limits:
    """`seconds` for everything from the first packet to the last; `body` and `headers` in bytes."""

    seconds: float = 20
    resolving: float = 10
    body: int = 2_000_000
    headers: int = 64_000
    redirects: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """`whole` is False where the body was longer than the limit and was cut there. `ip` is who answered."""

    url: str
    ip: IP
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    whole: bool

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


@dataclass(frozen=True, slots=True)
class Checked:
    """An address with the places that its name stood for when it was checked; only these are connected to."""

    address: Address
    ips: tuple[IP, ...]


class Outbound:
    """`Outbound()` goes to the world by https only.

    `own` are servers of the owner's own house, by name and port, each with the one address it has (`own_servers`): no
    name is looked up for them. `reach` names single addresses inside, and `schemes` may hold http: both for tests,
    which speak to 127.0.0.1; no setting of an installation gives them.
    """

    def __init__(
        self,
        *,
        resolve: Resolve | None = None,
        trust: ssl.SSLContext | None = None,
        reach: Collection[str] = (),
        schemes: Collection[str] = ("https",),
        own: Mapping[tuple[str, int], IP] | None = None,
    ) -> None:
        self._resolve = resolve or _by_the_system
        self.trust = trust or ssl.create_default_context()
        self._reach = frozenset(ip_address(text) for text in reach)
        self._own = dict(own or {})
        self.schemes = tuple(schemes)

    def check(self, url: str, schemes: Collection[str] | None = None, seconds: float = 10) -> Checked:
        """Read, resolved once, every address checked: one inside refuses all. Raises OutboundRefused."""
        address = read_address(url, schemes or self.schemes)
        if ip := self._own.get((address.host, address.port)):
            return Checked(address, (ip,))
        literal = address.ip
        ips = (literal,) if literal else self._resolved(address, seconds)
        for ip in ips:
            if not self.reaches(ip):
                where = inside(ip)
                raise OutboundRefused(f"points {where} ({ip}), and nothing is fetched from there")
        return Checked(address, ips)

    def reaches(self, ip: IP) -> bool:
        """Whether that address is of the world."""
        return ip in self._reach or inside(ip) is None

    def ask(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        body: bytes | None = None,
        limits: Limits = Limits(),
        schemes: Collection[str] | None = None,
    ) -> Answer:
        """Redirects are followed `limits.redirects` times, to the same scheme, host and port only.

        Raises OutboundRefused: refused by us, no answer, none in time, or one that breaks a limit.
        """
        checked = self.check(url, schemes, limits.resolving)
        end = time.monotonic() + limits.seconds
        for left in range(limits.redirects, -1, -1):
            answer = self._once(method, checked, headers or {}, body, limits, end)
            target = answer.header("location")
            if answer.status not in {301, 302, 303, 307, 308} or not target or limits.redirects == 0:
                return answer
            if left:
                checked = Checked(self._same_place(checked.address, target), checked.ips)
        raise OutboundRefused(f"forwards more than {limits.redirects} times")

    def _same_place(self, address: Address, target: str) -> Address:
        there = read_address(urljoin(address.url, target), self.schemes)
        if (there.scheme, there.host, there.port) != (address.scheme, address.host, address.port):
            raise OutboundRefused(f"forwards to another place ({there.scheme}://{there.authority}); give that one")
        return there

    def _resolved(self, address: Address, seconds: float) -> tuple[IP, ...]:
        found: list[Sequence[IP] | OSError | UnicodeError] = []

        def resolve() -> None:
            try:
                found.append(self._resolve(address.host, address.port))
            except (OSError, UnicodeError) as failed:
                found.append(failed)

        # The C library's resolver cannot be interrupted: its thread is left behind and ends by itself.
        thread = threading.Thread(target=resolve, daemon=True)
        thread.start()
        thread.join(seconds)
        if not found:
            raise OutboundRefused(f"could not be looked up within {seconds:.0f} seconds")
        answer = found[0]
        if isinstance(answer, Exception) or not answer:
            raise OutboundRefused("cannot be reached: there is no host of that name, or no network")
        return tuple(dict.fromkeys(answer))

    def _once(
        self,
        method: str,
        checked: Checked,
        headers: Mapping[str, str],
        body: bytes | None,
        limits: Limits,
        end: float,
    ) -> Answer:
        raw, ip = connected(checked, end)
        with on_the_clock(raw, end) as late:
            connection = http.client.HTTPConnection(checked.address.host, checked.address.port)
            try:
                connection.sock = self._secured(raw, checked.address)
                sent = {"Host": checked.address.authority, "Accept-Encoding": "identity", **headers}
                connection.request(method, checked.address.path, body, {**sent, "Connection": "close"})
                answer = _read(connection.getresponse(), checked, ip, limits)
                if late.is_set():  # a body without a length ends where the line was cut
                    raise TimeoutError
                return answer
            except OutboundRefused:
                raise
            except (OSError, http.client.HTTPException, ValueError) as failed:
                raise OutboundRefused(reason_of(failed, late.is_set(), limits)) from None
            finally:
                connection.close()
                raw.close()

    def _secured(self, raw: socket.socket, address: Address) -> socket.socket:
        if address.scheme == "http":
            return raw
        return self.trust.wrap_socket(raw, server_hostname=address.host)


def _by_the_system(host: str, port: int) -> list[IP]:
    rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [ip_address(str(row[4][0])) for row in rows]


def connected(checked: Checked, end: float) -> tuple[socket.socket, IP]:
    failed: OSError | None = None
    for ip in checked.ips:
        seconds = end - time.monotonic()
        if seconds <= 0:
            break
        try:
            connected = socket.create_connection((str(ip), checked.address.port), timeout=seconds / len(checked.ips))
        except OSError as error:
            failed = error
            continue
        connected.settimeout(max(end - time.monotonic(), 0.001))
        return connected, ip
    raise OutboundRefused("cannot be reached: nobody answers there" + (f" ({_word(failed)})" if failed else ""))


@contextmanager
def on_the_clock(raw: socket.socket, end: float) -> Iterator[threading.Event]:
    """Cuts the line at `end`, whatever is being read: a server that sends a byte a second never meets a timeout."""
    late = threading.Event()
    line = socket.socket(fileno=os.dup(raw.fileno()))

    def cut() -> None:
        late.set()
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(max(end - time.monotonic(), 0), cut)
    timer.daemon = True
    timer.start()
    try:
        yield late
    finally:
        timer.cancel()
        timer.join()
        line.close()


def _read(response: http.client.HTTPResponse, checked: Checked, ip: IP, limits: Limits) -> Answer:
    headers = tuple(response.getheaders())
    if sum(len(name) + len(value) for name, value in headers) > limits.headers:
        raise OutboundRefused(f"answers with more than {limits.headers // 1000} kB of headers")
    body = response.read(limits.body + 1)
    if len(body) <= limits.body and response.length:
        raise http.client.IncompleteRead(body, response.length)
    whole = len(body) <= limits.body
    return Answer(checked.address.url, ip, response.status, headers, body[: limits.body], whole)


def reason_of(failed: Exception, late: bool, limits: Limits) -> str:
    if late or isinstance(failed, TimeoutError):
        return f"did not answer within {limits.seconds:.0f} seconds"
    if isinstance(failed, ssl.SSLCertVerificationError):
        return f"cannot prove who it is, so nothing was taken from it ({failed.verify_message.rstrip('.')})"
    if isinstance(failed, ssl.SSLError):
        return "does not speak https properly, so nothing was taken from it"
    if isinstance(failed, http.client.LineTooLong):
        return "answers with a header without end"
    if isinstance(failed, OSError):
        return f"broke off the answer ({_word(failed)})"
    return "answers in a way that is no HTTP, or breaks off"


def _word(failed: OSError) -> str:
    if isinstance(failed, TimeoutError):
        return "no answer in time"
    number = failed.errno
    return os.strerror(number).lower() if number is not None and number in errno.errorcode else "network error"
