"""The shop of the second delivery works: its own tests pass (our own code, so it may run outside the sandbox)."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.waiting import PATIENCE


@pytest.mark.slow
def test_the_shops_own_tests_pass(second: Path, tmp_path: Path) -> None:
    shop = tmp_path / "shop"
    shutil.copytree(second, shop, ignore=shutil.ignore_patterns(".git"))
    command = [
        sys.executable,
        "-B",
        "-m",
        "pytest",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:xdist",
        "-p",
        "no:hypothesispytest",
    ]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(command, cwd=shop, env=environment, capture_output=True, text=True, timeout=PATIENCE)
    assert run.returncode == 0, run.stdout
    assert re.search(r"^1[0-9]{2} passed in", run.stdout, re.MULTILINE)
    assert "skipped" not in run.stdout
