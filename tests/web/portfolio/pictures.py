"""A PNG of one colour, made here."""

from __future__ import annotations

import struct
import zlib


def png(width: int = 24, height: int = 8, *, spoiled: bool = False) -> bytes:
    """`spoiled`: whole by its parts and their sums, with nothing in it that can be shown."""
    rows = (b"\0" + bytes((122, 31, 79)) * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = b"nothing" if spoiled else zlib.compress(rows)
    return b"\x89PNG\r\n\x1a\n" + _part(b"IHDR", head) + _part(b"IDAT", data) + _part(b"IEND", b"")


def _part(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
