"""Code of another repository is found under another name and with other remarks; small and open code is not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from makegood.engine import catalogue, dictionary, playbook
from makegood.engine.home import Home
from makegood.engine.inspection import Inspection, Inspector, Rules
from makegood.engine.probe import Declared, Settings
from makegood.engine.probes.foreign_code.probe import PROBE
from makegood.engine.target import recognise_all
from tests.engine.building import Delivery

LINES = [f"    total_{number} = price_{number} * quantity_{number} + {number}" for number in range(30)]
MODULE = "def work(order):\n" + "\n".join(LINES) + "\n    return total_3\n"
RENAMED = "# ours\nimport os\n\ndef work(order):\n" + "\n\n".join(line.strip() for line in LINES) + "\n"


@dataclass
class Compared:
    places: list[str]
    share: object


def compare(folder: Path, mine: str, others: str) -> Compared:
    targets = []
    for name, content in (("mine", mine), ("other", others)):
        delivery = Delivery(folder / f"{name}.git")
        delivery.commit({f"app/{name}.py": content, "app/own.py": f"{name} = 1\n"})
        targets.append(str(delivery.path))
    home = Home(state=folder / "home", cache=folder / "cache")
    rules = _rules()
    (folder / "run").mkdir()
    inspector = Inspector(
        home=home, probes=[Declared.of(PROBE)], settings=Settings(key=b"k" * 32), run_folder=folder / "run"
    )
    inspection: Inspection = inspector.inspect(recognise_all(targets), rules)
    facts = inspection.sheets[0].facts
    findings = facts["foreign_code.shared"].value
    assert isinstance(findings, list)
    return Compared([one.path for one in findings], facts["foreign_code.share"].value)


def _rules() -> Rules:
    checks = catalogue.load()
    return Rules(catalogue=checks, dictionary=dictionary.load_facts(), playbook=playbook.load("standard", checks))


@pytest.mark.parametrize("copy", [MODULE, RENAMED])
def test_a_copy_is_found_whatever_it_is_called(tmp_path: Path, copy: str) -> None:
    compared = compare(tmp_path, copy, MODULE)
    assert compared.places == ["app/mine.py"]
    assert isinstance(compared.share, Decimal)
    assert compared.share > Decimal("0.9")


def test_open_source_and_small_files_are_nobodys_loss(tmp_path: Path) -> None:
    opened = "# Licensed under the MIT License\n" + MODULE
    assert compare(tmp_path, opened, opened).places == []


def test_the_same_parameters_are_no_copy(tmp_path: Path) -> None:
    names = ("params", "headers", "cookies", "auth", "timeout", "follow")
    given = "".join(f"        {name}: Maybe[{name.title()}] | None = None,\n" for name in names)
    call = "".join(f"            {name}={name},\n" for name in names)
    one = "".join(
        f"    def {verb}(self, url,\n{given}    ):\n        return self.{verb}_by(\n{call}        )\n" for verb in "abc"
    )
    own = "".join(
        f"    def {verb}(self, url,\n{given}    ):\n        return super().x(\n{call}        )\n" for verb in "def"
    )
    assert compare(tmp_path, f"class A:\n{one}", f"class B:\n{own}").places == []
