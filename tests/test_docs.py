"""Docs are tests: made pages are as the code makes them, and every command has its heading."""

from __future__ import annotations

import ast
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


def test_every_room_of_the_rules_stands_in_the_plan_of_the_house_or_of_the_desk() -> None:
    plans = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("architecture.md", "desk.md"))
    rooms = {path.name.removesuffix(".py") for path in (ROOT / "makegood" / "rules").glob("[!_]*")}
    assert {room for room in rooms if f"`rules/{room}`" not in plans and f"`rules/{room}/`" not in plans} == set()


def test_every_room_of_the_house_stands_in_a_plan() -> None:
    plans = "".join((ROOT / "docs" / name).read_text(encoding="utf-8") for name in ("architecture.md", "engagement.md"))
    house = ROOT / "makegood"
    rooms = {path.parent.relative_to(house) for path in house.rglob("*.py")}
    own = {str(room) for room in rooms if len(room.parts) == 1 and room.parts[0] != "phases"}
    own |= {str(room) for room in rooms if len(room.parts) == 2 and room.parts[0] == "phases"}
    assert {room for room in own if f"`{room}`" not in plans and f"`{room}/" not in plans} == set()


def test_every_module_around_the_engine_says_what_it_holds() -> None:
    silent = []
    for path in (ROOT / "makegood").rglob("*.py"):
        room = path.relative_to(ROOT / "makegood").parts
        if room[0] in ("engine", "delivery") or "migrations" in room or path.name == "apps.py":
            continue
        content = path.read_text(encoding="utf-8")
        if content.strip() and ast.get_docstring(ast.parse(content)) is None:
            silent.append(path)
    assert silent == []
