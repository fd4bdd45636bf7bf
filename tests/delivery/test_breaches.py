"""The list of breaches is true, and none of it is in the second delivery."""

import re
import subprocess
from pathlib import Path

import pytest

from makegood.delivery.breaches import BREACHES, Breach
from makegood.delivery.inventions import CUSTOMERS

KEY = re.compile(r"AKIA[A-Z2-7]{16}")
SECRET = re.compile(r"://\w+:[^@/\s]+@|AWS_SECRET")
PERSON = re.compile(r"\b\d{3}-\d{2}-\d{4}\b")


def history(repository: Path) -> str:
    """Every text that any commit ever held."""
    command = ["git", "log", "-p", "--all", "--format=%B"]
    return subprocess.run(command, cwd=repository, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("breach", [one for one in BREACHES if one.path], ids=lambda one: f"{one.check} {one.text}")
def test_a_breach_is_where_the_list_says(first: Path, breach: Breach) -> None:
    place = first / breach.path
    assert place.is_dir() if not breach.text else breach.text in place.read_text(encoding="utf-8")


def test_what_the_list_calls_missing_is_missing(first: Path) -> None:
    names = [path.relative_to(first).as_posix() for path in first.rglob("*") if ".git/" not in f"{path}/"]
    assert not [name for name in names if re.search(r"docs|openapi|architecture|integration|end_to_end", name)]


def test_the_copied_module_copies_sixty_lines(first: Path) -> None:
    original, copy = ((first / "shop" / name).read_text() for name in ("orders.py", "orders_wholesale.py"))
    same = [line for line in original.splitlines() if line and line in copy.splitlines()]
    assert len(same) >= 60


def test_the_made_up_values_have_the_shapes_scanners_know(first: Path) -> None:
    config = (first / "shop" / "config.py").read_text()
    assert KEY.search(config)
    assert re.search(r'ACCESS_KEY = "[A-Za-z0-9+/]{40}"', config)
    assert re.search(r'"postgresql://larkspur:\w{18}@', config)
    customers = (first / "data" / "customers.csv").read_text().splitlines()
    assert len(customers) == CUSTOMERS + 1
    assert all(PERSON.search(line) and line.count(",") == 7 for line in customers[1:])
    assert "@@" not in config + customers[1]


def test_no_commit_of_the_second_ever_held_a_secret_or_a_person(first: Path, second: Path) -> None:
    for pattern in (KEY, SECRET, PERSON):
        assert pattern.search(history(first))
        assert not pattern.search(history(second))


def test_the_second_mends_what_can_be_read_off_the_text(second: Path) -> None:
    files = [path for path in second.rglob("*") if path.is_file() and ".git" not in path.parts]
    everything = "\n".join(path.read_text(encoding="utf-8") for path in files)
    for mark in ("DEBUG = True", "|| true", "continue-on-error", ":latest", "pytest.mark.skip", "GPL-3", "md5", "git+"):
        assert mark not in everything, mark
    assert "northgate" not in everything.lower()
