"""What became of the measuring stick since the last accepted revision (H10)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from makegood.engine.probes.tests.probe import PROBE
from tests.engine.building import Delivery
from tests.engine.looking import Seen

Looked = Callable[..., Seen]

TWO = "def test_a():\n    assert a() == 1\n    assert b() == 2\n\ndef test_b():\n    assert b() == 1\n"


def rules(seen: Seen, name: str) -> list[str]:
    return [finding.rule for finding in seen.findings(name)]


def test_a_deleted_test_is_named(repository: Delivery, looked: Looked) -> None:
    accepted = repository.commit({"tests/test_a.py": TWO})
    repository.commit({"tests/test_a.py": "def test_b():\n    assert b() == 1\n"})
    assert rules(looked(PROBE, since=accepted), "tests.weakened") == ["test-deleted"]


def test_a_test_that_moved_is_not_deleted(repository: Delivery, looked: Looked) -> None:
    accepted = repository.commit({"tests/test_a.py": TWO})
    repository.commit({"tests/test_a.py": None, "tests/unit/test_c.py": TWO})
    assert rules(looked(PROBE, since=accepted), "tests.weakened") == []


def test_a_test_that_was_renamed_is_not_deleted(repository: Delivery, looked: Looked) -> None:
    accepted = repository.commit({"tests/test_a.py": TWO})
    repository.commit({"tests/test_a.py": TWO.replace("test_a", "test_a_is_one")})
    assert rules(looked(PROBE, since=accepted), "tests.weakened") == []


def test_a_removed_assertion_and_a_new_skip_are_named(repository: Delivery, looked: Looked) -> None:
    accepted = repository.commit({"tests/test_a.py": TWO})
    now = "import pytest\n\ndef test_a():\n    a()\n\n@pytest.mark.skip\ndef test_b():\n    assert b() == 1\n"
    repository.commit({"tests/test_a.py": now})
    assert rules(looked(PROBE, since=accepted), "tests.weakened") == ["assertions-removed", "test-newly-skipped"]


def test_a_removed_assertion_is_shown_where_it_stood(repository: Delivery, looked: Looked) -> None:
    accepted = repository.commit({"tests/test_a.py": TWO})
    repository.commit({"tests/test_a.py": "import x\n" + TWO.replace("    assert b() == 2\n", "")})
    assert looked(PROBE, since=accepted).places("tests.weakened") == [("tests/test_a.py", 4)]


def test_a_lowered_threshold_is_named_with_both_numbers(repository: Delivery, looked: Looked) -> None:
    accepted = repository.commit({"pyproject.toml": "[tool.coverage.report]\nfail_under = 90\n"})
    repository.commit({"pyproject.toml": "[tool.coverage.report]\nfail_under = 40\n"})
    (finding,) = looked(PROBE, since=accepted).findings("tests.measures_changed")
    assert finding.rule == "threshold-lowered"
    assert "90" in finding.summary
    assert "40" in finding.summary


THRESHOLDS = {
    "jest.config.js": "module.exports = { coverageThreshold: { global: { branches: %d } } };\n",
    "package.json": '{"jest": {"coverageThreshold": {"global": {"lines": %d}}}}\n',
    "pom.xml": "<limit><counter>LINE</counter><minimum>0.%d</minimum></limit>\n",
    "spec/spec_helper.rb": "SimpleCov.start do\n  minimum_coverage %d\nend\n",
    "codecov.yml": "coverage:\n  status:\n    project:\n      default:\n        target: %d%%\n",
    "tox.ini": "[testenv]\ncommands = pytest --cov-fail-under=%d\n",
    ".github/workflows/ci.yml": "jobs:\n  test:\n    steps:\n      - run: coverage report --fail-under %d\n",
}


@pytest.mark.parametrize("path", THRESHOLDS)
def test_a_lowered_threshold_is_found_wherever_it_stands(path: str, repository: Delivery, looked: Looked) -> None:
    accepted = repository.commit({path: THRESHOLDS[path] % 90})
    repository.commit({path: THRESHOLDS[path] % 40})
    assert rules(looked(PROBE, since=accepted), "tests.measures_changed") == ["threshold-lowered"]


def test_changed_pipelines_and_ignore_files_are_listed(repository: Delivery, looked: Looked) -> None:
    accepted = repository.commit({".github/workflows/ci.yml": "on: push\n", "README": "x"})
    repository.commit({".github/workflows/ci.yml": "on: never\n", ".semgrepignore": "*\n", "README": "y"})
    seen = looked(PROBE, since=accepted)
    assert [path for path, _ in seen.places("tests.measures_changed")] == [".github/workflows/ci.yml", ".semgrepignore"]


def test_without_an_accepted_revision_nothing_is_compared(repository: Delivery, looked: Looked) -> None:
    repository.commit({"tests/test_a.py": TWO})
    seen = looked(PROBE)
    assert "tests.weakened" not in seen
    assert seen.gaps("tests.weakened")[0].side == "owner"


def test_tests_that_are_all_gone_are_shown_where_they_stood(repository: Delivery, looked: Looked) -> None:
    repository.commit({"shop/a.py": "A = 1\n", "tests/test_a.py": TWO, "testing.md": "# Tests\n"})
    repository.commit({"tests/test_a.py": None, "testing.md": None})
    assert looked(PROBE).places("tests.removed") == [("tests/test_a.py", None)]


def test_a_deleted_file_is_nothing_gone_where_other_tests_are(repository: Delivery, looked: Looked) -> None:
    repository.commit({"tests/test_a.py": TWO, "tests/test_b.py": TWO})
    repository.commit({"tests/test_a.py": None})
    assert looked(PROBE).places("tests.removed") == []


def test_test_files_that_were_emptied_are_shown(repository: Delivery, looked: Looked) -> None:
    repository.commit({"shop/a.py": "A = 1\n", "tests/__init__.py": "", "tests/test_a.py": TWO})
    repository.commit({"tests/test_a.py": "# to be written\n"})
    assert looked(PROBE).places("tests.removed") == [("tests/test_a.py", 1)]


def test_a_line_that_switches_off_a_whole_file_is_shown_where_it_stands(repository: Delivery, looked: Looked) -> None:
    off = "import pytest\n\npytestmark = pytest.mark.skip(reason='flaky')\n\n"
    repository.commit({"tests/test_a.py": off + TWO})
    assert ("tests/test_a.py", 3) in looked(PROBE).places("tests.skipped")
