"""The delivery's own facts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from makegood.engine.probes.delivery import facts
from makegood.engine.probes.delivery.probe import PROBE
from tests.engine.building import Delivery, git
from tests.engine.looking import Seen, look


def test_a_healthy_delivery_has_nothing_to_say(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({"a": "1"})
    seen = looked(PROBE, mirrored=True)
    assert (seen[facts.IS_SHALLOW], seen[facts.MISSING_OBJECTS]) == (False, 0)
    assert seen[facts.BLEMISHES] == seen[facts.LOST_REFS] == seen[facts.LEFT_OUT] == []
    assert facts.UNCOMMITTED not in seen


def test_what_was_not_committed_is_named(tmp_path: Path) -> None:
    work = tmp_path / "work"
    git("init", "--quiet", str(work))
    for name in ("same", "changed", "removed"):
        (work / name).write_text("1\n")
    git("-C", str(work), "add", ".")
    git("-C", str(work), "commit", "--quiet", "-m", "Work")
    (work / "changed").write_text("2\n")
    (work / "removed").unlink()
    (work / "new").write_text("3\n")
    seen = look(PROBE, work, tmp_path / "look")
    assert seen[facts.UNCOMMITTED] == ["changed", "new", "removed"]


def test_a_plain_folder_has_gaps_for_its_history(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/a").write_text("1")
    seen = look(PROBE, tmp_path / "folder", tmp_path / "look")
    assert seen[facts.LEFT_OUT] == []
    assert seen.gaps(facts.MISSING_OBJECTS)
