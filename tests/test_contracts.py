"""The import contracts hold because they break: one forbidden import of each kind, seen by its contract."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDED = {
    "Look back, never ahead": ("delivery/story.py", "makegood.engine.cache"),
    "An earlier phase never sees a later one": ("phases/agreement/apps.py", "makegood.phases.acceptance.models"),
    "The desk's own direction": ("rhythm/desk/queries/words.py", "makegood.rhythm.desk.actions.papers"),
    "The portfolio's own direction": (
        "rhythm/portfolio/queries/rows.py",
        "makegood.rhythm.portfolio.actions.importing",
    ),
    "The rules' own direction": ("rules/figures/days.py", "makegood.rules.terms.value"),
    "The engine's own direction": ("engine/facts.py", "makegood.engine.gate"),
    "Checks touch nothing": ("engine/checks/tests/exist.py", "subprocess"),
    "Probes never judge": ("engine/probes/history/names.py", "makegood.engine.verdict"),
    "Probes do not know each other": ("engine/probes/history/names.py", "makegood.engine.probes.secrets.places"),
    "Checks do not know each other": ("engine/checks/tests/exist.py", "makegood.engine.checks.tests.are_kept"),
    "No Django in the pure folders": ("engine/gaps.py", "django.db"),
    "Only copies opens a repository": ("phases/acceptance/actions/money/kept.py", "makegood.engine.repository.git"),
    "Only durable knows DBOS": ("engine/limits.py", "dbos"),
    "No circles": ("engine/evidence.py", "makegood.engine.facts"),
}


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contracts say of a copy of the house with all forbidden imports in it."""
    copy = tmp_path_factory.mktemp("house")
    shutil.copytree(ROOT / "makegood", copy / "makegood", ignore=shutil.ignore_patterns("shop", "__pycache__"))
    for file, module in SEEDED.values():
        path = copy / "makegood" / file
        path.write_text(f"import {module}\n{path.read_text()}".replace("from __future__ import annotations\n", ""))
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    command += ["--config", str(ROOT / ".importlinter")]
    environment = {**os.environ, "PYTHONPATH": str(copy), "NO_COLOR": "1", "COLUMNS": "200"}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    return done.stdout


@pytest.mark.parametrize("contract", SEEDED)
def test_a_forbidden_import_breaks_its_contract(report: str, contract: str) -> None:
    file, module = SEEDED[contract]
    imported = module.rpartition(".")[2] if module.startswith("makegood") else module.partition(".")[0]
    broken = report.partition("Broken contracts")[2].split(f"\n{contract}\n")[1].split("\n---")[0]
    assert Path(file).stem in broken
    assert imported in broken


def test_every_contract_is_seeded() -> None:
    named = {line[7:] for line in (ROOT / ".importlinter").read_text().splitlines() if line.startswith("name = ")}
    assert named == set(SEEDED)
