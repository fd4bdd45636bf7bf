import sqlite3
from pathlib import Path

import pytest

from larkspur.storage.migrations import FOLDER, MigrationError, applied, migrate


@pytest.fixture
def empty() -> sqlite3.Connection:
    return sqlite3.connect(":memory:", isolation_level=None)


def test_every_file_is_applied_once(empty: sqlite3.Connection) -> None:
    assert migrate(empty) == sorted(file.name for file in FOLDER.glob("*.sql"))
    assert migrate(empty) == []


def test_a_file_that_fails_leaves_nothing_behind(empty: sqlite3.Connection, tmp_path: Path) -> None:
    (tmp_path / "0001_half.sql").write_text("CREATE TABLE beds (id INTEGER);\nNONSENSE;\n")
    with pytest.raises(sqlite3.OperationalError):
        migrate(empty, tmp_path)
    assert applied(empty) == []
    tables = empty.execute("SELECT name FROM sqlite_master WHERE name = 'beds'").fetchall()
    assert tables == []


def test_a_database_from_a_newer_program_is_refused(
    empty: sqlite3.Connection, tmp_path: Path
) -> None:
    migrate(empty)
    with pytest.raises(MigrationError, match="newer than this program"):
        migrate(empty, tmp_path)


def test_old_products_stay_visible_when_hiding_arrives(
    empty: sqlite3.Connection, tmp_path: Path
) -> None:
    for file in sorted(FOLDER.glob("*.sql"))[:5]:
        (tmp_path / file.name).write_text(file.read_text())
    migrate(empty, tmp_path)
    empty.execute("INSERT INTO categories (name) VALUES ('Tools')")
    empty.execute(
        "INSERT INTO products (category_id, name, price_cents, weight_grams)"
        " VALUES (1, 'Rake', 2900, 900)"
    )
    assert migrate(empty) == ["0006_hidden_products.sql"]
    assert empty.execute("SELECT is_hidden FROM products").fetchall() == [(0,)]
