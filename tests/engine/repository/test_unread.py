"""Code that no probe takes for the product is a gap with its place, never a delivery without code (H13)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.access import probe as access
from makegood.engine.probes.injection import probe as injection
from makegood.engine.probes.ownership import probe as ownership
from makegood.engine.probes.settings import probe as settings
from makegood.engine.probes.structure import probe as structure
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]
LOCK = "import sys\nfrom datetime import date\n\nif date.today() > date(2027, 3, 31):\n    sys.exit(1)\n"
READERS = (
    (ownership.PROBE, ("ownership.locks", "ownership.watched_places")),
    (settings.PROBE, ("settings.left_on",)),
    (structure.PROBE, ("structure.copies", "structure.tangles")),
    (injection.PROBE, ("code.injection_leads",)),
    (access.PROBE, ("access.leads",)),
)


@pytest.mark.parametrize("folder", ["tests", "examples", "docs", "vendor/shop", "dist", "coverage"])
def test_a_product_that_was_moved_into_a_folder_set_aside_is_a_gap_with_its_place(
    folder: str, repository: Delivery, looked: Looked
) -> None:
    repository.commit({f"{folder}/app.py": LOCK, "README.md": "# Shop\n"})
    for probe, names in READERS:
        seen = looked(probe)
        for name in names:
            assert any(f"{folder}/app.py" in gap.reason for gap in seen.gaps(name)), (probe.name, name)


@pytest.mark.parametrize(("path", "language"), [("App.kt", "Kotlin"), ("web/App.vue", "Vue"), ("shop.pyx", "Cython")])
def test_a_language_that_is_not_read_is_a_gap_that_names_it(
    path: str, language: str, repository: Delivery, looked: Looked
) -> None:
    repository.commit({path: "x\n" * 400, "start.py": "print()\n"})
    for probe, names in READERS[:4]:
        seen = looked(probe)
        assert any(language in gap.reason for name in names for gap in seen.gaps(name)), probe.name


def test_tests_documents_and_a_little_of_another_language_beside_a_product_are_no_gap(
    repository: Delivery, looked: Looked
) -> None:
    product = {f"shop/m{number}.py": f"def f{number}(a):\n    return a + {number}\n" * 9 for number in range(9)}
    beside = {"tests/test_a.py": LOCK, "docs/conf.py": LOCK, "examples/a.py": LOCK, "fast.c": "int x;\n"}
    repository.commit({**product, **beside, "schema.sql": "select 1;\n" * 999, "run.sh": "echo\n" * 999})
    for probe, names in READERS:
        seen = looked(probe)
        assert [gap for name in names for gap in seen.gaps(name)] == [], probe.name
