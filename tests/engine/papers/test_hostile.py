"""Files made to break what opens them: each ends in a sentence or in a document, never in more."""

from __future__ import annotations

from pathlib import Path

import pytest

from makegood.engine.papers import Opened, Unreadable, open_paper
from makegood.engine.sandbox import Grade, Sandbox
from makegood.rules.documents.limits import Limits
from tests.rules.documents.making import mail, packed, pdf, xlsx

NO_SANDBOX = Sandbox(Grade.NONE, "not asked for")
LAUGHS = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(10))
LOOPING = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>endobj
4 0 obj<</Length 5>>stream
/X Do
endstream endobj
5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>stream
/X Do
endstream endobj
trailer<</Root 1 0 R>>
"""


def opened(folder: Path, content: bytes, name: str = "paper", *, limits: Limits | None = None) -> Opened:
    path = folder / name
    path.write_bytes(content)
    return open_paper(path, sandbox=NO_SANDBOX, limits=limits or Limits())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (packed({"word/document.xml": b"<w>" + b" " * 400_000_000}), "grows without end"),
        (packed({"word/document.xml": f"<!DOCTYPE w [{LAUGHS}]><w>&l9;</w>"}), "entities"),
        (packed({"xl/workbook.xml": "<a>" * 5_000 + "</a>" * 5_000}), "nested deeper|damaged"),
        (packed({f"word/{i}": b"" for i in range(6_000)} | {"word/document.xml": b""}), "grows without end"),
        (b"%PDF-1.7\n" + b"1 0 obj<<" * 20_000, "damaged"),
    ],
    ids=["zip bomb", "billion laughs", "deep XML", "many parts", "broken PDF"],
)
def test_a_bomb_is_refused_with_a_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        opened(tmp_path, content)


def test_a_pdf_that_loops_ends(tmp_path: Path) -> None:
    assert "Page 2 is damaged and was not read." in opened(tmp_path, LOOPING).document.notes


def test_four_hundred_pages_are_read(tmp_path: Path) -> None:
    document = opened(tmp_path, pdf("\n#pagebreak()\n".join(f"Words on sheet {i}." for i in range(400)))).document
    assert document.pages == 400
    assert len(list(document.passages())) == 400


def test_ten_megabytes_in_one_paragraph_are_one_passage(tmp_path: Path) -> None:
    (passage,) = opened(tmp_path, b"word " * 2_000_000).document.passages()
    assert len(passage.text) == 9_999_999


def test_markdown_that_is_slow_to_parse_is_read_as_text(tmp_path: Path) -> None:
    assert opened(tmp_path, b"# a\n\n**b**\n\n" + b"[" * 4_000_000).document.kind == "markdown"


def test_mails_in_mails_end(tmp_path: Path) -> None:
    inner = mail("The innermost.")
    for _ in range(12):
        inner = mail("Around.", attached={"inner.eml": inner})
    assert any("so deep nothing is read" in note for note in opened(tmp_path, inner).document.notes)


def test_nul_bytes_and_turned_letters_do_not_come_through(tmp_path: Path) -> None:
    document = opened(tmp_path, "Pay \u202e9\u202c dollars\x00 now, and not\u200b later.".encode()).document
    assert [passage.text for passage in document.passages()] == ["Pay 9 dollars now, and not later."]


def test_a_sheet_of_a_million_cells_stops_at_the_limit(tmp_path: Path) -> None:
    row = "".join("<c><v>1</v></c>" for _ in range(500))
    content = xlsx("".join(f'<row r="{i + 1}">{row}</row>' for i in range(200)))
    document = opened(tmp_path, content, limits=Limits(cells=10_000)).document
    assert any("Only the first" in note for note in document.notes)


def test_a_file_above_the_limit_is_refused_before_it_is_copied(tmp_path: Path) -> None:
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(300_000_000)
    with pytest.raises(Unreadable, match="larger than 200 MB"):
        open_paper(path, sandbox=NO_SANDBOX)
