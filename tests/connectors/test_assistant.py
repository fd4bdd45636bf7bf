"""An assistant is asked for words at the owner's address, with the owner's key, through the one way out."""

from __future__ import annotations

import json
import socket

import pytest

from makegood.connectors.assistant import Assistant, AssistantFailed
from makegood.connectors.outbound import Outbound
from tests.connectors.listening import HOST, Authority, answering, listening, page, request_from

KEY = "key-that-nobody-may-read"


def said(text: object) -> bytes:
    return page(json.dumps({"choices": [{"message": {"role": "assistant", "content": text}}]}).encode())


def test_it_is_asked_once_with_the_key_and_its_words_come_back(authority: Authority, to_the_tests: Outbound) -> None:
    came: list[bytes] = []

    def taking(line: socket.socket) -> None:
        came.append(request_from(line))
        line.sendall(said("Some words."))

    with listening(taking, authority.serving()) as port:
        assistant = Assistant(f"https://{HOST}:{port}/v1/", "small-model", KEY)
        assert assistant.ask("Do this.", "x" * 300_000, to_the_tests) == "Some words."
    head, _, body = came[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /v1/chat/completions HTTP/1.1")
    assert f"Authorization: Bearer {KEY}".encode() in head
    sent = json.loads(body)
    assert [one["role"] for one in sent["messages"]] == ["system", "user"]
    assert len(sent["messages"][1]["content"]) == 120_000
    assert (sent["model"], sent["temperature"]) == ("small-model", 0)
    assert KEY not in repr(assistant)


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (page(b"", "401 No"), "does not take the key"),
        (page(b"", "429 Slow"), "too much to do"),
        (page(b"", "500 Oh"), r"did not answer \(500\)"),
        (page(b"", "302 Found", "Location: https://169.254.169.254/\r\n"), r"did not answer|not reached"),
        (page(b"{}"), "nothing of it was used"),
        (page(b"[" * 100_000), "nothing of it was used"),
        (said(None), "nothing of it was used"),
        (said(["x"]), "nothing of it was used"),
        (said("  "), "nothing of it was used"),
    ],
)
def test_what_goes_wrong_is_one_sentence_without_the_key(
    answer: bytes, why: str, authority: Authority, to_the_tests: Outbound
) -> None:
    with listening(answering(answer), authority.serving()) as port, pytest.raises(AssistantFailed, match=why) as failed:
        Assistant(f"https://{HOST}:{port}/v1", "m", KEY).ask("Do this.", "words", to_the_tests)
    assert KEY not in str(failed.value)


def test_an_assistant_inside_is_not_asked() -> None:
    with pytest.raises(AssistantFailed, match="not reached"):
        Assistant("https://127.0.0.1:1/v1", "m").ask("Do this.", "words", Outbound())


@pytest.mark.parametrize(
    ("address", "model", "key"),
    [
        ("http://api.example.com/v1", "m", ""),
        ("https://user:pass@api.example.com/v1", "m", ""),
        ("ftp://api.example.com", "m", ""),
        ("", "m", ""),
        ("https://api.example.com/v1", "", ""),
        ("https://api.example.com/v1", "a model", ""),
        ("https://api.example.com/v1", "m", "two words"),
        ("https://api.example.com/v1", "m", "line\r\nX-Other: 1"),
    ],
)
def test_a_bad_setting_is_one_sentence(address: str, model: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        Assistant(address, model, key)
