"""A server of the tests' own on 127.0.0.1, with a certificate of the tests' own authority."""

from __future__ import annotations

import datetime
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.waiting import PATIENCE

HOST = "app.partner.example"
Behave = Callable[[socket.socket], None]


@dataclass(frozen=True)
class Authority:
    """`file` holds the authority's certificate; the server's is good for `HOST` and localhost."""

    file: Path
    server: Path

    def trust(self) -> ssl.SSLContext:
        return ssl.create_default_context(cafile=str(self.file))

    def serving(self) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.server)
        return context


def authority_in(folder: Path) -> Authority:
    now = datetime.datetime.now(datetime.UTC)
    root, own = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Authority of the tests")])

    def certificate(subject: x509.Name, public: ec.EllipticCurvePublicKey, root_itself: bool) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder(name, subject, public, x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(days=1))
            .not_valid_after(now + datetime.timedelta(days=1))
            .add_extension(x509.BasicConstraints(ca=root_itself, path_length=None), critical=True)
        )
        if not root_itself:
            names: list[x509.GeneralName] = [x509.DNSName(HOST), x509.DNSName("localhost")]
            builder = builder.add_extension(x509.SubjectAlternativeName(names), critical=False)
        return builder.sign(root, hashes.SHA256())

    pem = serialization.Encoding.PEM
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file, server = folder / "authority.pem", folder / "server.pem"
    file.write_bytes(certificate(name, root.public_key(), True).public_bytes(pem))
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, HOST)])
    server.write_bytes(certificate(subject, own.public_key(), False).public_bytes(pem) + own.private_bytes(pem, *plain))
    return Authority(file, server)


@contextmanager
def listening(behave: Behave, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """The port; each connection is given to `behave` in a thread of its own."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(line: socket.socket) -> None:
        with suppress(OSError, ssl.SSLError):
            behave(context.wrap_socket(line, server_side=True) if context else line)
        line.close()

    def accept() -> None:
        while True:
            try:
                line, _ = listener.accept()
            except OSError:
                return
            line.settimeout(PATIENCE)
            threading.Thread(target=serve, args=(line,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield listener.getsockname()[1]
    finally:
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
        listener.close()


def request_from(line: socket.socket) -> bytes:
    """What came up to the end of the headers, and the body that Content-Length promises."""
    received = b""
    while b"\r\n\r\n" not in received:
        part = line.recv(65536)
        if not part:
            return received
        received += part
    head, _, body = received.partition(b"\r\n\r\n")
    length = next((int(row[15:]) for row in head.split(b"\r\n") if row.lower().startswith(b"content-length:")), 0)
    while len(body) < length:
        body += line.recv(65536)
    return head + b"\r\n\r\n" + body


def answering(*answers: bytes) -> Behave:
    """Each connection gets the next of `answers`, the last one again and again."""
    left = list(answers)

    def behave(line: socket.socket) -> None:
        request_from(line)
        line.sendall(left.pop(0) if len(left) > 1 else left[0])
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    return behave


def page(body: bytes, status: str = "200 OK", headers: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n{headers}\r\n"
    return head.encode() + body


LOOPBACK = (ip_address("127.0.0.1"),)
