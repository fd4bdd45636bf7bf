"""Tiny pictures, put together by hand, with something private in them."""

from __future__ import annotations

import struct
import zlib


def png(secret: bytes = b"", size: tuple[int, int] = (1, 1)) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    parts = [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", struct.pack(">IIBBBBB", *size, 8, 0, 0, 0, 0))]
    if secret:
        parts += [chunk(b"tEXt", b"Author\0" + secret), chunk(b"eXIf", secret)]
    return b"".join([*parts, chunk(b"IDAT", zlib.compress(b"\0\0")), chunk(b"IEND", b"")])


def jpeg(secret: bytes = b"", size: tuple[int, int] = (1, 1), turn: int = 1) -> bytes:
    def segment(marker: int, body: bytes) -> bytes:
        return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body

    width, height = size
    parts = [b"\xff\xd8", segment(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0")]
    if secret or turn != 1:
        entries = struct.pack(">HHIHH", 0x0112, 3, 1, turn, 0)
        tiff = b"MM\0*\0\0\0\x08" + struct.pack(">H", 1) + entries + bytes(4)
        parts += [segment(0xE1, b"Exif\0\0" + tiff + secret), segment(0xFE, secret), segment(0xED, secret)]
    parts.append(segment(0xDB, bytes(65)))
    parts.append(segment(0xC0, b"\x08" + struct.pack(">HH", height, width) + b"\x01\x01\x11\0"))
    parts.append(segment(0xC4, bytes(17) + b"\0"))
    scan = segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\x00\x34\xff\xd0\x56"
    return b"".join([*parts, scan, b"\xff\xd9"])


def webp(secret: bytes = b"", size: tuple[int, int] = (1, 1)) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack("<4sI", kind, len(body)) + body + b"\0" * (len(body) % 2)

    width, height = size
    bits = (width - 1 & 0x3FFF) | (height - 1 & 0x3FFF) << 14
    parts = [b"WEBP"]
    if secret:
        canvas = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
        parts.append(chunk(b"VP8X", bytes([0b00101100, 0, 0, 0]) + canvas))
    parts.append(chunk(b"VP8L", b"\x2f" + bits.to_bytes(4, "little") + b"\0\0"))
    if secret:
        parts += [chunk(b"EXIF", secret), chunk(b"XMP ", secret)]
    inner = b"".join(parts)
    return b"RIFF" + struct.pack("<I", len(inner)) + inner
