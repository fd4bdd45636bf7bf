"""What a practice calls itself and shows can do nothing: not in a page, not in a PDF."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from makegood.engine.gate import GateState
from makegood.engine.reports import html, pdf
from makegood.rules.stationery.brand import LOGO_MOST, Brand
from makegood.rules.stationery.letter import can_be_shown, letter_pdf
from tests.engine.reports.inspections import held, inspection
from tests.web.portfolio.pictures import png

HOSTILE = '</style><script>alert(1)</script>"onerror="x #eval("1") #image("/etc/passwd") \\u{202e}'


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.mark.parametrize(
    "wrong",
    [
        {"accent": "red"},
        {"accent": "#12345"},
        {"accent": "#123456;}"},
        {"accent": "#123456\n"},
        {"logo": b"<svg onload='alert(1)'/>"},
        {"logo": b"\x89PNG\r\n\x1a\n" + b"0" * LOGO_MOST},
        {"name": "Reyes\nBcc: everybody"},
        {"name": "Reyes\u202eyrosivdA"},
    ],
)
def test_a_brand_holds_a_line_a_colour_and_a_small_png_and_nothing_else(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"a (colour|logo|name) is"):
        Brand(**{"name": "Reyes Advisory", **wrong})


def test_a_report_in_somebodys_name_tells_the_same_and_says_who_hands_it_on() -> None:
    brand = Brand(name="Reyes Advisory", accent="#7a1f4f", logo=png())
    page, plain = html.render(held(), brand), html.render(held())
    assert "Reyes Advisory" in page
    assert "made with Makegood" in page
    assert 'src="data:image/png;base64,' in page
    assert plain.partition('<p class="what">')[2] == page.partition('<p class="what">')[2]
    assert "brand" not in plain
    told = text_of(pdf.render(held(), brand))
    assert "Reyes Advisory" in told
    assert set(text_of(pdf.render(held())).split()) <= set(told.split())


def test_a_hostile_name_is_text_on_every_paper() -> None:
    brand = Brand(name=HOSTILE, accent="#7a1f4f", logo=png())
    page = html.render(inspection(GateState.OPEN), brand)
    assert "<script" not in page
    assert '"onerror' not in page
    for content in (pdf.render(inspection(GateState.OPEN), brand), letter_pdf(brand, HOSTILE, HOSTILE)):
        assert '#image("/etc/passwd")' in text_of(content).replace("”", '"').replace("“", '"')


def test_a_letter_stands_on_paper_with_its_lists() -> None:
    told = text_of(
        letter_pdf(Brand(name="Reyes Advisory"), "March", "Good day,\n\nWhat is next\n- the bill\n- the code")
    )
    for said in ("Reyes Advisory", "March", "What is next", "the bill", "made with Makegood"):
        assert said in told


def test_a_picture_that_only_looks_like_one_is_seen() -> None:
    assert can_be_shown(png())
    assert not can_be_shown(png(spoiled=True))
    assert not can_be_shown(b"<svg/>")
