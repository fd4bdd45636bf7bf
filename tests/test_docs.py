"""Docs are tests: made pages are as the code makes them, and every command has its heading."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

from makegood import cli
from makegood.rules.reading.confirming import KINDS
from makegood.rules.templates.placeholders import PLACEHOLDERS
from makegood.rules.terms.reading import values

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


def test_every_room_around_the_engine_stands_room_by_room() -> None:
    page = (ROOT / "docs" / "rooms.md").read_text(encoding="utf-8")
    house = ROOT / "makegood"
    tops = {path.parent.relative_to(house).parts[0] for path in house.glob("*/**/*.py")} - {"engine", "delivery"}
    inner = {
        path.name for top in ("phases", "rhythm") for path in (house / top).iterdir() if (path / "apps.py").exists()
    }
    named = {part for line in page.splitlines() if line.startswith("## ") for part in line[3:].split("/")}
    assert tops | inner <= named


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


def test_every_place_that_a_newcomer_is_sent_to_is_there() -> None:
    way = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Adding one thing")[2]
    places = {place for place in re.findall(r"`([\w/<>.-]+)`", way) if "/" in place}
    tops = {"tests", "docs", "bench"}
    shapes = {place: re.sub(r"<\w+>", "*", place) for place in places}
    missing = [
        place
        for place, shape in shapes.items()
        if not any((ROOT if shape.partition("/")[0] in tops else ROOT / "makegood").glob(shape.rstrip("/")))
    ]
    assert len(places) > 40
    assert missing == []


def test_every_placeholder_stands_in_the_page_of_the_portfolio() -> None:
    page = (ROOT / "docs" / "portfolio.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\w+", page.partition("**Placeholders** are a closed list")[2].partition("Any other")[0]))
    assert set(PLACEHOLDERS) <= named


def test_what_can_be_confirmed_beside_the_values_stands_in_the_page_of_the_desk() -> None:
    page = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8")
    assert {name for name in set(KINDS) - set(values()) if f"`{name}`" not in page} == set()


def test_what_is_seen_from_outside_stands_in_the_page_of_the_desk() -> None:
    page = (ROOT / "docs" / "desk.md").read_text(encoding="utf-8").partition("durable step, never a page. Rows: ")[2]
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "makegood" / "rules" / "outlook").glob("*.py")]
    said = {name for text in sources for name in re.findall(r"(?:rule=|\brow\(\s*)\"([a-z_.]+)\"", text)}
    assert said == set(re.findall(r"`([a-z_]+\.[a-z_]+)`", page.partition("\n\n")[0].partition("None of them")[0]))


def test_every_guard_that_is_named_stands_in_the_page_of_guards() -> None:
    page = (ROOT / "docs" / "guards.md").read_text(encoding="utf-8")
    files = [path for top in ("makegood", "tests", "bench") for path in (ROOT / top).rglob("*.py")]
    texts = [path.read_text(encoding="utf-8") for path in (*files, *(ROOT / "docs").glob("*.md"))]
    named = {number for text in texts for number in re.findall(r"(?<![#\w])H\d{1,2}\b", text)}
    assert {number for number in named if f"| {number} |" not in page} == set()
