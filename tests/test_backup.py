"""A backup opens with its key alone, comes back whole on SQLite and PostgreSQL, and is refused when it was touched."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.homes import migrated, migrated_postgres
from tests.waiting import PATIENCE

pytestmark = pytest.mark.xdist_group("backup")  # one installation for all of them
PHRASE = "seven quiet herons"
FILL = """
import django
django.setup()
from django.db import transaction
from makegood.accounts.models import Company, User
from makegood.engagements.events import record
from makegood.engagements.models import Engagement
olivia = User.objects.create_user("olivia@example.com", "x")
acme = Company.objects.create(name="Acme")
portal = Engagement.objects.create(name="The portal", owner_company=acme, partner_name="Pixel Works")
with transaction.atomic():
    for number in range(3):
        record(engagement=portal, kind="note.made", payload={"number": number}, actor=olivia)
"""
READ = """
import django
django.setup()
from makegood.engagements.models import Engagement, Event
from makegood.rules.ledger import tree
portal = Engagement.objects.get()
leaves = [tree.leaf_hash(bytes(event.leaf)) for event in Event.objects.order_by("index")]
assert tree.Frontier.from_bytes(bytes(portal.frontier)).root() == tree.root_of(leaves)
print(portal.name, len(leaves))
"""


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest) -> tuple[str, str]:
    """Where the installation lies, and where it is brought back; empty for SQLite."""
    if request.param == "sqlite":
        return "", ""
    if shutil.which("pg_dump") is None:
        pytest.skip("pg_dump IS NOT INSTALLED, NOTHING WAS TESTED ON POSTGRESQL")
    server = request.getfixturevalue("postgres")
    return migrated_postgres(server.new_database()), server.new_database()


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation on SQLite with one engagement and three events; to be copied."""
    home = migrated(tmp_path_factory.mktemp("begun"))
    done = _run(home, "", "-c", FILL)
    assert done.returncode == 0, done.stderr
    return home


@pytest.fixture
def home(begun: Path, tmp_path: Path) -> Path:
    return shutil.copytree(begun, tmp_path / "home")


def _run(home: Path, database: str, *words: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "MAKEGOOD_HOME": str(home),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "makegood.web.settings",
        **more,
    }
    command = [sys.executable, *words]
    return subprocess.run(
        command, env=environment, input=stdin, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


@pytest.fixture
def filled(home: Path, databases: tuple[str, str]) -> Path:
    """An installation with one engagement, three events, a file of evidence and a link that leads out."""
    if databases[0]:
        shutil.rmtree(home)
        home.mkdir()
        done = _run(home, databases[0], "-c", FILL)
        assert done.returncode == 0, done.stderr
    (home / "evidence" / "ab").mkdir(parents=True)
    (home / "evidence" / "ab" / "abcd").write_bytes(b"seen")
    (home / "evidence" / "out").symlink_to("/etc/hostname")
    (home / "runs").mkdir()
    (home / "runs" / "scratch").write_bytes(b"made again")
    return home


def _back_up(home: Path, database: str, file: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return _run(home, database, "-m", "makegood", "backup", str(file), **{"MAKEGOOD_BACKUP_PASSPHRASE": PHRASE, **more})


def _restore(home: Path, database: str, file: Path, phrase: str = PHRASE) -> subprocess.CompletedProcess[str]:
    return _run(home, database, "-m", "makegood", "restore", str(file), MAKEGOOD_BACKUP_PASSPHRASE=phrase)


def test_what_was_backed_up_comes_back(filled: Path, databases: tuple[str, str], tmp_path: Path) -> None:
    file, new = tmp_path / "backup.mg", tmp_path / "new"
    made = _back_up(filled, databases[0], file)
    assert made.returncode == 0, made.stderr
    assert b"portal" not in file.read_bytes()
    done = _restore(new, databases[1], file)
    assert done.returncode == 0, done.stderr
    assert "The portal: 3 events" in done.stdout
    assert _run(new, databases[1], "-c", READ).stdout == "The portal 3\n"
    assert (new / "evidence" / "ab" / "abcd").read_bytes() == b"seen"
    assert not (new / "evidence" / "out").exists()
    assert not (new / "runs").exists()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_an_offline_key_seals_with_its_public_half_and_opens_with_the_other(home: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "backup.mg", tmp_path / "new"
    words = _run(home, "", "-m", "makegood", "backup", "--new-key").stdout.split()
    public = next(word for word in words if word.startswith("mgpublic-"))
    secret = tmp_path / "secret"
    secret.write_text(next(word for word in words if word.startswith("mgsecret-")))
    made = _run(home, "", "-m", "makegood", "backup", str(file), "--to", public)
    assert made.returncode == 0, made.stderr
    assert _restore(new, "", file).returncode == 2
    done = _run(new, "", "-m", "makegood", "restore", str(file), "--key", str(secret))
    assert "The portal: 3 events" in done.stdout


def test_what_was_touched_or_cut_or_is_not_ours_changes_nothing(home: Path, tmp_path: Path) -> None:
    file, new = tmp_path / "backup.mg", tmp_path / "new"
    assert _back_up(home, "", file).returncode == 0
    whole = file.read_bytes()
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    for content, sentence in ((bytes(changed), "was changed"), (whole[:-100], "cut short"), (b"tar", "not a sealed")):
        file.write_bytes(content)
        done = _restore(new, "", file)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert sentence in done.stderr
        assert not new.exists()
    file.write_bytes(whole)
    assert "not sealed to this key" in _restore(new, "", file, phrase="another passphrase").stderr
    assert "is in use" in _restore(home, "", file).stderr
    assert "never overwrites another" in _back_up(home, "", file).stderr


def test_a_full_disk_leaves_no_half_backup(home: Path, tmp_path: Path) -> None:
    (home / "evidence").write_bytes(bytes(5_000_000))
    file = tmp_path / "backup.mg"
    limited = f"ulimit -f 3000; exec {sys.executable} -m makegood backup {file}"
    environment = {"PATH": os.environ["PATH"], "MAKEGOOD_HOME": str(home), "MAKEGOOD_BACKUP_PASSPHRASE": PHRASE}
    done = subprocess.run(["bash", "-c", limited], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "cannot be written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["home"]
    assert [path.name for path in home.iterdir() if path.name.startswith("backup-")] == []
