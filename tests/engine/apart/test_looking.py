"""The engine in a process apart sees what it sees at home, goes on after a death, and ends when it is told to."""

from __future__ import annotations

import json
import math
import os
import pickle
import random
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from makegood.engine import catalogue, dictionary, playbook
from makegood.engine.advisories.index import read_head
from makegood.engine.advisories.update import update_from
from makegood.engine.apart import Looked, NotLooked, Order, Stopped, evidence, look, looking
from makegood.engine.apart.inside import ANSWER, probes_of
from makegood.engine.apart.order import READ, RUN
from makegood.engine.home import Home
from makegood.engine.inspection import Inspector, Rules
from makegood.engine.probe import Settings
from makegood.engine.repository.intake.receiving import receive_upload
from makegood.engine.sandbox import Grade, Sandbox
from makegood.engine.sandbox.watch import tree
from makegood.engine.target import recognise_all
from tests.engine.advisories.test_index import folder, osv
from tests.engine.apart.conftest import STANDARD, Whole
from tests.engine.building import Delivery
from tests.engine.repository.test_archive import zipped
from tests.waiting import gone, wait_for

ROOT = Path(__file__).parents[3]
KILLS = 5
FINISHED = "*/0/*.json"
LOOK = """
import pickle, sys
from makegood.engine.apart import look
look(pickle.load(sys.stdin.buffer))
"""


def values(document: Mapping[str, object], subject: str) -> dict[str, object]:
    facts = document["facts"]
    assert isinstance(facts, dict)
    return {name: fact["value"] for name, fact in facts[subject].items()}


@pytest.mark.slow
def test_it_sees_what_the_command_sees(whole: Whole, tmp_path: Path) -> None:
    order, looked = whole.order, whole.looked
    checks = catalogue.load()
    rules = Rules(
        catalogue=checks, dictionary=dictionary.load_facts(), playbook=playbook.parse(STANDARD, checks, "standard")
    )
    inspector = Inspector(
        home=Home(state=tmp_path / "home", cache=tmp_path / "home-cache"),
        probes=dictionary.declared_probes(),
        settings=Settings(key=order.key, offline=True),
        run_folder=tmp_path / "home" / "run",
    )
    there = inspector.inspect(recognise_all([str(whole.delivered)]), rules)
    assert looked.inspection.gate.state is there.gate.state
    said = [(verdict.check, verdict.outcome, verdict.because) for verdict in looked.inspection.verdicts]
    assert said == [(verdict.check, verdict.outcome, verdict.because) for verdict in there.verdicts]
    assert looked.document["schema"] == "makegood.inspection/1"
    assert looked.document["contained"] == {"grade": Sandbox.probe().grade.value, "reason": Sandbox.probe().reason}
    assert json.loads(json.dumps(looked.sheets))["schema"] == "makegood.facts/1"
    assert not list(order.cache.glob("mirrors*")), "the mirror was copied"


def test_every_digest_that_the_report_names_can_be_opened(whole: Whole) -> None:
    order, looked = whole.order, whole.looked
    named = {
        place["sha256"].removeprefix("sha256:")
        for verdict in looked.document["verdicts"]  # type: ignore[attr-defined]
        for place in verdict["evidence"]
        if place["sha256"]
    }
    found = dict(evidence(order.folder, looked.document))
    assert named
    assert set(found) == named
    assert b"AKIAQ3EGRZWQ5TN4MOPB" not in b"".join(found.values())


