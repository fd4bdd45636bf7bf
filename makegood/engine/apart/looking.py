"""An inspection by processes apart: two stages, what they left put together, judged here."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from makegood.engine import catalogue, dictionary
from makegood.engine import playbook as playbooks
from makegood.engine.advisories.index import IndexRefused
from makegood.engine.advisories.snapshot import pin
from makegood.engine.apart.inside import probes_of
from makegood.engine.apart.leaving import AnswerRefused, Left, Rows, read_progress, read_stage
from makegood.engine.apart.order import READ, RUN, Order
from makegood.engine.apart.starting import Stop, Stopped, as_child, in_sandbox
from makegood.engine.facts import Earlier, FactSheet
from makegood.engine.gaps import Cause, Gap
from makegood.engine.inspection import Inspection, Rules, conclude
from makegood.engine.record import sheets_to_json
from makegood.engine.reports.document import to_json
from makegood.engine.repository.intake.mirror import MirrorRefused
from makegood.engine.repository.intake.receiving import open_mirror
from makegood.engine.sandbox import Grade, Sandbox, SandboxRefused, SandboxUnavailable

TRIES = 2
TELL_SECONDS = 1.0
REPORT_BYTES = 50_000_000
CHILD_MEMORY = 4_000_000_000

Told = Callable[[Rows], None]


class NotLooked(Exception):
    """Nothing could be seen; the message is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """`document` is makegood.inspection/1 with `contained` (grade, reason) added; `sheets` is makegood.facts/1, from
    which every verdict can be reproduced."""

    inspection: Inspection
    document: Mapping[str, object]
    sheets: Mapping[str, object]
    contained: Grade


def look(order: Order, *, told: Told = lambda rows: None, stop: Stop = lambda: False) -> Looked:
    """Looks and judges. `told` gets all rows whenever they change, about once a second; `stop` ends everything. It is
    asked about once a second, after each stage and once more at the very end, so that a short run misses none.

    Called again with the same order after a death it goes on: stages that ended are read, probes that ended are not run
    again. Raises NotLooked, Stopped, PlaybookRefused and OSError.
    """
    began = time.monotonic()
    checks = catalogue.load()
    rules = Rules(
        catalogue=checks,
        dictionary=dictionary.load_facts(),
        playbook=playbooks.parse(order.playbook, checks, "rule book"),
    )
    started = _begin(order)
    history = _has_history(order)
    watch = _Watch(order, told, stop)
    reader = _Reader(order, watch)
    try:
        seen = _stage(reader, watch, lambda: read_stage(order, READ, rules.dictionary, history=history))
    except AnswerRefused as refused:
        raise NotLooked(str(refused)) from None
    ran: Left | str
    try:
        ran = _stage(lambda: watch.child(RUN), watch, lambda: read_stage(order, RUN, rules.dictionary, history=history))
    except AnswerRefused as refused:
        ran = str(refused)
    inspection = conclude([_together(seen, ran)], rules, now=started)
    watch.check()
    inspection.tools = [*seen.tools, *(ran.tools if isinstance(ran, Left) else ())]
    inspection.seconds = round(time.monotonic() - began, 3)
    contained = {"grade": reader.grade.value, "reason": reader.reason}
    return Looked(
        inspection=inspection,
        document={**to_json(inspection), "contained": contained},
        sheets=sheets_to_json(inspection.sheets, rules.dictionary),
        contained=reader.grade,
    )


def _begin(order: Order) -> datetime:
    """Makes the run's folder; when the run began first, so that one that goes on judges by the same day."""
    for folder in (order.folder, order.cache, order.given):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for stage in (READ, RUN):
        order.left(stage).mkdir(exist_ok=True, mode=0o700)
    for number, (_, report) in enumerate(order.attested):
        if not (order.given / str(number)).exists():
            if report.stat().st_size > REPORT_BYTES:
                raise NotLooked(f"The report {report.name} is larger than {REPORT_BYTES // 1_000_000} MB.")
            shutil.copyfile(report, order.given / str(number))
    if order.records is not None:
        try:
            pin(order.records, order.records_key, order.pinned, order.key)
        except IndexRefused as refused:
            raise NotLooked(str(refused)) from None
    order.pinned.mkdir(exist_ok=True)
    path = order.folder / "started"
    if not path.exists():
        path.write_text(datetime.now(UTC).isoformat())
    return datetime.fromisoformat(path.read_text())


