"""The second channel: signed, checked anew each time, and never a way inside."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import socket
from ipaddress import ip_address
from typing import Any

import pytest

from makegood.connectors.outbound import Outbound
from makegood.connectors.webhook import WebhookFailed, deliver, new_secret, signature
from tests.connectors.listening import HOST, LOOPBACK, Authority, answering, listening, page, request_from

ALARM: dict[str, Any] = {"id": "msg_1", "timestamp": 1773307800, "kind": "alarm.raised", "data": {"days": 5, "an": "Ä"}}


def test_a_receiver_can_check_the_signature(authority: Authority, to_the_tests: Outbound) -> None:
    came: list[bytes] = []

    def taking(line: socket.socket) -> None:
        came.append(request_from(line))
        line.sendall(page(b"", "204 No Content"))

    secret = new_secret()
    with listening(taking, authority.serving()) as port:
        deliver(f"https://{HOST}:{port}/hook", secret, outbound=to_the_tests, **ALARM)
    head, _, body = came[0].partition(b"\r\n\r\n")
    headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n")[1:])
    signed = b"msg_1.1773307800." + body
    mac = hmac.new(base64.b64decode(secret[6:]), signed, hashlib.sha256).digest()
    assert headers["webhook-signature"] == f"v1,{base64.b64encode(mac).decode()}"
    assert json.loads(body) == {"type": "alarm.raised", "timestamp": 1773307800, "data": ALARM["data"]}
    assert head.startswith(b"POST /hook HTTP/1.1")


def test_the_signature_is_that_of_the_specification() -> None:
    """The example of github.com/standard-webhooks/standard-webhooks, computed by its libraries."""
    secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
    body = b'{"test": 2432232314}'
    expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert signature(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, body) == expected


@pytest.mark.parametrize(
    ("answer", "again", "gone"),
    [
        (page(b"", "500 Oh"), True, False),
        (page(b"", "429 Slow"), True, False),
        (page(b"", "404 No"), False, False),
        (page(b"", "410 Gone"), False, True),
        (page(b"", "302 Found", "Location: https://169.254.169.254/\r\n"), False, False),
    ],
)
def test_a_refusal_says_whether_to_try_again(
    answer: bytes, again: bool, gone: bool, authority: Authority, to_the_tests: Outbound
) -> None:
    with (
        listening(answering(answer), authority.serving()) as port,
        pytest.raises(WebhookFailed, match=r"\.$") as failed,
    ):
        deliver(f"https://{HOST}:{port}/hook", new_secret(), outbound=to_the_tests, **ALARM)
    assert (failed.value.again, failed.value.gone) == (again, gone)


def test_an_address_that_moved_inside_since_is_refused_at_delivery(authority: Authority) -> None:
    answers = [[*LOOPBACK], [ip_address("192.168.1.1")]]
    outbound = Outbound(resolve=lambda host, port: answers.pop(0), trust=authority.trust(), reach=["127.0.0.1"])
    with listening(answering(page(b"ok")), authority.serving()) as port:
        deliver(f"https://{HOST}:{port}/", new_secret(), outbound=outbound, **ALARM)
        with pytest.raises(WebhookFailed, match="private network"):
            deliver(f"https://{HOST}:{port}/", new_secret(), outbound=outbound, **ALARM)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_short", "plain", "whsec_" + "!" * 44])
def test_a_bad_secret_signs_nothing(secret: str) -> None:
    with pytest.raises(ValueError, match="secret"):
        signature(secret, "msg_1", 1, b"")


def test_an_id_cannot_move_the_dots() -> None:
    with pytest.raises(ValueError, match="id of a message"):
        signature(new_secret(), "msg.1", 1, b"")
