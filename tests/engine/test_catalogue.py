"""Catalogue and dictionary: found by walking folders, refused when a file and its content disagree, and whole."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from makegood.engine import catalogue, dictionary
from makegood.engine.check import CheckRefused
from makegood.engine.probe import Probe
from tests.engine.building import Delivery


def test_every_check_needs_only_what_some_probe_gives() -> None:
    given = {name.name for probe in dictionary.load_probes() for name in probe.gives}
    for check in catalogue.load().values():
        assert {*check.needs, *check.uses} <= given, check.id


def test_every_declared_fact_is_given_by_exactly_one_probe() -> None:
    given = [name.name for probe in dictionary.load_probes() for name in probe.gives]
    assert sorted(given) == sorted(dictionary.load_facts())


def test_every_fact_says_what_it_means() -> None:
    for name in dictionary.load_facts().values():
        assert name.meaning.endswith("."), name.name
        assert name.name.count(".") == 1, name.name


def test_loading_the_catalogue_loads_checks_and_nothing_else() -> None:
    program = (
        "import sys\nfrom makegood.engine import catalogue\ncatalogue.load()\n"
        "print([name for name in sys.modules if name.startswith('makegood.engine.') and "
        "name.split('.')[2] in ('probes', 'repository', 'tools', 'sandbox', 'syntax', 'cache', 'probe')])\n"
    )
    assert subprocess.check_output([sys.executable, "-c", program], text=True).strip() == "[]"


def test_a_check_in_the_wrong_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    family = next(path for path in catalogue.FOLDER.iterdir() if path.is_dir() and any(path.glob("[!_]*.py")))
    check = catalogue.load()[f"{family.name}.{next(family.glob('[!_]*.py')).stem}"]
    monkeypatch.setattr(f"{catalogue.PACKAGE}.{check.id}.{check.id.split('.')[1]}", "no check", raising=False)
    with pytest.raises(CheckRefused, match="must hold exactly one check"):
        catalogue.load()


def test_every_probe_is_one_folder() -> None:
    probes = dictionary.load_probes()
    assert [probe.name for probe in probes] == dictionary.topics()
    assert [set(probe.gives) for probe in probes] == [set(one.gives) for one in dictionary.declared_probes()]
    assert all(isinstance(probe, Probe) and probe.seconds > 0 for probe in probes)
    assert (Path(dictionary.__file__).parent / "probes" / "delivery" / "probe.py").exists()


def test_a_second_inspection_loads_no_probe(tmp_path: Path) -> None:
    delivery = Delivery(tmp_path / "shop")
    delivery.commit({"app.py": "x = 1\n"})
    program = (
        "import sys\nfrom makegood.cli import main\nmain(['inspect', sys.argv[1]])\n"
        "print([name for name in sys.modules if name.endswith('.probe') and '.probes.' in name], file=sys.stderr)\n"
    )
    environment = {**os.environ, "MAKEGOOD_HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = [sys.executable, "-c", program, str(tmp_path / "shop")]
    said = [subprocess.run(command, env=environment, capture_output=True, text=True, check=True) for _ in range(2)]
    loaded = [one.stderr.strip().splitlines()[-1] for one in said]
    assert "makegood.engine.probes.secrets.probe" in loaded[0]
    assert loaded[1] == "['makegood.engine.probes.delivery.probe']"


def test_a_remedy_is_said_to_the_partner_by_the_owner() -> None:
    """It stands in the letter to the partner: "Ask for ..." told the partner to ask, and "your company" was theirs."""
    for check in catalogue.load().values():
        assert not check.remedy.startswith("Ask "), check.id
        assert " you" not in check.remedy.replace(" your team", ""), check.id


NOT_JUDGED = {
    "build_run.sandbox": "for whoever doubts the run",
    "build_run.steps": "for whoever doubts the run",
    "delivery.blemishes": "harmless, as git itself says",
    "delivery.is_shallow": "told by the gap of what needs the older history",
    "delivery.left_out": "told by the gaps of what lies there",
    "delivery.lost_refs": "waits for a check of the delivery itself",
    "delivery.missing_objects": "told by the gaps of what is missing",
    "delivery.uncommitted": "named, as the meaning says",
    "dependencies.records": "which records the holes were looked up in",
    "git.activity": "drawn in the reports",
    "git.bot_commits": "beside the commits of people, for the reader",
    "git.first_day": "the span of the history, for the reader",
    "git.last_day": "the span of the history, for the reader",
    "git.merges": "beside the commits of branches, for the reader",
    "hadolint.findings": "waits for a check that weighs what an outside tool says",
    "imports.components": "said by others: no check weighs it yet",
    "imports.leads": "said by others: no check weighs it yet",
    "imports.line_coverage": "said by others: no check weighs it yet",
    "imports.reports": "told in the reports",
    "imports.tests_executed": "said by others: no check weighs it yet",
    "imports.tests_failed": "said by others: no check weighs it yet",
    "imports.tests_skipped": "said by others: no check weighs it yet",
    "knowledge.by_folder": "drawn in the reports",
    "knowledge.main_share": "beside the number of people, for the reader",
    "passwords.files_read": "how much was looked through",
    "scanners.marks": "not obeyed; waits for a check of what was to be hidden",
    "secrets.files_unread": "told by the gap of the unread",
    "test_run.sandbox": "for whoever doubts the run",
    "zizmor.findings": "waits for a check that weighs what an outside tool says",
}


def test_every_fact_is_used_by_a_check_or_says_why_it_is_kept() -> None:
    used = {name for check in catalogue.load().values() for name in (*check.needs, *check.uses)}
    assert set(dictionary.load_facts()) - used == set(NOT_JUDGED)
