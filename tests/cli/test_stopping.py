"""Ctrl-C, SIGTERM, a kill and a full disk, in every stage: one sentence, no process left, the next run as if cold."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.engine.building import Delivery
from tests.waiting import PATIENCE, wait_for

# Each program stops dead at one stage, after saying so in the file "reached".
STAGES = {
    "copying": """
from makegood.engine.repository.intake import mirror
mirror.present = lambda git, refs: waiting(git)
""",
    "reading": """
PROBE = dataclasses.replace(PROBE, extractors=(Extractor(
    name="x", wants=lambda entry: "text", extract=lambda *_: reached() or time.sleep(600), folder=Path("none")),))
""",
    "looking": """
def look(scene):
    (scene.scratch / "notes").write_text("x")
    yield scene.saw(COUNT, waiting(scene.repository.git))
PROBE = dataclasses.replace(PROBE, look=look)
""",
}

PROGRAM = """
import dataclasses, os, sys, time
from pathlib import Path
from makegood.cli import main
from makegood.engine import dictionary
from makegood.engine.probe import Declared, Probe
from makegood.engine.probes.delivery.facts import MISSING_OBJECTS as COUNT
from makegood.engine.repository.content import Extractor

folder = Path(sys.argv[1])
PROBE = Probe(name="counting", gives=(COUNT,), look=lambda scene: [scene.saw(COUNT, 1)])

def reached():
    (folder / "reached").write_text("x")

def waiting(git):
    reached()
    open_end, _kept = os.pipe()  # git waits for an answer that never comes
    git.complaints("cat-file", "--batch", stdin=os.fdopen(open_end, "rb"))

{stage}
dictionary.declared_probes = lambda: [Declared.of(PROBE)]
sys.exit(main(["inspect", str(folder / "shop"), "--json", str(folder / "out.json")]))
"""


@pytest.fixture
def delivery(tmp_path: Path) -> Delivery:
    made = Delivery(tmp_path / "shop")
    made.commit({"README.md": "# Shop\\n", "app.py": "x = 1\\n"})
    return made


def started(folder: Path, stage: str, *wrapper: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*wrapper, sys.executable, "-c", PROGRAM.replace("{stage}", STAGES.get(stage, "")), str(folder)],
        env={**os.environ, "MAKEGOOD_HOME": str(folder / "home"), "XDG_CACHE_HOME": str(folder / "cache")},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def left_behind(folder: Path) -> list[str]:
    """Command lines of living processes that name the folder."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if str(folder) in words:
            found.append(words.replace("\\0", " ")[:300])
    return found


def told_once(folder: Path, process: subprocess.Popen[str]) -> str:
    _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 2
    assert "Traceback" not in said
    sentences = [line for line in said.splitlines() if line.startswith("makegood: ")]
    assert len(sentences) == 1, said
    assert not list((folder / "home").glob("runs/*/*/scratch-*"))
    return sentences[0]


def findings(folder: Path) -> object:
    process = started(folder, "none")
    process.communicate(timeout=PATIENCE)
    assert process.returncode == 1
    document = json.loads((folder / "out.json").read_text())
    facts = {name: fact["value"] for name, fact in document["facts"]["shop"].items()}
    return document["targets"], document["verdicts"], facts, document["gaps"]


@pytest.mark.parametrize(
    ("stage", "number"),
    [("copying", signal.SIGINT), ("reading", signal.SIGINT), ("looking", signal.SIGINT), ("looking", signal.SIGTERM)],
)
def test_a_stopped_inspection_leaves_nothing_and_spoils_nothing(
    stage: str, number: signal.Signals, delivery: Delivery, tmp_path: Path
) -> None:
    process = started(tmp_path, stage)
    wait_for(lambda: (tmp_path / "reached").exists() or process.poll() is not None)
    assert process.poll() is None, process.communicate()
    process.send_signal(number)
    assert told_once(tmp_path, process) == "makegood: Stopped. Nothing was left running."
    wait_for(lambda: left_behind(tmp_path) == [], "something was left running")
    after = findings(tmp_path)
    (tmp_path / "cache").rename(tmp_path / "aside")
    assert after == findings(tmp_path)
    assert delivery.revisions()


def test_an_engine_that_is_killed_takes_its_children_along(delivery: Delivery, tmp_path: Path) -> None:
    process = started(tmp_path, "looking")
    wait_for(lambda: (tmp_path / "reached").exists() or process.poll() is not None)
    process.kill()
    process.communicate(timeout=PATIENCE)
    wait_for(lambda: left_behind(tmp_path) == [], "something was left running")
    assert delivery.revisions()


def test_a_disk_without_room_is_one_sentence_and_the_next_run_is_whole(delivery: Delivery, tmp_path: Path) -> None:
    delivery.commit({"large.bin": os.urandom(200_000)})
    process = started(tmp_path, "none", "prlimit", "--fsize=50000")
    assert told_once(tmp_path, process)
    after = findings(tmp_path)
    (tmp_path / "cache").rename(tmp_path / "aside")
    assert after == findings(tmp_path)
