"""Strong copyleft in the product fails; in the developers' tools it does not."""

from __future__ import annotations

import pytest

from makegood.engine.check import Outcome
from makegood.engine.checks.ownership.licences_are_compatible import obliges
from makegood.engine.evidence import Finding
from tests.engine.checks.sheet import judge_one


def judged(*packages: tuple[str, bool]) -> Outcome:
    rows = [{"name": "p", "licence": licence, "dev": dev, "path": "lock", "line": 1} for licence, dev in packages]
    return judge_one("ownership.licences_are_compatible", {"dependencies.packages": rows}).outcome


def test_permissive_packages_pass_and_copyleft_in_tools_does_not_count() -> None:
    assert judged(("MIT", False), ("GPL-3.0", True)) is Outcome.PASS


def test_one_copyleft_package_in_the_product_fails() -> None:
    assert judged(("MIT", False), ("GPL-3.0-only", False)) is Outcome.FAIL


def test_licences_that_nobody_says_are_unknown() -> None:
    assert judged(("", False), ("", False), ("MIT", False)) is Outcome.UNKNOWN


FILE = Finding.at("obliging-file", "It is under the GPL.", "vendor/a.js", line=2, detail={"licence": "GPL-3.0"})


def test_a_copied_file_under_copyleft_fails_with_its_line_unless_the_project_is_open_itself() -> None:
    values: dict[str, object] = {"dependencies.packages": [], "licences.obliging_files": [FILE]}
    verdict = judge_one("ownership.licences_are_compatible", values)
    assert [(place.path, place.line) for place in verdict.evidence] == [("vendor/a.js", 2)]
    values["licences.project"] = [{"path": "LICENSE", "licence": "GPL-3.0", "line": 1}]
    assert judge_one("ownership.licences_are_compatible", values).outcome is Outcome.PASS


def test_a_licence_that_was_taken_away_fails() -> None:
    gone = Finding.at("licence-removed", "The licence file was removed.", "LICENSE", commit="a" * 40)
    values: dict[str, object] = {"dependencies.packages": [], "licences.taken_away": [gone]}
    assert judge_one("ownership.licences_are_compatible", values).outcome is Outcome.FAIL


@pytest.mark.parametrize("text", ["GPL-3.0", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "(GPL-2.0 OR AGPL-3.0)"])
def test_no_choice_but_copyleft_obliges(text: str) -> None:
    assert obliges(text)


@pytest.mark.parametrize(
    "text", ["MIT", "LGPL-3.0", "MIT OR GPL-3.0", "(MIT OR GPL-2.0)", "GPL-2.0 WITH Classpath-exception-2.0", "MPL-2.0"]
)
def test_a_choice_an_exception_or_a_weak_licence_does_not(text: str) -> None:
    assert not obliges(text)
