"""What an address serves is asked for in few requests, on its own host only, and what it names is its own word."""

from __future__ import annotations

import socket
from collections.abc import Mapping
from contextlib import suppress

import pytest

from makegood.connectors.outbound import Outbound, OutboundRefused, served_at
from tests.connectors.listening import HOST, Authority, Behave, listening, page, request_from

REVISION = "c0ffee" + "1" * 34
JSON = "Content-Type: application/json\r\n"
VERSION = b'{"commit": "' + b"2" * 40 + b'"}'


def by_path(answers: Mapping[str, bytes], asked: list[str]) -> Behave:
    """Answers by path, 404 for others, and notes what was asked."""

    def behave(line: socket.socket) -> None:
        path = request_from(line).split(b" ")[1].decode()
        asked.append(path)
        line.sendall(answers.get(path, page(b"", "404 Not Found")))
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    return behave


def test_files_of_its_own_host_are_asked_for_once_and_the_revision_is_read(
    authority: Authority, to_the_tests: Outbound
) -> None:
    shown = (
        b'<link rel=stylesheet href="/static/a.css?v=2"><SCRIPT src=/static/b.js></SCRIPT>'
        b'<script src="https://cdn.example/c.js"></script><script src="//127.0.0.1/d.js"></script>'
        b'<img src="data:image/png;base64,AA"><script src="/static/a.css?v=2"></script>'
        b'<meta name="revision" content="' + REVISION.encode() + b'">'
    )
    asked: list[str] = []
    answers = {
        "/": page(shown),
        "/static/a.css?v=2": page(b"a {}"),
        "/version": page(VERSION, headers=JSON),
    }
    with listening(by_path(answers, asked), authority.serving()) as port:
        found = served_at(f"https://{HOST}:{port}/", to_the_tests)
    assert [(file.path, file.content) for file in found.files] == [("/static/a.css", b"a {}")]
    assert found.named == (REVISION, "2" * 40)
    assert asked == ["/", "/static/a.css?v=2", "/static/b.js", "/version"]


def test_few_are_asked_for_those_that_may_match_first(authority: Authority, to_the_tests: Outbound) -> None:
    shown = b"".join(b"<script src=/%d.js></script>" % number for number in range(500))
    asked: list[str] = []
    with listening(by_path({"/": page(shown)}, asked), authority.serving()) as port:
        served_at(f"https://{HOST}:{port}/", to_the_tests, first=lambda path: path == "/150.js")
    assert asked[:3] == ["/", "/150.js", "/0.js"]
    assert len(asked) == 10


def test_a_page_that_forwards_elsewhere_or_lies_inside_is_not_asked(
    authority: Authority, to_the_tests: Outbound
) -> None:
    moved = page(b"", "302 Found", "Location: https://169.254.169.254/\r\n")
    with listening(by_path({"/": moved}, []), authority.serving()) as port, pytest.raises(OutboundRefused):
        served_at(f"https://{HOST}:{port}/", to_the_tests)
    with pytest.raises(OutboundRefused):
        served_at("https://10.0.0.1/", to_the_tests)
