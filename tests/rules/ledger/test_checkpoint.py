"""Checkpoints as signed notes: one spelling, several signers, and nothing that only looks like one."""

from __future__ import annotations

import base64
from datetime import UTC, datetime

import pytest

from makegood.rules.ledger.checkpoint import (
    Checkpoint,
    NobodyAgreed,
    NoteRefused,
    cosign,
    note,
    parse_note,
    read_body,
    read_note,
)
from makegood.rules.signing import SigningKey

KEEPER = SigningKey("makegood.test/shop", b"k" * 32)
OLD = SigningKey("makegood.test/shop", b"o" * 32)
PAT = SigningKey("pat.test", b"p" * 32).as_cosigner()
POINT = Checkpoint("makegood.test/shop", 17, b"r" * 32)
AT = datetime(2026, 11, 26, 1, 20, 30, tzinfo=UTC)


def test_the_body_is_as_c2sp_writes_it() -> None:
    assert POINT.body() == b"makegood.test/shop\n17\ncnJycnJycnJycnJycnJycnJycnJycnJycnJycnJycnI=\n"
    assert read_body(POINT.body()) == POINT


def test_a_note_tells_which_of_the_agreed_keys_signed_it() -> None:
    text = note(POINT, [KEEPER, OLD])
    read = read_note(text, [KEEPER.verifying_key, PAT.verifying_key])
    assert read.checkpoint == POINT
    assert [one.key for one in read.signatures] == [KEEPER.verifying_key]
    both = read_note(text, [KEEPER.verifying_key, OLD.verifying_key])
    assert len(both.signatures) == 2
    assert [one.key for one in both.by([OLD.verifying_key])] == [OLD.verifying_key]


def test_a_cosigner_proves_the_time_until_which_it_was_seen() -> None:
    text = cosign(note(POINT, [KEEPER]), PAT, AT)
    read = read_note(text, [PAT.verifying_key])
    assert [(one.key.name, one.not_later_than) for one in read.signatures] == [("pat.test", AT)]


def test_a_cosigned_time_cannot_be_moved() -> None:
    text = cosign(note(POINT, [KEEPER]), PAT, AT)
    line = text.splitlines()[-1]
    raw = base64.b64decode(line.rpartition(" ")[2])
    moved = raw[:4] + (int(AT.timestamp()) - 60).to_bytes(8, "big") + raw[12:]
    forged = text.replace(line.rpartition(" ")[2], base64.b64encode(moved).decode())
    with pytest.raises(NoteRefused, match="does not fit"):
        read_note(forged, [PAT.verifying_key])


@pytest.mark.parametrize("at", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2600, 1, 1, tzinfo=UTC)])
def test_a_cosigner_has_a_time_that_can_be(at: datetime) -> None:
    with pytest.raises(NoteRefused, match="does not fit"):
        read_note(cosign(note(POINT, [KEEPER]), PAT, at), [PAT.verifying_key])


def test_a_key_for_notes_is_no_cosigner_and_the_other_way_round() -> None:
    with pytest.raises(NoteRefused):
        cosign(note(POINT, [KEEPER]), KEEPER, AT)
    text = cosign(note(POINT, [KEEPER]), PAT, AT)
    with pytest.raises(NobodyAgreed):
        read_note(text, [SigningKey("pat.test", b"p" * 32).verifying_key])


def test_a_note_of_strangers_is_signed_by_nobody_who_was_agreed_on() -> None:
    stranger = SigningKey("makegood.test/shop", b"s" * 32)
    with pytest.raises(NobodyAgreed, match="nobody agreed on"):
        read_note(note(POINT, [stranger]), [KEEPER.verifying_key])
    with pytest.raises(NobodyAgreed):
        read_note(note(POINT, [KEEPER]), [])


def test_a_changed_note_does_not_verify() -> None:
    text = note(POINT, [KEEPER])
    for forged in (text.replace("\n17\n", "\n18\n"), text.replace("shop\n17", "shop2\n17")):
        with pytest.raises(NoteRefused, match="does not fit"):
            read_note(forged, [KEEPER.verifying_key])


GOOD = note(POINT, [KEEPER])
BODY, SIGNED = GOOD.split("\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n",
        BODY,
        GOOD[:-1],
        GOOD + "\n",
        GOOD.replace("\n17\n", "\n017\n"),
        GOOD.replace("\n17\n", "\n+17\n"),
        GOOD.replace("\n17\n", "\n1_7\n"),
        GOOD.replace("\n17\n", "\n" + "9" * 19 + "\n"),
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("cnJy", "cnJ", 1),
        GOOD.replace("nI=\n", "nJ=\n"),
        GOOD.replace("— ", "- "),
        GOOD.replace("— makegood", "—  makegood"),
        BODY + "\n\n\n" + SIGNED,
        BODY + "\n\n" + SIGNED * 17,
        BODY + "\n" + "x\n" * 9 + "\n" + SIGNED,
        BODY + "\n" + "x" * 20_000 + "\n\n" + SIGNED,
        BODY + "\n\n— makegood.test/shop AAAA\n",
    ],
)
def test_what_only_looks_like_a_note_is_refused(text: str) -> None:
    with pytest.raises(NoteRefused):
        parse_note(text)


@pytest.mark.parametrize("origin", ["", "a b", "a+b", "a\nb", "x" * 201, "a\u2028b"])
def test_a_ledger_has_a_name_that_can_stand_in_a_note(origin: str) -> None:
    with pytest.raises(NoteRefused):
        Checkpoint(origin, 1, b"r" * 32)


def test_a_note_without_a_signer_is_none() -> None:
    with pytest.raises(NoteRefused):
        note(POINT, [])
