"""Strong copyleft in the product fails; in the developers' tools it does not."""

from __future__ import annotations

import pytest

from makegood.engine.check import Outcome
from makegood.engine.checks.ownership.licences_are_compatible import obliges
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


@pytest.mark.parametrize("text", ["GPL-3.0", "AGPL-3.0-or-later", "MIT AND GPL-2.0-only", "(GPL-2.0 OR AGPL-3.0)"])
def test_no_choice_but_copyleft_obliges(text: str) -> None:
    assert obliges(text)


@pytest.mark.parametrize(
    "text", ["MIT", "LGPL-3.0", "MIT OR GPL-3.0", "(MIT OR GPL-2.0)", "GPL-2.0 WITH Classpath-exception-2.0", "MPL-2.0"]
)
def test_a_choice_an_exception_or_a_weak_licence_does_not(text: str) -> None:
    assert not obliges(text)
