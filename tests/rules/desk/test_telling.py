"""What a terminal shows: the sentence first, three reasons with their words, lines that fit."""

from __future__ import annotations

from makegood.rules.desk.deciding import decide
from makegood.rules.desk.telling import lines
from tests.rules.desk.papers import FULL, bill, dossier

JUDGEMENT = decide(dossier({**FULL, "bill.txt": bill("$38,500.00")}, seen=(), absent=("code",), accepted=None))


def test_the_sentence_comes_first_and_lines_fit() -> None:
    told = list(lines(JUDGEMENT, 80))
    assert told[0] == "Don't pay 38,500 dollars yet."
    assert max(map(len, told)) <= 80


def test_three_reasons_are_shown_and_all_when_asked() -> None:
    few, all_of_them = list(lines(JUDGEMENT)), list(lines(JUDGEMENT, everything=True))
    assert any("more with --all" in line for line in few)
    assert not any("more with --all" in line for line in all_of_them)
    assert sum(line.startswith("  1. ") for line in few) == 1
    assert len(all_of_them) > len(few)


def test_what_is_lost_what_helps_and_that_a_lawyer_decides_are_said() -> None:
    told = " ".join(" ".join(lines(JUDGEMENT)).split())
    assert "What you lose if they leave today" in told
    assert "What would change this" in told
    assert "Next: Say which parts you have accepted, and when. (one answer)" in told
    assert told.endswith("your lawyer decides.")
