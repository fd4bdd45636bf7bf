"""A git server of the test's own: https on 127.0.0.1, a certificate made for the day, git's own http-backend."""

from __future__ import annotations

import os
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.engine.building import ENVIRONMENT

BACKEND = Path("/usr/lib/git-core/git-http-backend")


@dataclass
class Served:
    """`url` is where the repositories below `root` are served; `asked` are the paths that were asked for."""

    url: str
    certificate: Path
    asked: list[str] = field(default_factory=list)


def certificate(folder: Path) -> Path:
    """Key and certificate of 127.0.0.1 in one file."""
    made = folder / "server.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *subject]
    subprocess.run([*command, "-keyout", made, "-out", folder / "only.pem"], check=True, capture_output=True)
    made.write_text(made.read_text() + (folder / "only.pem").read_text())
    return made


@contextmanager
def serving(root: Path, folder: Path) -> Iterator[Served]:
    pem = certificate(folder)
    served = Served("", pem)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            served.asked.append(self.path)
            kind = self.path.split("/")[1]
            ODD.get(kind, lambda handler: _git(handler, root))(self)

        do_POST = do_GET

        def log_message(self, *_: object) -> None:
            """The test's own output stays clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        made.daemon_threads = True
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem)
        made.socket = context.wrap_socket(made.socket, server_side=True)
        threading.Thread(target=made.serve_forever, args=(0.02,), daemon=True).start()
        served.url = f"https://127.0.0.1:{made.server_address[1]}"
        yield served
        made.shutdown()


def _git(handler: BaseHTTPRequestHandler, root: Path) -> None:
    path, _, query = handler.path.partition("?")
    body = handler.rfile.read(int(handler.headers.get("Content-Length") or 0))
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


def _status(code: int, **fields: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in {"Content-Length": "0", **fields}.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()

    return answer


def _page(handler: BaseHTTPRequestHandler) -> None:
    text = b"<html>Welcome</html>"
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", str(len(text)))
    handler.end_headers()
    handler.wfile.write(text)


ODD: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {
    "login": _status(401, WWW_Authenticate='Basic realm="firm"'),
    "forbidden": _status(403),
    "moved": _status(301, Location="https://127.0.0.1:9/shop.git/info/refs?service=git-upload-pack"),
    "inward": _status(302, Location="file:///etc/passwd"),
    "broken": _status(500),
    "page": _page,
    "hang": lambda handler: time.sleep(20),
}
