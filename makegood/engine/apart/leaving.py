"""Reading what a process apart left: within limits, by its form, and without believing more than it can know (H5b)."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NoReturn

from makegood.engine.apart.inside import ANSWER, PROGRESS, probes_of
from makegood.engine.apart.order import READ, RUN, Order
from makegood.engine.facts import FactName, FactSheet
from makegood.engine.probe import ToolRun
from makegood.engine.record import RecordRefused, sheets_from_json
from makegood.engine.sandbox import ReadLimits, ResultRefused, read_result

ANSWER_BYTES = 64_000_000
EVIDENCE_BYTES = 5_000_000
PROGRESS_BYTES, PROGRESS_ROWS = 64_000, 200
TOOL_ROWS = 200
CLOCK = timedelta(minutes=5)
LARGEST = 2**53
STATUSES = ("ran", "failed", "missing", "skipped")

Rows = list[tuple[str, str]]

_SHA256 = re.compile(r"sha256:([0-9a-f]{64})")


class AnswerRefused(Exception):
    """An answer that is not there (`absent`), or that no process of ours gives; the message is one sentence."""

    def __init__(self, sentence: str, *, absent: bool = False) -> None:
        super().__init__(sentence)
        self.absent = absent


@dataclass(frozen=True, slots=True)
class Left:
    """What one stage saw."""

    sheet: FactSheet
    tools: list[ToolRun]


def read_answer(folder: Path) -> Mapping[str, object]:
    """The one JSON object that was left. Raises AnswerRefused."""
    try:
        content = read_result(folder, ANSWER, ReadLimits(file_bytes=ANSWER_BYTES))
        answer = _plain(json.loads(content, parse_constant=_no_number))
    except ResultRefused as refused:
        raise AnswerRefused(str(refused), absent=refused.absent) from None
    except (ValueError, RecursionError):
        raise AnswerRefused("What the engine left is no JSON.") from None
    if not isinstance(answer, dict):
        raise AnswerRefused("What the engine left has another form.")
    return answer


def read_stage(order: Order, stage: str, dictionary: Mapping[str, FactName], *, history: bool) -> Left:
    """A child is believed what its own probes may say, and nothing else. Raises AnswerRefused."""
    answer = read_answer(order.left(stage))
    if isinstance(sentence := answer.get("refused"), str):
        raise AnswerRefused(sentence[:500])
    try:
        sheet, *more = sheets_from_json(answer.get("sheets"), dictionary)
    except (RecordRefused, ValueError) as refused:
        raise AnswerRefused(f"What the engine left cannot be read: {refused}") from None
    about = sheet.deliverable
    expected = (order.name, order.revision if history else None, order.digest)
    if more or (about.name, about.revision, about.digest) != expected:
        raise AnswerRefused("The engine answered about something else than was asked.")
    gives = {name.name: probe.name for probe in probes_of(stage) for name in probe.gives}
    latest = datetime.now(UTC) + CLOCK
    for fact in sheet.facts.values():
        aware = fact.observed_at.tzinfo is not None
        if gives.get(fact.name) != fact.source or not aware or fact.observed_at > latest:
            raise AnswerRefused(f"The engine says {fact.name} of a probe that was not asked, or of a time to come.")
    sheet.gaps = [gap for gap in sheet.gaps if gap.name in gives or stage == READ]
    if sheet.earlier is not None and sheet.earlier.revision != order.since:
        raise AnswerRefused("The engine compared with another revision than was asked.")
    return Left(sheet, _tools(answer.get("tools")))


def read_progress(folder: Path) -> Rows:
    """(what, how far), empty where nothing can be read yet."""
    try:
        rows = json.loads(read_result(folder, PROGRESS, ReadLimits(file_bytes=PROGRESS_BYTES)))
        return [(_short(what), _short(how_far)) for what, how_far in rows[:PROGRESS_ROWS]]
    except (ResultRefused, ValueError, TypeError, RecursionError):
        return []


def evidence(folder: Path, document: object) -> Iterator[tuple[str, bytes]]:
    """(sha256 in hex, content) of everything that the document names by digest, and that is what it is called: an
    excerpt that stands in it, or a file of at most 5 MB that was left in the run's folder."""
    places = [folder / stage / part for stage in (READ, RUN) for part in ("0/evidence", "0/earlier/evidence")]
    for digest, excerpt in sorted(_named(document).items()):
        if _is(digest, content := excerpt.encode("utf-8", "backslashreplace")):
            yield digest, content
            continue
        for place in places:
            try:
                content = read_result(place, digest, ReadLimits(file_bytes=EVIDENCE_BYTES))
            except ResultRefused:
                continue
            if _is(digest, content):
                yield digest, content
                break


def _is(digest: str, content: bytes) -> bool:
    return hashlib.sha256(content).hexdigest() == digest


def _named(document: object) -> dict[str, str]:
    """Digests that are named, with the excerpt that stands beside."""
    found: dict[str, str] = {}
    waiting = [document]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.values())
            if isinstance(named := value.get("sha256"), str) and (match := _SHA256.fullmatch(named)):
                found[match[1]] = str(value.get("excerpt", ""))
        elif isinstance(value, list):
            waiting.extend(value)
    return found


def _tools(rows: object) -> list[ToolRun]:
    found = []
    for row in rows[:TOOL_ROWS] if isinstance(rows, list) else []:
        try:
            name, version, seconds, status = row["name"], row["version"], float(row["seconds"]), row["status"]
        except (KeyError, TypeError, ValueError):
            continue
        if status in STATUSES:
            found.append(ToolRun(name=_short(name), version=_short(version), seconds=seconds, status=status))
    return found


def _plain(value: object) -> object:
    """Without what no database and no page takes: NUL and halves of letters. Raises ValueError for endless numbers."""
    if isinstance(value, str):
        if value.isascii() and "\0" not in value:
            return value
        return value.replace("\0", "\\x00").encode("utf-8", "backslashreplace").decode("utf-8")
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {_plain(key): _plain(item) for key, item in value.items()}
    if isinstance(value, int) and abs(value) > LARGEST:
        raise ValueError("a number that counts nothing")
    return value


def _short(text: object) -> str:
    return "".join(letter for letter in str(text)[:80] if letter.isprintable())


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")
