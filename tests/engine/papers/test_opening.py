"""What opens a paper stands apart, and is believed only in one form."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from makegood.engine.papers import Unreadable, open_paper
from makegood.engine.papers.opening import _believed
from makegood.engine.sandbox import Grade, Sandbox
from makegood.rules.documents.pdf.drawn import grey_map
from makegood.rules.documents.reading import read_paper
from makegood.rules.documents.record import document_to_json
from tests.rules.documents.making import pdf

NO_SANDBOX = Sandbox(Grade.NONE, "not asked for")


@pytest.mark.sandbox
def test_the_sandbox_opens_a_paper_as_a_child_does(tmp_path: Path) -> None:
    path = tmp_path / "terms.pdf"
    path.write_bytes(pdf("Words in a file."))
    held, plain = open_paper(path), open_paper(path, sandbox=NO_SANDBOX)
    assert held.document == plain.document == read_paper(path.read_bytes(), path.name)
    assert (held.contained, plain.contained) == (True, False)


def test_what_is_no_file_gets_a_sentence(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name, sentence in (("none.pdf", "No such file"), (".", "is a folder"), ("pipe", "is no plain file")):
        with pytest.raises(Unreadable, match=sentence):
            open_paper(tmp_path / name, sandbox=NO_SANDBOX)


def test_a_reader_that_does_not_end_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "slow.txt"
    path.write_bytes(b"x")
    with pytest.raises(Unreadable, match=r"could not be read within"):
        open_paper(path, sandbox=NO_SANDBOX, seconds=0.001)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"[" * 100_000,
        b'{"document": {"schema": "makegood.document/1", "kind": "pdf", "pages": NaN}}',
        json.dumps({"document": {**document_to_json(read_paper(b"Words.")), "title": "a\0b"}}).encode(),
        json.dumps({"document": {**document_to_json(read_paper(b"Words.")), "title": "\ud800"}}).encode(),
    ],
)
def test_an_answer_of_another_form_is_not_believed(answer: bytes) -> None:
    with pytest.raises(Unreadable, match="could not be read"):
        _believed(answer)


def test_a_drawn_page_is_a_grey_map_of_its_size() -> None:
    import pypdfium2

    page = pypdfium2.PdfDocument(pdf("#rect()", "width: 72pt, height: 36pt, margin: 0pt"))[0]
    head, _, dots = grey_map(page).partition(b"255\n")
    assert head == b"P5 200 100 "
    assert len(dots) == 20_000
