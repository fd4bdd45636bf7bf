"""Pages that are only pictures, read by tesseract where it is installed; only ever inside the sandbox."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from makegood.rules.documents.pdf.pages import ReadPicture

PROGRAM = Path("/usr/bin/tesseract")
DOTS_PER_POINT = 200 / 72
MOST_PIXELS = 30_000_000
MOST_PAGES = 60
SECONDS = 30.0


def reader_of_pictures(program: Path = PROGRAM) -> ReadPicture | None:
    """What reads a page that has no text; None where the program is not installed."""
    if not program.exists():
        return None
    read = 0

    def picture(page: Any, _: int) -> str:
        nonlocal read
        read += 1
        if read > MOST_PAGES:
            return ""
        command = [str(program), "stdin", "stdout"]
        try:
            done = subprocess.run(command, input=grey_map(page), capture_output=True, timeout=SECONDS, check=False)
        except (subprocess.TimeoutExpired, OSError):
            return ""
        return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else ""

    return picture


def grey_map(page: Any) -> bytes:
    """The page drawn as a portable grey map (netpbm, P5), 200 dots an inch or fewer where it is very large."""
    width, height = page.get_size()
    scale = min(DOTS_PER_POINT, (MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    content, stride = bytes(bitmap.buffer), bitmap.stride
    rows = b"".join(content[row * stride : row * stride + bitmap.width] for row in range(bitmap.height))
    return f"P5 {bitmap.width} {bitmap.height} 255\n".encode() + rows
