"""Docs are tests: made pages are as the code makes them, and every command has its heading."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from makegood import cli

ROOT = Path(__file__).parents[1]


def test_made_pages_are_as_the_code_makes_them() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "scripts" / "make_docs.py", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_command_stands_in_the_command_page() -> None:
    page = (ROOT / "docs" / "command.md").read_text(encoding="utf-8")
    for command in cli.COMMANDS:
        assert f"## makegood {command.__name__.rpartition('.')[2]}\n" in page


def test_every_room_of_the_engine_stands_in_the_plan_of_the_house() -> None:
    plan = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Rooms")[2].partition("## ")[0]
    engine = ROOT / "makegood" / "engine"
    rooms = {path.name.removesuffix(".py") for path in engine.iterdir() if not path.name.startswith("_")}
    assert {room for room in rooms if f"`{room}`" not in plan and f"`{room}/" not in plan} == set()
