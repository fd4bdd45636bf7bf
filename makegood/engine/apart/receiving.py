"""Bringing the owner's mirror up to date, in a child with limits of its own."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from makegood.connectors.outbound import PinnedGit
from makegood.engine.apart.leaving import AnswerRefused, read_answer
from makegood.engine.apart.starting import Stop, Stopped, as_child
from makegood.engine.repository.intake.receiving import Received
from makegood.engine.repository.state import DELIVERED

SECONDS = 3600.0
PATIENCE = 1800.0
"""Seconds that the other side has for all of it, however slowly it drips."""

MEMORY = 3_000_000_000
LARGEST = 8_000_000_000
RESERVE = 300_000_000
"""Bytes of the disk that nobody's repository may take: the house itself needs room to say so."""


class NotReceived(Exception):
    """Nothing was received; the message is one sentence."""


@dataclass(frozen=True, slots=True)
class Address:
    """Where git fetches from, checked (`connectors.outbound.pinned_git`), and what it is called in a sentence."""

    pinned: PinnedGit
    shown: str = "The address"


@dataclass(frozen=True, slots=True)
class Upload:
    """A bundle, zip, tar, tar.gz or tar.bz2 that was uploaded."""

    path: Path
    shown: str = "The upload"


def receive(
    mirror: Path,
    number: int,
    source: Address | Upload,
    *,
    ref: str | None = None,
    space: str = DELIVERED,
    stop: Stop = lambda: False,
    seconds: float = SECONDS,
) -> Received:
    """Sets tag `number` in the owner's mirror at `ref` (default: its HEAD), or answers what lies there already.

    `space`: where the tag is set; `LOOKED` for what is no delivery.
    Raises NotReceived and Stopped; `stop` is asked once more at the end, however short it was.
    """
    room = _room(mirror)
    if room <= 0:
        raise NotReceived(
            f"{source.shown} cannot be kept, as the disk of this installation is full; make room there, then try again."
        )
    order: dict[str, object] = {
        "act": "receive",
        "patience": PATIENCE,
        "mirror": str(mirror.absolute()),
        "number": number,
        "ref": ref or None,
        "space": space,
        "shown": source.shown,
        "upload": str(source.path.absolute()) if isinstance(source, Upload) else "",
    }
    if isinstance(source, Address):
        order |= {"url": source.pinned.url, "environment": dict(source.pinned.environment)}
    return _answered(order, stop, seconds, room)


def _room(mirror: Path) -> int:
    """Bytes that may come."""
    folder = next(place for place in mirror.absolute().parents if place.exists())
    return min(LARGEST, shutil.disk_usage(folder).free - RESERVE)


def delivered(mirror: Path, number: int, *, seconds: float = 120.0) -> Received:
    """What lies under the tag now, its digest computed anew from the objects: what a release compares with what was
    inspected (H8). In a child as well, about a second for a small repository. Raises NotReceived.
    """
    order: dict[str, object] = {"act": "delivered", "mirror": str(mirror.absolute()), "number": number}
    return _answered(order, lambda: False, seconds, LARGEST)


def absent(
    mirror: Path, revision: str, claims: Sequence[tuple[str, int | None]], *, seconds: float = 300.0
) -> list[str | None]:
    """For each (path, line) that somebody names why it is not in the revision; empty where it is, None where that
    cannot be told. In a child, too.

    Raises NotReceived.
    """
    order: dict[str, object] = {
        "act": "places",
        "mirror": str(mirror.absolute()),
        "revision": revision,
        "claims": [[path, line] for path, line in claims],
    }
    found = _read(order, lambda: False, seconds, LARGEST).get("absent")
    if not isinstance(found, list) or len(found) != len(claims):
        raise NotReceived("What the engine left has another form.")
    return [None if why is None else str(why)[:100] for why in found]


def _answered(order: dict[str, object], stop: Stop, seconds: float, room: int) -> Received:
    answer = _read(order, stop, seconds, room)
    return Received(
        revision=str(answer["revision"]),
        digest=str(answer["digest"]),
        tag=str(answer["tag"]),
        history=answer["history"] is True,
        left_out=tuple(map(str, left_out)) if isinstance(left_out := answer["left_out"], list) else (),
    )


def _read(order: dict[str, object], stop: Stop, seconds: float, room: int) -> Mapping[str, object]:
    with tempfile.TemporaryDirectory(prefix="makegood-") as left:
        watched = _Remembered(stop)
        limits = {"RLIMIT_DATA": MEMORY, "RLIMIT_FSIZE": room}
        because = as_child({**order, "left": left}, seconds=seconds, stop=watched, limits=limits)
        if watched():
            raise Stopped
        try:
            answer = read_answer(Path(left))
        except AnswerRefused as refused:
            raise NotReceived(because or str(refused)) from None
    if "refused" in answer:
        raise NotReceived(str(answer["refused"]))
    return answer


class _Remembered:
    """`stop`, and whether it ever said so: what was asked for may be done by the time it is ended."""

    def __init__(self, stop: Stop) -> None:
        self._stop, self._said = stop, False

    def __call__(self) -> bool:
        self._said = self._said or self._stop()
        return self._said
