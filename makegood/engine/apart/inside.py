"""What the process apart does: reads its order, looks or receives, leaves one answer."""

from __future__ import annotations

import ctypes
import json
import os
import resource
import shutil
import signal
import sys
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from makegood.engine import catalogue, dictionary
from makegood.engine import playbook as playbooks
from makegood.engine.apart.order import READ
from makegood.engine.deliverable import Kind
from makegood.engine.facts import Outside
from makegood.engine.home import Home
from makegood.engine.inspection import Inspector, Rules
from makegood.engine.probe import Declared, Settings
from makegood.engine.record import sheets_to_json
from makegood.engine.repository.git import Git, GitFailed
from makegood.engine.repository.intake.mirror import MirrorRefused
from makegood.engine.repository.intake.receiving import delivered, open_mirror, receive_address, receive_upload
from makegood.engine.repository.places import absent_places
from makegood.engine.target import Target

ORDER_BYTES = 4_000_000
ANSWER, PROGRESS, TRACE = "answer.json", "progress.json", "trace.txt"
EXECUTES = frozenset({Outside.RUN, Outside.TOOLS})
TELL_SECONDS = 0.3
PR_SET_PDEATHSIG = 1


def main() -> int:
    order: dict[str, Any] = json.loads(sys.stdin.buffer.read(ORDER_BYTES))
    _limit(order)
    left = Path(order["left"])
    try:
        answer = ACTS[order["act"]](order, left)
    except (MirrorRefused, GitFailed, playbooks.PlaybookRefused) as refused:
        answer = {"refused": str(refused)}
    except Exception as broken:
        trace = "".join(traceback.format_exception(broken))
        (left / TRACE).write_text(trace, encoding="utf-8", errors="backslashreplace")
        return 1
    _replace(left / ANSWER, answer)
    return 0


def stage_of(probe: Declared) -> bool:
    """Whether the probe executes something."""
    return bool(EXECUTES & set(probe.outside))


def probes_of(stage: str) -> list[Declared]:
    return [probe for probe in dictionary.declared_probes() if stage_of(probe) == (stage != READ)]


def _look(order: dict[str, Any], left: Path) -> dict[str, object]:
    for half in left.glob("*/scratch-*"):
        shutil.rmtree(half, ignore_errors=True)
    checks = catalogue.load()
    names = dictionary.load_facts()
    rules = Rules(
        catalogue=checks,
        dictionary=names,
        playbook=playbooks.parse(order["playbook"].encode("utf-8"), checks, "rule book"),
    )
    mirror = Path(order["mirror"])
    inspector = Inspector(
        home=Home(state=left, cache=Path(order["cache"])),
        probes=probes_of(order["stage"]),
        settings=_settings(order),
        run_folder=left,
        told=_Progress(left / PROGRESS),
        own=open_mirror(mirror, order["revision"], order["since"]),
    )
    target = Target(kind=Kind.REPOSITORY, name=order["name"], shown=order["name"], path=mirror)
    inspection = inspector.inspect([target], rules)
    return {"sheets": sheets_to_json(inspection.sheets, names), "tools": [asdict(tool) for tool in inspection.tools]}


def _settings(order: Mapping[str, Any]) -> Settings:
    def place(name: str) -> Path | None:
        return Path(order[name]) if order[name] else None

    return Settings(
        allow_run=order["allow_run"],
        allow_registries=order["allow_registries"],
        offline=not order["allow_registries"],
        jobs=order["jobs"],
        tools=place("tools"),
        advisories=place("records"),
        packages=place("packages"),
        key=bytes.fromhex(order["key"]),
        attested=tuple((name, Path(path)) for name, path in order["attested"]),
    )


def _receive(order: dict[str, Any], _: Path) -> dict[str, object]:
    mirror, number, upload = Path(order["mirror"]), order["number"], order["upload"]
    how = {name: order[name] for name in ("ref", "shown", "space")}
    if upload:
        return asdict(receive_upload(mirror, number, Path(upload), **how))
    url, way, patience = order["url"], order["environment"], order["patience"]
    return asdict(receive_address(mirror, number, url, way, **how, seconds=patience))


def _delivered(order: dict[str, Any], _: Path) -> dict[str, object]:
    return asdict(delivered(Path(order["mirror"]), order["number"]))


def _places(order: dict[str, Any], _: Path) -> dict[str, object]:
    claims = [(str(path), line) for path, line in order["claims"]]
    return {"absent": absent_places(Git(Path(order["mirror"])), order["revision"], claims)}


ACTS: Mapping[str, Callable[[dict[str, Any], Path], dict[str, object]]] = {
    "look": _look,
    "receive": _receive,
    "delivered": _delivered,
    "places": _places,
}


class _Progress:
    """Keeps one file that says of each thing how far it is; the parent polls it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows: dict[str, str] = {}
        self._due = 0.0

    def __call__(self, what: str, how_far: str) -> None:
        if how_far == "running" or self._rows.get(what) == how_far:
            return
        self._rows[what] = how_far
        if how_far in ("started", "done", "failed") or time.monotonic() > self._due:
            self._due = time.monotonic() + TELL_SECONDS
            _replace(self._path, list(self._rows.items()))


def _limit(order: Mapping[str, Any]) -> None:
    """A plain child dies with its parent, leaves no core and fills no disk."""
    if (parent := order.get("parent")) is not None:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for kind, most in (order.get("limits") or {}).items():
        number = getattr(resource, kind)
        hard = resource.getrlimit(number)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(number, (most, most))


def _replace(path: Path, document: object) -> None:
    temporary = path.with_suffix(".part")
    temporary.write_text(json.dumps(document), encoding="utf-8")
    temporary.replace(path)
