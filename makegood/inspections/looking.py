"""The worker's side of the look: what the engine's process is told, and what is read back from it."""

from __future__ import annotations

import hmac
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.conf import settings

from makegood.engagements.models import Engagement
from makegood.engine import apart
from makegood.engine.advisories.index import IndexRefused, head_digest
from makegood.engine.advisories.snapshot import pin
from makegood.engine.home import Home
from makegood.engine.playbook import PlaybookRefused
from makegood.engine.probe import ToolRun
from makegood.inspections.copies.places import mirror_path
from makegood.inspections.filing import REPORT_LIMIT, keep
from makegood.inspections.models import LIVE, Inspection
from makegood.inspections.refusal import NotSeen

SHEETS_LIMIT = REPORT_LIMIT
SUBJECT = "delivery"
"""What the verdicts of an inspection call the code; there is one repository for each."""

TOOLS = Path(__file__).resolve().parents[2] / ".tools"


def home() -> Home:
    return Home(state=Path(settings.MAKEGOOD_HOME), cache=Home.here().cache)


def run_folder(inspection: Inspection) -> Path:
    return home().runs / str(inspection.pk)


def pin_records() -> str:
    """Keeps the vulnerability records as they are now, and returns their digest; empty where there are none."""
    place = home()
    digest = head_digest(place.advisories)
    if digest:
        try:
            pin(place.advisories, place.key(), _records(digest), place.key())
        except IndexRefused:
            return ""  # the probe says so itself, as a gap
    return digest


def _records(digest: str) -> Path:
    return Path(settings.MAKEGOOD_HOME) / "records" / digest


def look(inspection: Inspection) -> dict[str, object]:
    """Runs the engine apart and files the facts. Returns what the judging needs; raises NotSeen and OSError."""
    try:
        looked = apart.look(_order(inspection), told=_teller(inspection), stop=_stopper(inspection))
    except apart.Stopped:
        raise NotSeen("It was stopped.") from None
    except (apart.NotLooked, PlaybookRefused) as refused:
        raise NotSeen(str(refused)) from None
    content = json.dumps(looked.sheets, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return {
        "sheets": keep(content, limit=SHEETS_LIMIT),
        "seconds": looked.inspection.seconds,
        "started": looked.inspection.started.isoformat(),
        "tools": [asdict(tool) for tool in looked.inspection.tools],
        "contained": looked.contained.value,
    }


def moment_of(seen: Mapping[str, object], engagement: Engagement) -> datetime:
    """When it was looked at, in the engagement's time zone: reports and letters name the day of its people."""
    return datetime.fromisoformat(str(seen["started"])).astimezone(ZoneInfo(engagement.time_zone))


def tools_of(seen: Mapping[str, object]) -> list[ToolRun]:
    rows = seen["tools"]
    assert isinstance(rows, Sequence)
    return [ToolRun(**row) for row in rows]


def sweep(inspection: Inspection) -> None:
    """What the run left is filed or not needed; half-finished runs keep theirs, so that they go on."""
    shutil.rmtree(run_folder(inspection), ignore_errors=True)


def _order(inspection: Inspection) -> apart.Order:
    place = home()
    engagement = inspection.engagement_id.hex
    return apart.Order(
        mirror=mirror_path(inspection.mirror),
        revision=inspection.revision,
        digest=f"sha256:{inspection.content_digest}" if inspection.content_digest else "",
        playbook=bytes(inspection.rule_book),
        folder=run_folder(inspection),
        cache=place.cache / "engagements" / engagement,
        key=hmac.digest(place.key(), f"engagement {engagement}".encode(), "sha256"),
        name=SUBJECT,
        since=inspection.since or None,
        records=_records(inspection.records) if inspection.records else None,
        records_key=place.key(),
        tools=TOOLS if TOOLS.is_dir() else None,
        packages=place.packages,
        allow_run=inspection.allow_run,
        jobs=os.cpu_count() or 1,
    )


def _teller(inspection: Inspection) -> Callable[[list[tuple[str, str]]], None]:
    """What the page shows: what runs now, and how much is done. A page that is not told loses nothing."""

    def tell(rows: list[tuple[str, str]]) -> None:
        done = sum(1 for _, how_far in rows if how_far in ("done", "failed"))
        now = [[what, how_far] for what, how_far in rows if how_far not in ("done", "failed")]
        told = [["looked at so far", f"{done} of {len(rows)}"], *now[:6]]
        Inspection.objects.filter(pk=inspection.pk, state__in=LIVE).update(progress=told)

    return tell


def _stopper(inspection: Inspection) -> Callable[[], bool]:
    """Asks the row whether somebody stopped it; `apart.look` says how often."""
    return lambda: not Inspection.objects.filter(pk=inspection.pk, state__in=LIVE).exists()
