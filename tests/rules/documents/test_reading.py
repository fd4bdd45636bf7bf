"""Kind by content, limits, and the way to JSON and back."""

from __future__ import annotations

import json

import pytest

from makegood.rules.documents.document import Document
from makegood.rules.documents.limits import Limits, Unreadable
from makegood.rules.documents.reading import read_paper
from makegood.rules.documents.record import RecordRefused, document_from_json, document_to_json
from tests.rules.documents.making import docx, mail, p, packed, pdf, xlsx

PAPERS = {
    "pdf": pdf("Words in a file."),
    "docx": docx(p("Words in a file.")),
    "xlsx": xlsx('<row><c t="inlineStr"><is><t>x</t></is></c></row>'),
    "mail": mail("Words."),
    "html": b"<!DOCTYPE html><p>Words.",
    "csv": b"a,b,c\n1,2,3\n",
    "markdown": b"# Words\n\n**more** of them\n",
    "text": b"Words in a file.\n",
}


@pytest.mark.parametrize("kind", PAPERS)
def test_the_content_says_what_a_file_is_and_its_name_is_only_compared(kind: str) -> None:
    document = read_paper(PAPERS[kind], "paper.zip")
    assert document.kind == kind
    assert document.notes[0].startswith("The name ends in .zip, but it is ")


@pytest.mark.parametrize("kind", PAPERS)
def test_a_document_comes_back_from_json_as_it_was(kind: str) -> None:
    document = read_paper(PAPERS[kind])
    assert document_from_json(json.loads(json.dumps(document_to_json(document)))) == document


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old office"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (b"{\\rtf1 words}", "RTF"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "picture"),
        (packed({"a.txt": "x"}), "archive"),
        (bytes(range(256)) * 20, "no paper"),
        (b"PK\x03\x04 word/document.xml and nothing else", "damaged"),
    ],
)
def test_what_is_no_paper_gets_one_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        read_paper(content)


def test_a_file_above_the_limit_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(Unreadable, match="larger than 0 MB"):
        read_paper(b"x" * 11, limits=Limits(file_bytes=10))


def test_an_archive_that_grows_is_refused() -> None:
    with pytest.raises(Unreadable, match="grows without end"):
        read_paper(packed({"word/document.xml": b" " * 60_000_000}), limits=Limits(unpacked_bytes=10_000_000))


def test_a_paper_longer_than_the_limit_keeps_its_beginning() -> None:
    document = read_paper(b"\n\n".join(b"Paragraph %d of it." % i for i in range(50)), limits=Limits(blocks=10))
    assert len(document.blocks) == 10
    assert "the rest was left out" in document.notes[0]


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "other"},
        {"kind": "exe"},
        {"blocks": [{"text": 5, "place": {}}]},
        {"blocks": [{"text": "x", "place": {"page": -1}}]},
        {"blocks": [{"text": "x", "place": {}, "inserted": [[0, 9]]}]},
        {"blocks": [{"rows": [[["x"]]], "place": {}}]},
        {"blocks": [{"text": "x", "place": {}, "standing": "told"}]},
        {"blocks": "x" * 10},
    ],
)
def test_json_of_another_form_is_no_document(change: dict[str, object]) -> None:
    with pytest.raises(RecordRefused):
        document_from_json({**document_to_json(Document("text", "", (), None, None)), **change})
