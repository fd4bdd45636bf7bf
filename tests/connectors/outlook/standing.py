"""Strangers of the tests' own on 127.0.0.1: a name server, a registry, and the servers of a domain."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import dns.exception
import dns.flags
import dns.message
import dns.rcode
import dns.rrset
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from makegood.connectors.outbound import Outbound
from makegood.connectors.outlook import Asker
from makegood.connectors.outlook.names import Names
from makegood.connectors.outlook.registries import Registries
from tests.connectors.listening import LOOPBACK, Behave, listening, page, request_from
from tests.waiting import PATIENCE

NAMES = ("brightleaf.com", "www.brightleaf.com", "rdap.registry.com", "rdap.registrar.com", "rdap.arin.net")
NOW = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
Zone = Mapping[tuple[str, str], tuple[str, ...]]
Mangle = Callable[[bytes], bytes]


def certificate(folder: Path, names: tuple[str, ...] = NAMES, days: float = 40) -> Path:
    """A certificate and key in one file; it is its own authority."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.ORGANIZATION_NAME, "Authority of the tests")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(NOW - datetime.timedelta(days=90))
        .not_valid_after(NOW + datetime.timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(one) for one in names]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem = serialization.Encoding.PEM
    file = folder / "server.pem"
    file.write_bytes(made.public_bytes(pem) + key.private_bytes(pem, *plain))
    return file


def by_host(answers: Mapping[str, bytes], asked: list[str]) -> Behave:
    """`answers` by "host/path"; what is not there is 404. `asked` notes each request line with its host."""

    def behave(line: socket.socket) -> None:
        head = request_from(line).decode("latin-1")
        if not head:
            return  # only the certificate was wanted
        method, path, _ = head.split(" ", 2)
        host = next(row[6:] for row in head.split("\r\n") if row.lower().startswith("host: "))
        asked.append(f"{method} {host}{path}")
        line.sendall(answers.get(f"{host}{path}", page(b"", "404 Not Found")))
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    return behave


@contextmanager
def name_server(zone: Zone, asked: list[str], mangle: Mangle = lambda wire: wire) -> Iterator[int]:
    """By UDP, and by TCP what is too long for that. `mangle` may spoil what is sent back."""

    def answer(wire: bytes, most: int) -> bytes:
        question = dns.message.from_wire(wire)
        told = _answer(question, zone)
        try:
            return mangle(told.to_wire(max_size=most))
        except dns.exception.TooBig:
            cut = dns.message.make_response(question)
            cut.flags |= dns.flags.TC
            return cut.to_wire()

    def serve() -> None:
        while True:
            wire, sender = datagrams.recvfrom(4096)
            if not wire:
                return
            asked.append(dns.message.from_wire(wire).question[0].to_text())
            datagrams.sendto(answer(wire, 1232), sender)

    def by_line(line: socket.socket) -> None:
        length = int.from_bytes(line.recv(2), "big")
        told = answer(line.recv(length), 65_535)
        line.sendall(len(told).to_bytes(2, "big") + told)

    with listening(by_line) as port, socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as datagrams:
        datagrams.bind(("127.0.0.1", port))
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield port
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as end:
                end.sendto(b"", ("127.0.0.1", port))
            thread.join(PATIENCE)


def _answer(question: dns.message.Message, zone: Zone) -> dns.message.Message:
    answer = dns.message.make_response(question)
    answer.flags |= dns.flags.RA
    wanted = question.question[0]
    name, kind = wanted.name.to_text(omit_final_dot=True), dns.rdatatype.to_text(wanted.rdtype)
    for _ in range(30):
        alias = zone.get((name, "CNAME"))
        if not alias or kind == "CNAME":
            break
        answer.answer.append(dns.rrset.from_text(f"{name}.", 300, "IN", "CNAME", *alias))
        name = alias[0].removesuffix(".")
    if values := zone.get((name, kind)):
        answer.answer.append(dns.rrset.from_text(f"{name}.", 300, "IN", kind, *values))
    elif not any(known == name for known, _ in zone):
        answer.set_rcode(dns.rcode.NXDOMAIN)
    return answer


@dataclass
class Strangers:
    """`asked`: what the web servers were asked; `questions`: what the name server was asked."""

    zone: dict[tuple[str, str], tuple[str, ...]]
    pages: dict[str, bytes]
    plain: dict[str, bytes] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    @contextmanager
    def standing(self, file: Path, mangle: Mangle = lambda wire: wire) -> Iterator[tuple[Asker, Mapping[int, int]]]:
        """The asker that meets them, and the ports that 443 and 80 stand for."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        outbound = Outbound(
            resolve=lambda host, port: LOOPBACK,
            trust=ssl.create_default_context(cafile=str(file)),
            reach=["127.0.0.1"],
        )
        with (
            name_server(self.zone, self.questions, mangle) as names,
            listening(by_host(self.pages, self.asked), context) as secure,
            listening(by_host(self.plain, self.asked)) as plain,
        ):
            asker = Asker(
                outbound=outbound,
                names=Names([("127.0.0.1", names)], seconds=PATIENCE),
                registries=Registries(NOW.date(), {"com": "https://rdap.registry.com/v1/"}),
                clock=lambda: NOW,
                seconds=10 * PATIENCE,
            )
            yield asker, {443: secure, 80: plain}
