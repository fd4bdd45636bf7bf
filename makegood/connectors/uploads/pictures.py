"""Pictures: limits on their dimensions, and nothing kept but what shows them.

Nothing is decoded or encoded anew, as that needs a library of pictures and its holes. Instead each file is taken apart
into its parts and put together from those that a viewer needs. Gone are: places, cameras, dates and names of Exif and
XMP, comments, thumbnails, colour profiles of PNG and WebP, text, animation, and whatever follows the picture's end. The
turn of a photograph (Exif orientation) stays.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterator

from makegood.connectors.uploads.kinds import UploadRefused

LONGEST_SIDE, MOST_PIXELS = 16_000, 50_000_000


def cleaned_picture(name: str, content: bytes) -> bytes:
    """`name` is png, jpeg or webp. Raises UploadRefused: damaged, animated, or too large to be shown."""
    try:
        return _CLEANERS[name](content)
    except (struct.error, IndexError, ValueError):
        raise UploadRefused("This picture is damaged.") from None


def _checked(width: int, height: int) -> None:
    if not width or not height:
        raise ValueError
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise UploadRefused(
            f"This picture has {width} x {height} dots; at most {MOST_PIXELS // 1_000_000} million are taken, "
            f"and {LONGEST_SIDE} on one side."
        )


# PNG: https://www.w3.org/TR/png-3/#11Chunks
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs"}


def _png(content: bytes) -> bytes:
    kept, position = [content[:8]], 8
    seen: set[bytes] = set()
    while True:
        length, kind = struct.unpack_from(">I4s", content, position)
        chunk = content[position : position + length + 12]
        if len(chunk) != length + 12 or zlib.crc32(chunk[4:-4]) != struct.unpack(">I", chunk[-4:])[0]:
            raise ValueError
        if not seen:
            if kind != b"IHDR":
                raise ValueError
            _checked(*struct.unpack_from(">II", chunk, 8))
        seen.add(kind)
        if kind in _PNG_KEPT:
            kept.append(chunk)
        elif kind[:1].isupper():
            raise ValueError
        position += length + 12
        if kind == b"IEND":
            break
    if b"IDAT" not in seen:
        raise ValueError
    return b"".join(kept)


# JPEG: ITU T.81, annex B
_NEXT_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]", re.DOTALL)
"""In the data of a scan: 00 stands behind an FF that is data, D0 to D7 are marks within the scan, FF fills up."""

_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def _jpeg(content: bytes) -> bytes:
    kept, frames, scans, turn = [b"\xff\xd8"], 0, 0, 1
    for marker, segment in _segments(content):
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
            _checked(width, height)
            frames += 1
        scans += marker == 0xDA
        if marker == 0xE1 and segment[4:10] == b"Exif\0\0":
            turn = _orientation(segment[10:]) or turn
        elif _shows(marker, segment):
            kept.append(segment)
    if frames != 1 or not scans:
        raise ValueError
    if turn != 1:
        tiff = b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHIHH", 0x0112, 3, 1, turn, 0) + b"\0\0\0\0"
        kept.insert(1, b"\xff\xe1" + struct.pack(">H", len(tiff) + 8) + b"Exif\0\0" + tiff)
    return b"".join(kept)


def _shows(marker: int, segment: bytes) -> bool:
    """Needed to show the picture: all but comments and what applications keep, except Adobe's colours and profiles."""
    if marker == 0xFE or 0xE0 <= marker <= 0xEF:
        return (marker == 0xEE and segment[4:9] == b"Adobe") or (marker == 0xE2 and segment[4:16] == b"ICC_PROFILE\0")
    return True


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Marker and all its bytes, of a scan with the data that follows, to the end of the picture."""
    position = 2
    while True:
        if content[position] != 0xFF:
            raise ValueError
        while content[position + 1] == 0xFF:
            position += 1
        marker = content[position + 1]
        if marker == 0xD9:
            yield marker, b"\xff\xd9"
            return
        end = position + 2 + struct.unpack_from(">H", content, position + 2)[0]
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        if end > len(content) or marker in {0x00, 0x01, 0xD8}:
            raise ValueError
        yield marker, content[position:end]
        position = end


def _end_of_scan(content: bytes, position: int) -> int:
    found = _NEXT_MARKER.search(content, position)
    if found is None:
        raise ValueError
    return found.start()


def _orientation(tiff: bytes) -> int | None:
    """1 to 8 (Exif 2.3, 4.6.4 A), or None where it is not said or damaged."""
    try:
        order = {b"II": "<", b"MM": ">"}[tiff[:2]]
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for number in range(min(count, 200)):
            tag, kind = struct.unpack_from(f"{order}HH", tiff, start + 2 + 12 * number)
            if (tag, kind) == (0x0112, 3):
                (turn,) = struct.unpack_from(f"{order}H", tiff, start + 10 + 12 * number)
                return turn if 1 <= turn <= 8 else None
    except (KeyError, struct.error):
        pass
    return None


# WebP: https://developers.google.com/speed/webp/docs/riff_container
def _webp(content: bytes) -> bytes:
    (size,) = struct.unpack_from("<I", content, 4)
    position, kept, pictures = 12, [], 0
    while position < min(size + 8, len(content)):
        kind, length = struct.unpack_from("<4sI", content, position)
        body = content[position + 8 : position + 8 + length]
        if len(body) != length:
            raise ValueError
        position += 8 + length + length % 2
        if kind in {b"ANIM", b"ANMF"}:
            raise UploadRefused("This picture moves, which is not taken; save one frame of it.")
        if kind == b"VP8X":
            _checked(1 + int.from_bytes(body[4:7], "little"), 1 + int.from_bytes(body[7:10], "little"))
            body = bytes([body[0] & 0b00010000]) + body[1:]  # only the transparency is left of its flags
        elif kind in {b"VP8 ", b"VP8L"}:
            _checked(*_webp_size(kind, body))
            pictures += 1
        elif kind != b"ALPH":
            continue
        kept.append(struct.pack("<4sI", kind, length) + body + b"\0" * (length % 2))
    if pictures != 1:
        raise ValueError
    inner = b"WEBP" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(inner)) + inner


def _webp_size(kind: bytes, body: bytes) -> tuple[int, int]:
    if kind == b"VP8 ":
        if body[3:6] != b"\x9d\x01\x2a":
            raise ValueError
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    if body[0] != 0x2F:
        raise ValueError
    bits = int.from_bytes(body[1:5], "little")
    return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)


_CLEANERS: dict[str, Callable[[bytes], bytes]] = {"png": _png, "jpeg": _jpeg, "webp": _webp}
