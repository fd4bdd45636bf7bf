"""What a hostile server can do to the client, and what it cannot."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Sequence
from ipaddress import ip_address
from itertools import cycle
from pathlib import Path

import pytest

from makegood.connectors.outbound import Limits, Outbound, OutboundRefused, own_servers
from makegood.connectors.outbound.address import IP
from tests.connectors.listening import HOST, LOOPBACK, Authority, Behave, answering, listening, page, request_from
from tests.waiting import PATIENCE

SHORT, LONG = Limits(seconds=1), Limits(seconds=PATIENCE)
DRIPS = 20 * PATIENCE
ROOT = Path(__file__).parents[2]


def refusal(authority: Authority, to_the_tests: Outbound, behave: Behave, limits: Limits) -> str:
    with listening(behave, authority.serving()) as port, pytest.raises(OutboundRefused) as refused:
        to_the_tests.ask("GET", f"https://{HOST}:{port}/", limits=limits)
    return refused.value.reason


def test_a_page_is_fetched_by_the_checked_address_under_its_own_name(
    authority: Authority, to_the_tests: Outbound
) -> None:
    asked: list[bytes] = []

    def behave(line: socket.socket) -> None:
        asked.append(request_from(line))
        line.sendall(page(b"hello", headers="X-Version: 7\r\n"))

    with listening(behave, authority.serving()) as port:
        answer = to_the_tests.ask("GET", f"https://{HOST}:{port}/status?q=1")
    assert (answer.status, answer.body, answer.whole, answer.header("x-version")) == (200, b"hello", True, "7")
    assert asked[0].startswith(b"GET /status?q=1 HTTP/1.1\r\n")
    assert f"Host: {HOST}:{port}".encode() in asked[0]


def test_a_name_that_points_elsewhere_the_second_time_is_not_asked_twice(authority: Authority) -> None:
    answers = cycle([[*LOOPBACK], [ip_address("10.0.0.1")]])
    asked: list[str] = []

    def rebinding(host: str, _port: int) -> Sequence[IP]:
        asked.append(host)
        return next(answers)

    outbound = Outbound(resolve=rebinding, trust=authority.trust(), reach=["127.0.0.1"])
    with listening(answering(page(b"ok")), authority.serving()) as port:
        assert outbound.ask("GET", f"https://{HOST}:{port}/").body == b"ok"
        assert asked == [HOST]
        with pytest.raises(OutboundRefused, match=r"10\.0\.0\.1"):
            outbound.ask("GET", f"https://{HOST}:{port}/")


def test_a_certificate_of_another_name_is_refused(authority: Authority, to_the_tests: Outbound) -> None:
    with (
        listening(answering(page(b"ok")), authority.serving()) as port,
        pytest.raises(OutboundRefused, match="cannot prove who it is"),
    ):
        to_the_tests.ask("GET", f"https://other.partner.example:{port}/")


def test_a_certificate_of_an_unknown_authority_is_refused(authority: Authority) -> None:
    outbound = Outbound(resolve=lambda host, port: LOOPBACK, reach=["127.0.0.1"])
    with (
        listening(answering(page(b"ok")), authority.serving()) as port,
        pytest.raises(OutboundRefused, match="cannot prove who it is"),
    ):
        outbound.ask("GET", f"https://{HOST}:{port}/")


@pytest.mark.parametrize(
    "target",
    [
        "https://169.254.169.254/",
        "http://127.0.0.1/",
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "file:///etc/passwd",
    ],
)
def test_a_redirect_elsewhere_is_refused(target: str, authority: Authority, to_the_tests: Outbound) -> None:
    moved = answering(page(b"", "302 Found", f"Location: {target}\r\n"))
    said = refusal(authority, to_the_tests, moved, Limits(redirects=3))
    assert said.startswith(("forwards to another place", "begins with"))


def test_a_redirect_to_another_port_is_not_followed(authority: Authority, to_the_tests: Outbound) -> None:
    hit: list[bytes] = []
    with listening(lambda line: hit.append(request_from(line)), authority.serving()) as other:
        moved = answering(page(b"", "302 Found", f"Location: https://{HOST}:{other}/\r\n"))
        assert "another place" in refusal(authority, to_the_tests, moved, Limits(redirects=3))
    assert hit == []


def test_a_redirect_on_the_same_host_is_followed_but_not_for_ever(authority: Authority, to_the_tests: Outbound) -> None:
    moved = page(b"", "302 Found", "Location: /next\r\n")
    with listening(answering(moved, page(b"there")), authority.serving()) as port:
        assert to_the_tests.ask("GET", f"https://{HOST}:{port}/", limits=Limits(redirects=3)).body == b"there"
    assert "forwards more than 3 times" in refusal(authority, to_the_tests, answering(moved), Limits(redirects=3))


def silent(line: socket.socket) -> None:
    """Until the other side is gone."""
    while line.recv(65536):
        pass


def dripping(line: socket.socket) -> None:
    request_from(line)
    line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(DRIPS):
        line.sendall(b"x")
        time.sleep(0.05)


def dripping_headers(line: socket.socket) -> None:
    request_from(line)
    line.sendall(b"HTTP/1.1 200 OK\r\n")
    for number in range(DRIPS):
        line.sendall(f"X-{number}: 1\r\n".encode())
        time.sleep(0.05)


def continuing(line: socket.socket) -> None:
    request_from(line)
    for _ in range(DRIPS):
        line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        time.sleep(0.05)


@pytest.mark.parametrize("behave", [silent, dripping, dripping_headers, continuing])
def test_a_server_that_hangs_or_drips_is_left_in_time(
    behave: Behave, authority: Authority, to_the_tests: Outbound
) -> None:
    assert refusal(authority, to_the_tests, behave, SHORT) == "did not answer within 1 seconds"


def test_a_server_that_never_shakes_hands_is_left_in_time(to_the_tests: Outbound) -> None:
    with listening(silent) as port, pytest.raises(OutboundRefused, match="did not answer"):
        to_the_tests.ask("GET", f"https://{HOST}:{port}/", limits=SHORT)


def test_a_resolver_that_hangs_is_left_in_time() -> None:
    over = threading.Event()

    def hanging(_host: str, _port: int) -> Sequence[IP]:
        over.wait(PATIENCE)
        return LOOPBACK

    with pytest.raises(OutboundRefused, match="could not be looked up"):
        Outbound(resolve=hanging).ask("GET", f"https://{HOST}/", limits=Limits(resolving=0.1))
    over.set()


@pytest.mark.parametrize(
    ("headers", "reason"),
    [
        (b"X: " + b"a" * 70_000 + b"\r\n", "header without end"),
        (b"".join(b"X-%d: %s\r\n" % (number, b"a" * 900) for number in range(99)), "more than 64 kB of headers"),
        (b"".join(b"X-%d: a\r\n" % number for number in range(500)), "is no HTTP|breaks off"),
    ],
)
def test_giant_headers_are_refused(headers: bytes, reason: str, authority: Authority, to_the_tests: Outbound) -> None:
    giant = answering(b"HTTP/1.1 200 OK\r\n" + headers + b"\r\nok")
    said = refusal(authority, to_the_tests, giant, LONG)
    assert any(part in said for part in reason.split("|"))


def test_a_body_is_cut_at_the_limit_and_says_so(authority: Authority, to_the_tests: Outbound) -> None:
    with listening(answering(page(b"x" * 5000)), authority.serving()) as port:
        answer = to_the_tests.ask("GET", f"https://{HOST}:{port}/", limits=Limits(body=1000))
    assert (len(answer.body), answer.whole) == (1000, False)


def test_an_answer_that_breaks_off_is_no_answer(authority: Authority, to_the_tests: Outbound) -> None:
    assert refusal(authority, to_the_tests, answering(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nhalf"), LONG)
    assert refusal(authority, to_the_tests, answering(b"\x00\xffnot http at all\r\n\r\n"), LONG)


def test_nobody_there_is_one_sentence(to_the_tests: Outbound) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    with pytest.raises(OutboundRefused, match=r"^The address cannot be reached: nobody answers there"):
        to_the_tests.ask("GET", f"https://{HOST}:{port}/", limits=LONG)


def test_a_header_cannot_smuggle_another(authority: Authority, to_the_tests: Outbound) -> None:
    with listening(answering(page(b"ok")), authority.serving()) as port, pytest.raises(OutboundRefused):
        to_the_tests.ask("GET", f"https://{HOST}:{port}/", headers={"X-One": "1\r\nX-Two: 2"})


def test_nothing_in_the_product_opens_the_way_inside() -> None:
    """`reach` and `trust` are for tests; a setting that reached them would be a way around H20. The servers of the
    owner's own house that the operator names are for git and the assistant, each its own."""
    ways = {
        "inspections/origins.py": "Outbound(own=settings.MAKEGOOD_GIT_INSIDE)",
        "rhythm/assistant/queries.py": "Outbound(own=settings.MAKEGOOD_ASSISTANT_INSIDE)",
    }
    for path in (ROOT / "makegood").rglob("*.py"):
        if "connectors/outbound" not in path.as_posix():
            source = path.read_text(encoding="utf-8")
            way = ways.get(path.relative_to(ROOT / "makegood").as_posix())
            plain = source.count("Outbound()") + (source.count(way) if way else 0)
            assert source.count("Outbound(") == plain, path


def test_plain_http_is_spoken_once_to_learn_where_it_forwards() -> None:
    said = {
        path.relative_to(ROOT / "makegood").as_posix(): path.read_text(encoding="utf-8").count('http",)')
        for path in (ROOT / "makegood").rglob("*.py")
        if " schemes=" in path.read_text(encoding="utf-8") and "connectors/outbound" not in path.as_posix()
    }
    assert said == {"connectors/outlook/pages.py": 1}


def test_servers_of_the_house_are_read_strictly() -> None:
    found = own_servers("git.corp.example=10.1.2.3, GIT.corp.example:22=10.1.2.3,,git6.corp.example=fd00::1")
    assert found == {
        ("git.corp.example", 443): ip_address("10.1.2.3"),
        ("git.corp.example", 22): ip_address("10.1.2.3"),
        ("git6.corp.example", 443): ip_address("fd00::1"),
    }
    assert own_servers("") == {}
    for wrong in (
        "git.corp.example",
        "10.0.0.0/8",
        "*=10.1.2.3",
        "git=10.1.2.3",
        "git.corp.example=10.1.2",
        "a.b:0=::1",
    ):
        with pytest.raises(OutboundRefused):
            own_servers(wrong)
