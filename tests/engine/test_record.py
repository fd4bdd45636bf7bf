"""Sheets as files: what was kept is what is judged again, and a damaged file is one sentence."""

from __future__ import annotations

from decimal import Decimal

import pytest

from makegood.engine.evidence import Evidence, Finding
from makegood.engine.facts import Fact, FactName, FactSheet, FactType, Origin
from makegood.engine.gaps import Cause, Gap
from makegood.engine.record import DEPTH_LIMIT, RecordRefused, clean, sheets_from_json, sheets_to_json
from tests.engine.checks.sheet import DELIVERABLE, NOW

NAMES = {
    "a.findings": FactName("a.findings", FactType.FINDINGS, "", "Findings."),
    "a.share": FactName("a.share", FactType.DECIMAL, "", "A share."),
}


def sheet() -> FactSheet:
    finding = Finding.at("rule", "Here.", "x.py", line=1, text="x = 1")
    made = FactSheet(deliverable=DELIVERABLE)
    made.add(
        [
            Fact(name="a.findings", value=[finding], source="p", observed_at=NOW, evidence=(Evidence(summary="S."),)),
            Fact(name="a.share", value=Decimal("0.10"), source="p", observed_at=NOW, origin=Origin.DECLARED),
            Gap.of("a.share", Cause.UNSUPPORTED, "In part.", "Look."),
        ]
    )
    return made


def test_a_sheet_survives_being_kept() -> None:
    assert sheets_from_json(sheets_to_json([sheet()], NAMES), NAMES) == [sheet()]


def test_a_fact_that_this_version_does_not_know_is_left_out() -> None:
    read = sheets_from_json(sheets_to_json([sheet()], NAMES), {"a.share": NAMES["a.share"]})
    assert set(read[0].facts) == {"a.share"}


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda document: [], "not a facts file"),
        (lambda document: {**document, "schema": "other/1"}, "not a facts file"),
        (lambda document: {**document, "sheets": 3}, "holds no sheets"),
        (lambda document: _with(document, "facts", []), "no facts or no gaps"),
        (lambda document: _with(document, "kind", "spaceship"), "A deliverable cannot be read"),
        (lambda document: _with(document, "facts", {"a.share": {"value": "much"}}), "The fact a.share cannot be read"),
        (lambda document: _with(document, "gaps", [{"name": "a.share", "cause": "magic"}]), "A gap cannot be read"),
    ],
)
def test_a_damaged_file_is_one_sentence(change: object, why: str) -> None:
    with pytest.raises(RecordRefused, match=why):
        sheets_from_json(change(sheets_to_json([sheet()], NAMES)), NAMES)  # type: ignore[operator]


def _with(document: dict[str, list[dict[str, object]]], key: str, value: object) -> dict[str, object]:
    return {**document, "sheets": [{**document["sheets"][0], key: value}]}


def test_depth_and_bad_text_end_at_the_door() -> None:
    deep: object = "x"
    for _ in range(500):
        deep = [deep]
    assert str(clean(deep)).count("[") <= DEPTH_LIMIT + 1
    assert clean({"bad\ud800": "\udcff"}) == {"bad\\ud800": "\\udcff"}
