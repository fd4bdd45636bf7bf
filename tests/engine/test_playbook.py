"""Playbooks: criteria are data, and a slip of the pen is refused instead of being agreed (H11)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from makegood.engine import catalogue, playbook
from makegood.engine.facts import Origin
from makegood.engine.playbook import PlaybookRefused, parse
from makegood.engine.verdict import Priority
from tests.engine.test_types import check

CHECK = check(id="a.one", limits={"most": 2, "share": Decimal("0.05"), "word": "x", "words": ("a",)})
CHECKS = {"a.one": CHECK}
HEAD = 'schema = "makegood.playbook/1"\nname = "mine"\nversion = 1\ntitle = "Mine"\n'
ONE = '[[criterion]]\ncheck = "a.one"\npriority = "blocker"\n'


def read(text: str) -> playbook.Playbook:
    return parse(text.encode(), CHECKS, "mine.toml")


def test_a_criterion_changes_limits_origins_and_freshness() -> None:
    more = 'limits = { most = 3, share = "0.1", words = ["b"] }\naccepts = ["declared"]\nfresh_days = 14\n'
    one = read(HEAD + ONE + more).criteria["a.one"]
    assert one.limits == {"most": 3, "share": Decimal("0.1"), "word": "x", "words": ("b",)}
    assert (one.priority, one.accepts, one.fresh_days) == (Priority.BLOCKER, {Origin.DECLARED}, 14)


def test_without_a_word_the_check_decides() -> None:
    one = read(HEAD + ONE).criteria["a.one"]
    assert (one.limits, one.accepts, one.fresh_days) == (CHECK.limits, CHECK.accepts, None)


def test_a_changed_limit_is_a_changed_digest() -> None:
    assert read(HEAD + ONE).digest != read(HEAD + ONE + "limits = { most = 3 }\n").digest


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("not toml [", "cannot be read as TOML"),
        ("x = 1", "does not say schema"),
        (HEAD.replace("version = 1", 'version = "1"'), "version as a whole number"),
        (HEAD + "criterion = 3", r"as \[\[criterion\]\]"),
        (HEAD + "criterion = [3]", "not a table"),
        (HEAD + ONE.replace("a.one", "a.none"), "which does not exist"),
        (HEAD + ONE + ONE, "names a.one twice"),
        (HEAD + ONE.replace("blocker", "urgent"), "priority or origin that does not exist"),
        (HEAD + ONE + 'accepts = ["hearsay"]', "priority or origin that does not exist"),
        (HEAD + ONE + 'limit = { most = 3 }', "which means nothing"),
        (HEAD + ONE + "limits = { least = 3 }", "which it does not know"),
        (HEAD + ONE + "limits = 3", "as a table"),
        (HEAD + ONE + 'limits = { most = "many" }', "expected a number"),
        (HEAD + ONE + "limits = { most = true }", "expected a number"),
        (HEAD + ONE + "limits = { most = nan }", "expected a number"),
        (HEAD + ONE + "limits = { word = 1 }", "expected a word"),
        (HEAD + ONE + "limits = { words = 1 }", "expected a list"),
        (HEAD + ONE + "fresh_days = 0", "not a number of days"),
        (HEAD + ONE + "fresh_days = true", "not a number of days"),
    ],
)  # fmt: skip
def test_a_slip_is_refused_with_one_sentence(text: str, why: str) -> None:
    with pytest.raises(PlaybookRefused, match=why):
        read(text)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(PlaybookRefused, match="cannot be read as TOML"):
        parse(b"\xff\xfe", CHECKS, "mine.toml")


def test_a_playbook_that_is_not_there_or_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PlaybookRefused, match="There is no playbook 'nothing'"):
        playbook.load("nothing", CHECKS)
    (tmp_path / "mine.toml").write_text(HEAD + ONE)
    assert playbook.load(str(tmp_path / "mine.toml"), CHECKS).name == "mine"
    monkeypatch.setattr(playbook, "SIZE_LIMIT", 10)
    with pytest.raises(PlaybookRefused, match="larger than a playbook can be"):
        playbook.load(str(tmp_path / "mine.toml"), CHECKS)


@pytest.mark.parametrize("name", playbook.names())
def test_every_playbook_of_ours_loads_and_asks_for_something(name: str) -> None:
    assert playbook.load(name, catalogue.load()).criteria
