"""A backup opens with its key alone; one changed, moved or missing byte anywhere is found."""

from __future__ import annotations

import io
import random
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from makegood.connectors.sealing import (
    CHUNK,
    TAG,
    OfflineKey,
    Passphrase,
    Recipient,
    SealBroken,
    Sealing,
    unsealed,
)

KEY = OfflineKey.new()
SECRET = Passphrase("correct horse battery")


def sealed(content: bytes, to: Passphrase | Recipient = KEY.recipient) -> bytes:
    out = io.BytesIO()
    with Sealing(out, to) as sealing:
        sealing.write(content)
    return out.getvalue()


def opened(data: bytes, key: Passphrase | OfflineKey = KEY) -> bytes:
    return b"".join(unsealed(io.BytesIO(data), key))


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7])
def test_what_was_sealed_opens(size: int) -> None:
    content = random.Random(size).randbytes(size)
    assert opened(sealed(content)) == content


def test_a_passphrase_seals_and_opens() -> None:
    assert opened(sealed(b"all of it", SECRET), SECRET) == b"all of it"


def test_another_key_or_passphrase_opens_nothing() -> None:
    with pytest.raises(SealBroken, match="not sealed to this key"):
        opened(sealed(b"x"), OfflineKey.new())
    with pytest.raises(SealBroken, match="not sealed to this key"):
        opened(sealed(b"x", SECRET), Passphrase("correct horse staple"))


def test_the_wrong_kind_of_key_is_told() -> None:
    with pytest.raises(SealBroken, match="sealed to an offline key"):
        opened(sealed(b"x"), SECRET)
    with pytest.raises(SealBroken, match="sealed to a passphrase"):
        opened(sealed(b"x", SECRET), KEY)


BACKUP = sealed(bytes(2 * CHUNK + 100))
HEAD = len(BACKUP) - 2 * CHUNK - 100 - 3 * TAG


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(BACKUP) - 1), st.integers(1, 255))
def test_one_changed_byte_is_found(position: int, change: int) -> None:
    broken = bytearray(BACKUP)
    broken[position] ^= change
    with pytest.raises(SealBroken):
        opened(bytes(broken))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(BACKUP) - 1))
def test_a_backup_cut_anywhere_is_found(length: int) -> None:
    with pytest.raises(SealBroken):
        opened(BACKUP[:length])


def test_a_backup_cut_between_two_chunks_is_found() -> None:
    for chunks in (0, 1, 2):
        with pytest.raises(SealBroken):
            opened(BACKUP[: HEAD + chunks * (CHUNK + TAG)])


def test_chunks_in_another_order_or_twice_are_found() -> None:
    first, second = BACKUP[HEAD : HEAD + CHUNK + TAG], BACKUP[HEAD + CHUNK + TAG : HEAD + 2 * (CHUNK + TAG)]
    rest = BACKUP[HEAD + 2 * (CHUNK + TAG) :]
    for body in (second + first + rest, first + first + second + rest, first + rest, BACKUP[HEAD:] + b"x"):
        with pytest.raises(SealBroken):
            opened(BACKUP[:HEAD] + body)


def test_a_chunk_of_another_backup_is_found() -> None:
    other = sealed(bytes(2 * CHUNK + 100))
    with pytest.raises(SealBroken):
        opened(BACKUP[: HEAD + CHUNK + TAG] + other[HEAD + CHUNK + TAG :])


def interrupted(out: io.BytesIO) -> None:
    with Sealing(out, KEY.recipient) as sealing:
        sealing.write(bytes(5 * CHUNK))
        raise RuntimeError("power")


def test_an_interrupted_backup_does_not_open() -> None:
    out = io.BytesIO()
    with pytest.raises(RuntimeError):
        interrupted(out)
    with pytest.raises(SealBroken, match="cut short"):
        opened(out.getvalue())


@pytest.mark.parametrize("cost", [b"40", b"-1", b'"16"', b"9"])
def test_a_header_cannot_ask_for_all_memory(cost: bytes) -> None:
    with pytest.raises(SealBroken, match="damaged"):
        opened(sealed(b"x", SECRET).replace(b'"cost": 16', b'"cost": ' + cost), SECRET)


@pytest.mark.parametrize(
    "junk",
    [b"", b"PK\x03\x04", b"makegood-sealed-1\n", b"makegood-sealed-1\n[]\n", b"makegood-sealed-1\n" + b"a" * 9000],
)
def test_what_is_no_backup_is_told(junk: bytes) -> None:
    with pytest.raises(SealBroken):
        opened(junk)


def test_keys_survive_paper_and_a_mistyped_letter_is_told() -> None:
    text = str(KEY)
    assert OfflineKey.read(f"  {text.upper()}\n") == KEY
    assert OfflineKey.read(text.replace("-", " ").replace(" ", "-", 1)) == KEY
    assert Recipient.read(str(KEY.recipient)) == KEY.recipient
    wrong = text[:-3] + ("a" if text[-3] != "a" else "b") + text[-2:]
    with pytest.raises(ValueError, match="mistyped"):
        OfflineKey.read(wrong)
    with pytest.raises(ValueError, match="begins with mgpublic-"):
        Recipient.read(text)
    assert text not in repr(KEY)


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 12"):
        Passphrase("short")


def test_a_tar_archive_streams_through() -> None:
    out = io.BytesIO()
    with Sealing(out, KEY.recipient) as sealing, tarfile.open(mode="w|", fileobj=sealing) as archive:
        info = tarfile.TarInfo("db.sqlite3")
        info.size = 300_000
        archive.addfile(info, io.BytesIO(bytes(300_000)))
    with tarfile.open(fileobj=io.BytesIO(opened(out.getvalue()))) as archive:
        assert archive.getnames() == ["db.sqlite3"]
