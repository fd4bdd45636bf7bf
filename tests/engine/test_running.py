"""Running probes: each in a child with a time limit, one file each; one that fails costs its own facts (H5b, H18)."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from makegood.engine.facts import Fact, FactName, FactType
from makegood.engine.gaps import Cause, Gap
from makegood.engine.probe import Probe, Scene, Settings
from makegood.engine.repository.git import Git
from makegood.engine.repository.repository import Repository
from makegood.engine.repository.tree import Tree
from makegood.engine.running import ProbeResult, run_probes
from tests.engine.checks.sheet import DELIVERABLE, NOW
from tests.waiting import PATIENCE

COUNT = FactName("a.count", FactType.INTEGER, "", "How many.")
OTHER = FactName("a.other", FactType.INTEGER, "", "Another.")
Look = Callable[[Scene], Iterator[Fact | Gap]]
NOTHING = Tree(revision="", entries=())


def run(look: Look, folder: Path, *, seconds: float = PATIENCE, name: str = "counting") -> ProbeResult:
    probe = Probe(name=name, gives=(COUNT, OTHER), look=look, seconds=seconds)
    scene = Scene(
        deliverable=DELIVERABLE, repository=Repository(git=Git(folder), revision="a" * 40), tree=NOTHING, before=None,
        extracts={}, settings=Settings(), scratch=folder / f"scratch-{name}", source=name, now=NOW,
    )  # fmt: skip
    return run_probes([(probe, scene)], folder, jobs=2)[0]


def whole(scene: Scene) -> Iterator[Fact | Gap]:
    (scene.scratch / "notes").write_text("x")
    yield scene.saw(COUNT, 3)
    yield from scene.missed(OTHER, Cause.UNSUPPORTED, "Not seen.", "Look.")


def test_a_probe_leaves_its_facts_and_gaps_and_no_scratch(tmp_path: Path) -> None:
    result = run(whole, tmp_path)
    assert [(fact.name, fact.value, fact.source) for fact in result.facts] == [("a.count", 3, "counting")]
    assert [(gap.name, gap.cause) for gap in result.gaps] == [("a.other", Cause.UNSUPPORTED)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["counting.json", "evidence"]


def broken(scene: Scene) -> Iterator[Fact | Gap]:
    yield scene.saw(COUNT, 3)
    raise ZeroDivisionError("no")


def wrong(scene: Scene) -> Iterator[Fact | Gap]:
    yield scene.saw(COUNT, "three")


def silent(_: Scene) -> Iterator[Fact | Gap]:
    yield from ()


def dying(scene: Scene) -> Iterator[Fact | Gap]:
    yield scene.saw(COUNT, 3)
    os.kill(os.getpid(), signal.SIGKILL)


def hanging(scene: Scene) -> Iterator[Fact | Gap]:
    yield scene.saw(COUNT, 3)
    time.sleep(600)


@pytest.mark.parametrize(
    ("look", "causes", "why"),
    [
        (broken, {"a.other": Cause.ERROR}, "failed (ZeroDivisionError: no)"),
        (wrong, {"a.count": Cause.ERROR, "a.other": Cause.ERROR}, "declared as integer, not as str"),
        (silent, {"a.count": Cause.ERROR, "a.other": Cause.ERROR}, "said nothing of it"),
        (dying, {"a.count": Cause.ERROR, "a.other": Cause.ERROR}, "ended without a result"),
        (hanging, {"a.count": Cause.TIMED_OUT, "a.other": Cause.TIMED_OUT}, "did not finish within"),
    ],
)
def test_a_probe_that_fails_costs_its_own_facts(look: Look, causes: dict[str, Cause], why: str, tmp_path: Path) -> None:
    result = run(look, tmp_path, seconds=0.5 if look is hanging else PATIENCE)
    assert {gap.name: gap.cause for gap in result.gaps} == causes
    assert why in result.gaps[0].reason


def test_a_probe_whose_file_is_there_is_not_run_again(tmp_path: Path) -> None:
    first = run(whole, tmp_path)
    assert run(dying, tmp_path) == first


def leave(kind: str, folder: Path) -> None:
    place = folder / "counting.json"
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "link":
        (folder / "secret").write_text(json.dumps({"facts": {}, "gaps": [], "tools": [], "seconds": 1}))
        place.symlink_to(folder / "secret")
    elif kind == "deep":
        place.write_text("[" * 100_000)
    else:
        place.write_text(json.dumps({"facts": [], "gaps": {}, "tools": 1, "seconds": "x"}))


@pytest.mark.parametrize("kind", ["pipe", "link", "deep", "odd"])
def test_what_a_hostile_child_leaves_in_the_place_of_its_result_is_a_gap(kind: str, tmp_path: Path) -> None:
    leave(kind, tmp_path)
    result = run(whole, tmp_path)
    assert (result.facts, {gap.cause for gap in result.gaps}) == ([], {Cause.ERROR})
