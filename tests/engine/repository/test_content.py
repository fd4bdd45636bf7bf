"""How the bytes of a blob reach the extractors."""

from __future__ import annotations

import pytest

from makegood.engine.repository.content import as_read


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (b"a = 1\rb = 2\r", b"a = 1\nb = 2\n"),
        (b"a = 1\r\nb = 2\r\n", b"a = 1\r\nb = 2\r\n"),
        ("\ufeffa = 1\n".encode("utf-16-le"), b"a = 1\n"),
    ],
)
def test_text_is_read_as_compilers_read_it(written: bytes, read: bytes) -> None:
    assert as_read(written) == read


def test_what_is_no_text_keeps_each_of_its_bytes() -> None:
    workbook = b"PK\x03\x04\x14\x00\x00\x00\x08\x00\r\x01 \r packed"
    assert as_read(workbook) == workbook
