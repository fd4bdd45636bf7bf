"""Playbooks: criteria are data, and a slip of the pen is refused instead of being agreed (H11)."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from makegood.engine import catalogue, dictionary, playbook
from makegood.engine.comparing import PLACES
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


@pytest.mark.parametrize(
    "text",
    [
        "x = " + "[" * 50_000,
        "x = " + "9" * 5_000,
        ONE + "limits = { most = 0x" + "f" * 5_000 + " }",
        ONE + "limits = { most = 1e999999 }",
        ONE + "fresh_days = 99999999999999",
        f'base = "{"x" * 5_000}"',
        f'[[criterion]]\ncheck = "{"x" * 5_000}"',
    ],
)
def test_a_playbook_that_is_made_to_hurt_is_refused_at_once_with_a_short_sentence(text: str) -> None:
    with pytest.raises(PlaybookRefused) as refused:
        read(HEAD + text)
    assert len(str(refused.value)) < 200


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


def test_every_check_that_is_built_stands_in_standard_and_in_what_builds_on_it() -> None:
    checks = catalogue.load()
    for name in playbook.names():
        assert set(playbook.load(name, checks).criteria) == set(checks), name


WHOLE = {
    "api.is_compatible": "compares by itself",
    "build.from_clean_machine": "a run of what is delivered now",
    "ownership.licences_are_compatible": "an obliging package binds the owner, whoever brought it in",
    "ownership.no_foreign_code": "the other repositories are those of this partner",
    "process.ci_is_honest": "a pipeline that hides failures hides those of this delivery",
    "process.history_is_genuine": "a made-up history is a question about the whole",
    "structure.gets_no_worse": "compares by itself",
    "tests.are_kept": "compares by itself",
    "tests.can_fail": "a run of what is delivered now",
    "tests.exist": "a question about the whole",
    "tests.pass": "a run of what is delivered now",
}
"""Checks that look at places, and at all of them in `continuing`, too."""


def test_whoever_continues_answers_for_new_places_alone() -> None:
    checks, facts = catalogue.load(), dictionary.load_facts()
    rows = playbook.load("continuing", checks).criteria
    places = {id for id, one in checks.items() if any(facts[name].type in PLACES for name in (*one.needs, *one.uses))}
    assert {id for id in places if not rows[id].new_only} == set(WHOLE)
