"""The file of the work, while several processes have it open."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from makegood.durable.place import FILE, Place

ANOTHER = """
import sqlite3, sys
file = sqlite3.connect(sys.argv[1])
file.execute("insert into work values (1)")
file.commit()
file.close()
"""


def test_who_makes_the_file_ready_again_keeps_the_locks_of_his_open_connections(tmp_path: Path) -> None:
    """Without them the next process to end takes itself for the last one, and puts away the log that is written to."""
    place, path = Place(tmp_path), tmp_path / FILE
    place.prepare()
    with closing(sqlite3.connect(path)) as mine:
        mine.execute("create table work (number)")
        mine.commit()
        place.prepare()
        subprocess.run([sys.executable, "-c", ANOTHER, path], check=True)
        assert path.with_name(f"{FILE}-wal").exists()
        mine.execute("insert into work values (2)")
        mine.commit()
    with closing(sqlite3.connect(path)) as later:
        assert later.execute("pragma integrity_check").fetchall() == [("ok",)]
        assert later.execute("select number from work order by number").fetchall() == [(1,), (2,)]
