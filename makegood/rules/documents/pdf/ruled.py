"""Upright lines drawn on a page, which part the cells of a table even where little space does.

An invoice that LibreOffice or Word prints with borders leaves three points between "$175.00" and "$8,050.00"; by the
space alone they are one number's worth of text.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

MOST_OBJECTS, MOST_SEGMENTS, MOST_STROKES = 5_000, 400, 20_000
THIN, TALL = 3.0, 6.0
SLOPE = 0.5


@dataclass(frozen=True, slots=True)
class Upright:
    """A line from `bottom` to `top` at `x`, in points; y counts upwards."""

    x: float
    bottom: float
    top: float

    def parts(self, left: float, right: float, middle: float) -> bool:
        """Whether it stands between what ends at `left` and what begins at `right`, at the height `middle`."""
        return left - 1 <= self.x <= right + 1 and self.bottom <= middle <= self.top


def uprights_of(page: Any) -> list[Upright]:
    """The upright lines and the sides of boxes on a page of PDFium, from left to right."""
    found: set[Upright] = set()
    strokes = 0
    for index in range(min(pdfium.FPDFPage_CountObjects(page.raw), MOST_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, index)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        strokes += min(pdfium.FPDFPath_CountSegments(drawn), MOST_SEGMENTS)
        if strokes > MOST_STROKES:
            break
        found.update(_of_path(drawn))
    return sorted(found, key=lambda line: line.x)


def _of_path(drawn: Any) -> list[Upright]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    box = (left, bottom, right, top)
    if not pdfium.FPDFPageObj_GetBounds(drawn, *map(ctypes.byref, box)) or top.value - bottom.value < TALL:
        return []
    if right.value - left.value <= THIN:
        return [_upright((left.value + right.value) / 2, bottom.value, top.value)]
    return _of_strokes(drawn)


def _of_strokes(drawn: Any) -> list[Upright]:
    """The upright strokes of a path of several: a grid that was drawn at once, or the sides of a box."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(drawn, ctypes.byref(matrix)):
        return []
    found: list[Upright] = []
    before: tuple[float, float] | None = None
    begun: tuple[float, float] | None = None
    for index in range(min(pdfium.FPDFPath_CountSegments(drawn), MOST_SEGMENTS)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn, index)
        x, y = ctypes.c_float(), ctypes.c_float()
        if not pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            return []
        point = (matrix.a * x.value + matrix.c * y.value + matrix.e, matrix.b * x.value + matrix.d * y.value + matrix.f)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            begun = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO and before is not None:
            found += _between(before, point)
        if begun is not None and pdfium.FPDFPathSegment_GetClose(segment):
            found += _between(point, begun)
        before = point
    return found


def _between(one: tuple[float, float], other: tuple[float, float]) -> list[Upright]:
    low, high = sorted((one[1], other[1]))
    if abs(one[0] - other[0]) >= SLOPE or high - low < TALL:
        return []
    return [_upright((one[0] + other[0]) / 2, low, high)]


def _upright(x: float, bottom: float, top: float) -> Upright:
    return Upright(round(x, 1), round(bottom, 1), round(top, 1))
