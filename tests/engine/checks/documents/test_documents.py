"""Two examples and the edges of each documents check."""

from __future__ import annotations

from makegood.engine.check import Outcome
from tests.engine.checks.sheet import judge_one

PAGE = {"path": "README.md", "words": 300, "commands": 3, "links": [], "template": False}


def section(topic: str, words: int = 50, commands: int = 1) -> dict[str, object]:
    return {"topic": topic, "path": "README.md", "line": 3, "heading": topic, "words": words, "commands": commands}


def table(name: str, named: bool) -> dict[str, object]:
    return {"name": name, "path": "app/models.py", "line": 7, "named": named}


def start(pages: list[dict[str, object]], topics: list[dict[str, object]]) -> Outcome:
    return judge_one("documents.start_here", {"documents.pages": pages, "documents.topics": topics}).outcome


def test_a_newcomer_can_start_from_install_and_run() -> None:
    assert start([PAGE], [section("install"), section("run")]) is Outcome.PASS


def test_nobody_can_start_from_nothing_or_from_three_lines() -> None:
    assert start([], []) is Outcome.FAIL
    assert start([{**PAGE, "words": 12}], [section("install", 5, 0)]) is Outcome.FAIL
    assert start([PAGE], [section("architecture")]) is Outcome.FAIL


def test_documents_that_stand_elsewhere_were_not_seen() -> None:
    assert start([{**PAGE, "links": ["https://example.test/docs"]}], [section("architecture")]) is Outcome.UNKNOWN


def test_a_library_may_send_its_newcomers_to_its_own_site() -> None:
    page = {**PAGE, "commands": 0, "links": ["https://example.test/docs"]}
    sheet = {"documents.pages": [page], "documents.topics": [section("install", 30, 0)]}
    assert judge_one("documents.start_here", {**sheet, "dependencies.library": True}).outcome is Outcome.UNKNOWN
    assert judge_one("documents.start_here", {**sheet, "dependencies.library": False}).outcome is Outcome.FAIL


def test_a_generated_page_without_commands_does_not_count() -> None:
    assert start([{**PAGE, "template": True, "commands": 0}], [section("run")]) is Outcome.FAIL


def operate(topics: list[str], settings: list[dict[str, object]]) -> Outcome:
    rows = [section(topic) for topic in topics]
    return judge_one("documents.operate", {"documents.topics": rows, "documents.settings": settings}).outcome


def test_a_library_is_operated_by_nobody() -> None:
    sheet = {"documents.topics": [], "documents.settings": [], "dependencies.library": True}
    assert judge_one("documents.operate", sheet).outcome is Outcome.NOT_APPLICABLE
    assert judge_one("documents.operate", {**sheet, "dependencies.library": False}).outcome is Outcome.FAIL


def test_four_answers_are_enough_to_operate() -> None:
    assert operate(["deploy", "configure", "backup", "monitor"], []) is Outcome.PASS
    assert operate(["deploy", "configure", "deploy"], []) is Outcome.FAIL


def test_settings_that_nobody_explains_fail() -> None:
    topics = ["deploy", "configure", "backup", "monitor"]
    assert operate(topics, [table("A_KEY", True), table("B_KEY", False)]) is Outcome.PASS
    unnamed = [table(f"{letter}_KEY", False) for letter in "ABC"]
    assert operate(topics, [*unnamed, table("D_KEY", True)]) is Outcome.FAIL
    assert operate(topics, unnamed[:2]) is Outcome.PASS


def architecture(words: int, named: list[bool]) -> Outcome:
    parts = [{"folder": f"part{n}", "files": 9, "named": yes} for n, yes in enumerate(named)]
    rows = [section("architecture", words)]
    values = {"documents.topics": rows, "documents.parts": parts, "documents.diagrams": 1}
    return judge_one("documents.architecture", values).outcome


def test_architecture_needs_words_and_the_names_of_the_parts() -> None:
    assert architecture(200, [True, True, False]) is Outcome.PASS
    assert architecture(20, [True, True]) is Outcome.FAIL
    assert architecture(200, [True, False, False]) is Outcome.FAIL


def database(words: int, tables: list[dict[str, object]]) -> Outcome:
    values = {"documents.topics": [section("database", words)], "documents.tables": tables}
    return judge_one("documents.database_plan", values).outcome


def test_a_database_plan_names_the_tables() -> None:
    assert database(100, [table("Order", True), table("Item", True)]) is Outcome.PASS
    assert database(100, [table("Order", False), table("Item", False)]) is Outcome.FAIL
    assert database(10, [table("Order", True), table("Item", True)]) is Outcome.FAIL
    assert database(10, []) is Outcome.NOT_APPLICABLE


def test_a_page_that_says_nothing_is_named() -> None:
    verdict = judge_one("documents.start_here", {"documents.pages": [{**PAGE, "words": 2}], "documents.topics": []})
    assert [(place.path, place.line) for place in verdict.evidence] == [("README.md", 1)]
