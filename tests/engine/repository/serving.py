"""A git server of the test's own: https on 127.0.0.1, a certificate made for the day, git's own http-backend."""

from __future__ import annotations

import base64
import os
import ssl
import subprocess
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.engine.building import ENVIRONMENT

BACKEND = Path("/usr/lib/git-core/git-http-backend")
HOST = "git.partner.example"
TOKEN = "ghs_readsTheShopAndNothingElse4711"


@dataclass
class Served:
    """`url` is where the repositories below `root` are served; `asked` are the paths that were asked for."""

    url: str
    certificate: Path
    root: Path
    asked: list[str] = field(default_factory=list)


def certificate(folder: Path) -> Path:
    """Key and certificate of 127.0.0.1 and of HOST in one file."""
    made = folder / "server.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", f"subjectAltName=IP:127.0.0.1,DNS:{HOST}"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*command, "-keyout", made, "-out", folder / "only.pem"], check=True, capture_output=True)
    made.write_text(made.read_text() + (folder / "only.pem").read_text())
    return made


@contextmanager
def serving(root: Path, folder: Path) -> Iterator[Served]:
    pem = certificate(folder)
    served = Served("", pem, root)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            kind = self.path.split("/")[1]
            ODD.get(kind, _git)(self, root)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """The test's own output stays clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        made.daemon_threads = True
        made.asked = served.asked  # type: ignore[attr-defined]
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        made.socket = context.wrap_socket(made.socket, server_side=True)
        threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
        served.url = f"https://127.0.0.1:{made.server_address[1]}"
        yield served
        made.shutdown()


Answer = Callable[[BaseHTTPRequestHandler, Path], None]


def _git(handler: BaseHTTPRequestHandler, root: Path) -> None:
    _answered(handler, root, handler.path, _body(handler))


def _body(handler: BaseHTTPRequestHandler) -> bytes:
    return handler.rfile.read(int(handler.headers.get("Content-Length") or 0))


def _answered(handler: BaseHTTPRequestHandler, root: Path, asked: str, body: bytes) -> None:
    path, _, query = asked.partition("?")
    variables = {
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "REQUEST_METHOD": handler.command,
        "CONTENT_TYPE": handler.headers.get("Content-Type", ""),
        "CONTENT_LENGTH": str(len(body)),
        "HTTP_CONTENT_ENCODING": handler.headers.get("Content-Encoding", ""),
        "GIT_PROTOCOL": handler.headers.get("Git-Protocol", ""),
        "GIT_PROJECT_ROOT": str(root),
        "GIT_HTTP_EXPORT_ALL": "1",
    }
    environment = {**os.environ, **ENVIRONMENT, **variables}
    done = subprocess.run([BACKEND], input=body, capture_output=True, env=environment, check=False)
    head, _, content = done.stdout.partition(b"\r\n\r\n")
    fields = dict(line.split(": ", 1) for line in head.decode().splitlines() if ": " in line)
    handler.send_response(int(fields.pop("Status", "200 OK").split()[0]))
    for name, value in fields.items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def _with_token(handler: BaseHTTPRequestHandler, root: Path) -> None:
    login = base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()
    if handler.headers.get("Authorization") == f"Basic {login}":
        _answered(handler, root, handler.path.removeprefix("/token"), _body(handler))
    else:
        _status(401, WWW_Authenticate='Basic realm="firm"')(handler, root)


def _plain_files(handler: BaseHTTPRequestHandler, root: Path) -> None:
    """The "dumb" way: git's files, as any web server hands them out."""
    file = root / handler.path.partition("?")[0].removeprefix("/plain/")
    content = file.read_bytes() if file.is_file() else b""
    handler.send_response(200 if content else 404)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)


def _turning(handler: BaseHTTPRequestHandler, root: Path) -> None:
    """A git server when it is asked what it has, plain files when it is fetched from."""
    asks = sum(path.startswith("/turning/") and "info/refs" in path for path in handler.server.asked)  # type: ignore[attr-defined]
    if asks == 1:
        _answered(handler, root, handler.path.removeprefix("/turning"), _body(handler))
    else:
        handler.path = handler.path.replace("/turning/", "/plain/")
        _plain_files(handler, root)


def _packing(sent: Callable[[BaseHTTPRequestHandler], None]) -> Answer:
    """A git server up to the moment at which the pack is due."""

    def answer(handler: BaseHTTPRequestHandler, root: Path) -> None:
        body = _body(handler)
        if b"command=fetch" not in body:
            path = "/" + handler.path.split("/", 2)[2]
            return _answered(handler, root, path, body)
        handler.send_response(200)
        handler.send_header("Content-Type", "application/x-git-upload-pack-result")
        handler.end_headers()
        handler.wfile.write(_line(b"packfile\n"))
        handler.wfile.write(_line(b"\x01PACK" + (2).to_bytes(4) + (1).to_bytes(4) + HUGE_BLOB))
        handler.close_connection = True
        return sent(handler)

    return answer


HUGE_BLOB = bytes([0xB0 | 15, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F])
"""The head of a blob of 550 GB."""


def _line(content: bytes) -> bytes:
    return b"%04x" % (len(content) + 4) + content


def _without_end(handler: BaseHTTPRequestHandler) -> None:
    deflate = zlib.compressobj(0)
    try:
        while True:
            content = deflate.compress(os.urandom(60_000))
            for begin in range(0, len(content), 60_000):
                handler.wfile.write(_line(b"\x01" + content[begin : begin + 60_000]))
    except OSError:
        return


def _drip(handler: BaseHTTPRequestHandler) -> None:
    try:
        for _ in range(600):
            handler.wfile.write(b"0")
            handler.wfile.flush()
            time.sleep(1)
    except OSError:
        return


def _breaks_off(handler: BaseHTTPRequestHandler) -> None:
    handler.wfile.write(_line(b"\x01" + zlib.compress(b"x" * 100)))


def _status(code: int, **fields: str) -> Answer:
    def answer(handler: BaseHTTPRequestHandler, root: Path) -> None:
        del root
        handler.send_response(code)
        for name, value in {"Content-Length": "0", **fields}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def _page(handler: BaseHTTPRequestHandler, root: Path) -> None:
    del root
    text = b"<html>Welcome</html>"
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(len(text)))
    handler.end_headers()
    handler.wfile.write(text)


ODD: dict[str, Answer] = {
    "login": _status(401, WWW_Authenticate='Basic realm="firm"'),
    "forbidden": _status(403),
    "moved": _status(301, Location="https://127.0.0.1:9/shop.git/info/refs?service=git-upload-pack"),
    "inward": _status(302, Location="file:///etc/passwd"),
    "broken": _status(500),
    "page": _page,
    "hang": lambda handler, root: time.sleep(600),
    "token": _with_token,
    "plain": _plain_files,
    "turning": _turning,
    "endless": _packing(_without_end),
    "drip": _packing(_drip),
    "cut": _packing(_breaks_off),
}
