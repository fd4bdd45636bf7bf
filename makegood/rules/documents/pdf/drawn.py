"""A page drawn as a picture, for what reads pictures."""

from __future__ import annotations

from typing import Any

DOTS_PER_POINT = 200 / 72
MOST_PIXELS = 30_000_000


def grey_map(page: Any) -> bytes:
    """The page drawn as a portable grey map (netpbm, P5), 200 dots an inch or fewer where it is very large."""
    width, height = page.get_size()
    scale = min(DOTS_PER_POINT, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    content, stride = bytes(bitmap.buffer), bitmap.stride
    rows = b"".join(content[row * stride : row * stride + bitmap.width] for row in range(bitmap.height))
    return f"P5 {bitmap.width} {bitmap.height} 255\n".encode() + rows
