"""H8: a running address is the same before and after, or we say what changed, or that we cannot tell."""

from __future__ import annotations

import json
from itertools import count

import pytest

from makegood.connectors.outbound import Comparison, Head, Outbound, head_of
from tests.connectors.listening import HOST, Authority, Behave, answering, listening, page, request_from


def compared(authority: Authority, to_the_tests: Outbound, behave: Behave) -> Comparison:
    with listening(behave, authority.serving()) as port:
        before = head_of(f"https://{HOST}:{port}/", to_the_tests)
        return Comparison.of(before, head_of(f"https://{HOST}:{port}/", to_the_tests))


def test_a_page_that_stays_is_the_same(authority: Authority, to_the_tests: Outbound) -> None:
    assert compared(authority, to_the_tests, answering(page(b"<p>hello"))).outcome == "same"


@pytest.mark.parametrize(
    ("after", "part"),
    [
        (page(b"<p>other"), "body"),
        (page(b"<p>hello", "500 Oh"), "status"),
        (page(b"<p>hello", headers="ETag: b\r\n"), "header:etag"),
    ],
)
def test_content_swapped_in_the_middle_is_seen(
    after: bytes, part: str, authority: Authority, to_the_tests: Outbound
) -> None:
    before = page(b"<p>hello")
    found = compared(authority, to_the_tests, answering(before, before, after))
    assert found.outcome == "changed"
    assert part in found.parts


def counting(text: str) -> Behave:
    numbers = count()

    def behave(line: object) -> None:
        request_from(line)  # type: ignore[arg-type]
        line.sendall(page(text.format(next(numbers)).encode()))  # type: ignore[attr-defined]

    return behave


def test_a_token_that_changes_with_each_visit_is_no_change(authority: Authority, to_the_tests: Outbound) -> None:
    form = '<script src="/app.3fa9.js"></script><input name="csrf" value="t{}">'
    assert compared(authority, to_the_tests, counting(form)).outcome == "same"


def test_a_page_that_is_new_each_time_cannot_be_compared(authority: Authority, to_the_tests: Outbound) -> None:
    assert compared(authority, to_the_tests, counting("<p>visitor {}")).outcome == "unknown"


def test_a_new_script_beside_a_changing_token_is_seen(authority: Authority, to_the_tests: Outbound) -> None:
    pages = [
        page(f'<script src="/app.{name}.js"></script><input value="{n}">'.encode()) for n, name in enumerate("aabb")
    ]
    assert compared(authority, to_the_tests, answering(*pages)) == Comparison("changed", ("shape",))


def test_a_head_survives_being_kept(authority: Authority, to_the_tests: Outbound) -> None:
    with listening(answering(page(b"ok")), authority.serving()) as port:
        head = head_of(f"https://{HOST}:{port}/", to_the_tests)
    assert Head.from_json(json.loads(json.dumps(head.as_json()))) == head