def _has_history(order: Order) -> bool:
    try:
        return open_mirror(order.mirror, order.revision).history
    except MirrorRefused as refused:
        raise NotLooked(str(refused)) from None


def _stage(attempt: Callable[[], str], watch: _Watch, left: Callable[[], Left]) -> Left:
    """What the stage left, which is begun again once when it died. Raises AnswerRefused and Stopped."""
    because = ""
    for _ in range(TRIES):
        try:
            return left()
        except AnswerRefused as refused:
            if not refused.absent:
                raise
        because = attempt()
        watch.check()
    try:
        return left()
    except AnswerRefused as refused:
        raise AnswerRefused(because or str(refused)) from None


class _Reader:
    """The stage that only reads: in the sandbox, and as a plain child where none can be had. The grade is kept."""

    def __init__(self, order: Order, watch: _Watch) -> None:
        self._order, self._watch = order, watch
        self._path = order.folder / "contained.json"
        self._sandbox = Sandbox.probe()
        self.grade, self.reason = self._sandbox.grade, self._sandbox.reason
        if self._path.exists():
            grade, self.reason = json.loads(self._path.read_text())
            self.grade = Grade(grade)

    def __call__(self) -> str:
        because = ""
        try:
            if self.grade is not Grade.NONE:
                because = self._inside()
        except (SandboxUnavailable, SandboxRefused) as refused:
            self.grade, self.reason = Grade.NONE, str(refused)
        self._path.write_text(json.dumps([self.grade.value, self.reason]))
        return self._watch.child(READ, {"RLIMIT_DATA": CHILD_MEMORY}) if self.grade is Grade.NONE else because

    def _inside(self) -> str:
        order = self._order
        mirror = f"/look/{hashlib.sha256(str(order.mirror).encode()).hexdigest()[:16]}.git"
        reads = {mirror: order.mirror, "/look/records": order.pinned, "/look/attested": order.given}
        writes = {"/look/left": order.left(READ), "/look/cache": order.cache}
        places = {outside: inside for inside, outside in (*reads.items(), *writes.items())}
        return in_sandbox(
            self._sandbox,
            order.to_json(READ, places),
            reads=reads,
            writes=writes,
            seconds=order.seconds[READ],
            stop=self._watch.stop,
        )


def _together(seen: Left, ran: Left | str) -> FactSheet:
    sheet = seen.sheet
    if isinstance(ran, str):
        remedy = "Inspect again; if it stays so, tell the makers of Makegood."
        sheet.add(Gap.of(name.name, Cause.ERROR, ran, remedy) for probe in probes_of(RUN) for name in probe.gives)
        return sheet
    sheet.add(ran.sheet.facts.values())
    sheet.add(ran.sheet.gaps)
    if sheet.earlier is not None and ran.sheet.earlier is not None:
        sheet.earlier = Earlier(sheet.earlier.revision, {**ran.sheet.earlier.known, **sheet.earlier.known})
    return sheet


class _Watch:
    """Tells how far the stages are and hears whether to end, while they run."""

    def __init__(self, order: Order, told: Told, stop: Stop) -> None:
        self._order, self._told, self._stop = order, told, stop
        self._due, self._last, self._ended = 0.0, Rows(), False

    def stop(self) -> bool:
        if time.monotonic() > self._due:
            self._due = time.monotonic() + TELL_SECONDS
            self._ask()
        return self._ended

    def child(self, stage: str, limits: Mapping[str, int] | None = None) -> str:
        order = self._order
        message = order.to_json(stage, {})
        return as_child(message, seconds=order.seconds[stage], stop=self.stop, limits=limits)

    def check(self) -> None:
        self._ask()
        if self._ended:
            raise Stopped

    def _ask(self) -> None:
        self._tell()
        self._ended = self._ended or self._stop()

    def _tell(self) -> None:
        rows = [row for stage in (READ, RUN) for row in read_progress(self._order.left(stage))]
        if rows != self._last:
            self._last = rows
            self._told(rows)
