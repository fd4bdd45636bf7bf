"""What goes back, and the headers that go with everything."""

import json
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

SAFETY = [
    ("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'; base-uri 'none'"),
    ("Referrer-Policy", "same-origin"),
    ("Strict-Transport-Security", "max-age=31536000"),
    ("X-Content-Type-Options", "nosniff"),
]


class Problem(Exception):
    """A request that cannot be met; the sentence is for the person who asked."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence


@dataclass
class Response:
    """`payload` becomes JSON unless it is bytes already."""

    payload: Any = None
    status: int = 200
    content_type: str = "application/json; charset=utf-8"
    headers: list[tuple[str, str]] = field(default_factory=list)

    @property
    def status_line(self) -> str:
        return f"{self.status} {HTTPStatus(self.status).phrase}"

    @property
    def content(self) -> bytes:
        if isinstance(self.payload, bytes):
            return self.payload
        return b"" if self.payload is None else json.dumps(self.payload).encode()

    def all_headers(self) -> list[tuple[str, str]]:
        length = ("Content-Length", str(len(self.content)))
        return [("Content-Type", self.content_type), length, *SAFETY, *self.headers]


def problem(error: Problem) -> Response:
    """A problem as the API describes it."""
    return Response({"problem": error.sentence}, error.status)
