"""A browser's requests, as far as a measurement needs them: somebody who is signed in, on loopback."""

from __future__ import annotations

import http.client
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Visitor:
    port: int
    session: str = ""
    csrf: str = field(default_factory=lambda: secrets.token_hex(16))

    def get(self, path: str) -> str:
        """The status, or what went wrong on the way."""
        return self._ask("GET", path)[0]

    def post(self, path: str, fields: Mapping[str, str], file: tuple[str, bytes] | None = None) -> tuple[str, str]:
        """The status, and the path that it leads to."""
        content, kind = _form({**fields, "csrfmiddlewaretoken": self.csrf}, file)
        return self._ask("POST", path, content, kind)

    def _ask(self, method: str, path: str, content: bytes = b"", kind: str = "") -> tuple[str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        headers = {
            "Host": f"localhost:{self.port}",
            "Cookie": f"makegood={self.session}; csrftoken={self.csrf}",
            **({"Content-Type": kind} if kind else {}),
        }
        try:
            connection.request(method, path, content or None, headers)
            answer = connection.getresponse()
            answer.read()
            return str(answer.status), urlsplit(answer.getheader("Location") or "").path
        except (OSError, http.client.HTTPException) as broken:
            return type(broken).__name__, ""
        finally:
            connection.close()


def _form(fields: Mapping[str, str], file: tuple[str, bytes] | None) -> tuple[bytes, str]:
    """As multipart/form-data; `file` is the field's name and its content."""
    edge = secrets.token_hex(16)
    parts = [
        f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    content = "".join(parts).encode()
    if file is not None:
        head = f'--{edge}\r\nContent-Disposition: form-data; name="{file[0]}"; filename="code.bundle"\r\n\r\n'
        content += head.encode() + file[1] + b"\r\n"
    return content + f"--{edge}--\r\n".encode(), f"multipart/form-data; boundary={edge}"