def test_without_a_sandbox_it_reads_as_a_plain_child_and_says_so(
    whole: Whole, again: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    none = Sandbox(Grade.NONE, "bubblewrap is not installed.")
    monkeypatch.setattr(Sandbox, "probe", staticmethod(lambda: none))
    plain = look(again)
    assert plain.document["contained"] == {"grade": "none", "reason": "bubblewrap is not installed."}
    assert values(plain.document, "shop") == values(whole.looked.document, "shop")


def test_where_memory_is_only_watched_it_sees_the_same(
    whole: Whole, again: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    if whole.looked.contained is Grade.NONE:
        pytest.skip(f"NO SANDBOX, NOTHING WAS TESTED: {Sandbox.probe().reason}")
    watched = Sandbox(Grade.NO_CGROUP, "No control group.", Sandbox.probe().bwrap)
    monkeypatch.setattr(Sandbox, "probe", staticmethod(lambda: watched))
    seen = look(again)
    assert seen.contained is Grade.NO_CGROUP
    assert values(seen.document, "shop") == values(whole.looked.document, "shop")


def test_an_archive_is_looked_at_and_opens_no_gate(order: Order, tmp_path: Path) -> None:
    received = receive_upload(order.mirror, 2, zipped(tmp_path / "a.zip", {"a/app.py": b"x = 1\n"}))
    looked = look(replace(order, revision=received.revision, digest=received.digest))
    assert looked.inspection.sheets[0].deliverable.revision is None
    assert looked.inspection.gate.state.value != "open"


def test_what_is_new_is_told_by_both_stages(order: Order, repository: Delivery) -> None:
    first = repository.commit({"other.py": "y = 1\n"}, parents=[])
    with pytest.raises(NotLooked, match=r"has no revision"):
        look(replace(order, revision=first, digest="sha256:" + "0" * 64))
    looked = look(replace(order, since=first))  # an id that is nowhere in the mirror: history was rewritten
    assert values(looked.document, "shop")["git.rewritten"] is True


def test_the_records_are_those_of_the_beginning_under_a_key_of_their_own(order: Order, tmp_path: Path) -> None:
    records, key = tmp_path / "advisories", b"i" * 32
    update_from(folder(tmp_path / "one", osv(id="X-1")), records, key)
    looked = look(replace(order, records=records, records_key=key))
    assert values(looked.document, "shop")["dependencies.records"]
    first = [part.sha256 for part in read_head(order.pinned, order.key)]
    update_from(folder(tmp_path / "two", osv(id="X-2", modified="2026-06-01T00:00:00Z")), records, key)
    look(replace(order, records=records, records_key=key))
    assert [part.sha256 for part in read_head(order.pinned, order.key)] == first
    assert [part.sha256 for part in read_head(records, key)] != first
    with pytest.raises(NotLooked, match="not made by this installation"):
        look(replace(order, folder=tmp_path / "runs" / "3", records=records, records_key=b"o" * 32))


@pytest.mark.parametrize("seconds", [0.0, math.inf])
def test_it_tells_how_far_it_is_and_stops_when_it_is_told_to(
    order: Order, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    monkeypatch.setattr(looking, "TELL_SECONDS", seconds)
    told: list[list[tuple[str, str]]] = []
    before = set(tree(os.getpid(), 1000))
    with pytest.raises(Stopped):
        look(order, told=told.append, stop=lambda: bool(told))
    assert told
    assert set(tree(os.getpid(), 1000)) <= before
    whole = look(order)
    assert isinstance(whole, Looked)


def test_a_stop_after_the_last_telling_is_heard_although_nobody_polls_any_more(
    order: Order, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "TELL_SECONDS", math.inf)
    told: list[list[tuple[str, str]]] = []
    everything = {probe.name for stage in (READ, RUN) for probe in probes_of(stage)}
    with pytest.raises(Stopped):
        look(order, told=told.append, stop=lambda: bool(told) and len(told[-1]) >= len(everything))
    assert order.left(RUN).joinpath(ANSWER).exists(), "both stages were over"
    with pytest.raises(Stopped):
        look(order, told=told.append, stop=lambda: True)
    assert isinstance(look(order), Looked)


@pytest.mark.slow
def test_killed_at_random_instants_it_goes_on_and_no_finished_probe_runs_again(whole: Whole, again: Order) -> None:
    kept: dict[Path, tuple[int, int]] = {}
    for _ in range(KILLS):
        _kill_while_looking(again, len(kept) + random.randint(0, 8))
        for path in again.folder.glob(FINISHED):
            kept.setdefault(path, _stamp(path))
    assert kept
    looked = look(again)
    assert {path: _stamp(path) for path in kept} == kept
    assert {path.stem for path in again.folder.glob(FINISHED)} <= {
        probe.name for stage in (READ, RUN) for probe in probes_of(stage)
    }
    assert values(looked.document, "shop") == values(whole.looked.document, "shop")


def _kill_while_looking(order: Order, finished: int) -> None:
    """Kills as soon as that many probes are finished: the instants are spread over the run on any machine."""
    process = subprocess.Popen([sys.executable, "-c", LOOK], stdin=subprocess.PIPE, cwd=ROOT)
    assert process.stdin is not None
    process.stdin.write(pickle.dumps(order))
    process.stdin.close()
    wait_for(lambda: process.poll() is not None or len(list(order.folder.glob(FINISHED))) >= finished)
    children = tree(process.pid, 1000)[1:]
    process.send_signal(signal.SIGKILL)
    process.wait()
    wait_for(lambda: all(map(gone, children)), "a child outlived its parent")


def _stamp(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_ino, status.st_mtime_ns
