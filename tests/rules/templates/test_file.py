"""All templates as one file: read back as they were, and refused with one sentence when it is made to hurt."""

from __future__ import annotations

import json

import pytest

from makegood.rules.refusal import Refused
from makegood.rules.templates.file import MOST, SCHEMA, Filed, read_file, written

LETTER = {"for": "partner", "subject": "About {bill}", "text": "Good day,\n\n{reasons}"}
ALL = [
    Filed(kind="checklist", name="Shops", content='schema = "makegood.playbook/1"\n'),
    Filed(kind="positions", name="Fixed price", content={"1": {"stance": "must", "words": "“Alles” ü."}}),
    Filed(kind="letter", name="Dear partner", content=LETTER),
]


def filed(**row: object) -> bytes:
    return json.dumps({"schema": SCHEMA, "templates": [{"kind": "letter", "name": "One", **row}]}).encode()


def test_a_file_is_read_back_as_it_was_written() -> None:
    content = written("Reyes Advisory", ALL)
    assert read_file(content) == ALL
    assert read_file(b"\xef\xbb\xbf" + content) == ALL


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "cannot be read"),
        (b"\xff\xfe", "cannot be read"),
        (b"[" * 100_000, "cannot be read"),
        (b'{"schema": NaN}', "cannot be read"),
        (b'{"schema": ' + b"9" * 5_000 + b"}", "cannot be read"),
        (b"[]", "does not say"),
        (b'{"schema": "makegood.templates/2"}', "does not say"),
        (b'{"schema": "a", "schema": "b"}', "the same thing twice"),
        (b"{" + b" " * 2_000_001 + b"}", "larger than 2 MB"),
        (json.dumps({"schema": SCHEMA, "templates": {}}).encode(), "no templates"),
        (json.dumps({"schema": SCHEMA, "templates": [{}] * (MOST + 1)}).encode(), f"at most {MOST}"),
        (json.dumps({"schema": SCHEMA, "templates": [7]}).encode(), "not a checklist"),
        (filed(kind=["letter"]), "not a checklist"),
        (filed(letter=LETTER, toml=""), "says 'toml'"),
        (filed(letter=LETTER, name="x" * 121), "no text of at most 120"),
        (filed(letter=LETTER, name="\u200b \x00"), "has no name"),
        (filed(letter=LETTER, name=5), "no text of at most 120"),
        (filed(), "“One”: The letter does not say"),
        (filed(letter={**LETTER, "for": "everybody"}), "for no letter that there is"),
        (filed(letter={**LETTER, "text": "{secret}"}), "{secret} is no placeholder"),
        (filed(letter={**LETTER, "text": "x" * 20_001}), "at most 20,000"),
        (filed(letter={**LETTER, "text": " "}), "a subject and words"),
        (filed(kind="positions", clauses={"99": {}}), "no clause '99'"),
        (filed(kind="checklist", toml=["x"]), "no text of at most 200,000"),
    ],
)
def test_a_file_that_is_made_to_hurt_is_refused_with_one_sentence(content: bytes, word: str) -> None:
    with pytest.raises(Refused) as refused:
        read_file(content)
    assert word in str(refused.value)
    assert "\n" not in str(refused.value)


def test_what_cannot_be_seen_is_taken_out_and_the_same_name_twice_is_refused() -> None:
    [one] = read_file(filed(letter={**LETTER, "text": "Pay\u202e {bill}\x00 \ud800now"}))
    assert one.content == {**LETTER, "text": "Pay {bill} now"}
    twice = written("Reyes", [ALL[2], ALL[2]])
    with pytest.raises(Refused, match="stands in this file twice"):
        read_file(twice)
