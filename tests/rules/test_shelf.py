"""To add one is to add a file; a file that holds something else is refused with its name."""

from __future__ import annotations

from pathlib import Path

import pytest

from makegood.rules.bills.fault import Fault
from makegood.rules.shelf import on_shelf

MADE = "from makegood.rules.bills.fault import Fault, always\nFAULT = Fault({!r}, 'said', always, lambda case: ())\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package of its own for each test: Python keeps what it has imported."""
    made = tmp_path / f"of_{tmp_path.name}"
    made.mkdir()
    (made / "__init__.py").write_text("")
    (made / "b.py").write_text(MADE.format("b"))
    (made / "_words.py").write_text("raise RuntimeError")
    monkeypatch.syspath_prepend(tmp_path)
    return made


def held(folder: Path) -> list[str]:
    return list(on_shelf(folder.name, "FAULT", Fault, lambda fault: fault.name))


def test_a_new_file_is_a_new_thing(folder: Path) -> None:
    assert held(folder) == ["b"]
    (folder / "a.py").write_text(MADE.format("a"))
    assert held(folder) == ["a", "b"]


@pytest.mark.parametrize("source", ["", "FAULT = 3\n", MADE.format("other")])
def test_a_file_that_holds_something_else_is_refused(folder: Path, source: str) -> None:
    (folder / "strange.py").write_text(source)
    with pytest.raises(ValueError, match=r"/strange\.py must hold FAULT with the name strange"):
        held(folder)
