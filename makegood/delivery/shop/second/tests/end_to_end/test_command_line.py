"""The commands of docs/operate, as the store's machine runs them."""

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def larkspur(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "larkspur", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **settings},
        capture_output=True,
        text=True,
        timeout=30,
    )


def test_a_new_database_is_migrated_once(tmp_path: Path) -> None:
    database = str(tmp_path / "shop.db")
    first = larkspur("migrate", LARKSPUR_DATABASE=database)
    assert (first.returncode, first.stdout[:25]) == (0, "applied: 0001_catalogue.s")
    assert "nothing" in larkspur("migrate", LARKSPUR_DATABASE=database).stdout
    with sqlite3.connect(database) as opened:
        assert opened.execute("SELECT count(*) FROM migrations").fetchone() == (6,)


def test_a_missing_setting_is_one_sentence() -> None:
    run = larkspur("serve")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "LARKSPUR_DATABASE must name the database file.\n"
