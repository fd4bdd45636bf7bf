"""What the assistant was asked for on a desk, and whether the company has one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from makegood.rhythm.assistant.models import Setting
from makegood.rhythm.desk.models import Desk, Help, HelpState
from makegood.rules.assistant.pointing import asked_for
from makegood.rules.reading.kinds import PaperKind

VALUES, SUMMARY, LETTER = "values", "summary", "letter-"
AGREED = (PaperKind.CONTRACT, PaperKind.AMENDMENT, PaperKind.ORDER, PaperKind.PROPOSAL)


def has_assistant(desk: Desk) -> bool:
    return Setting.objects.filter(company__bought=desk.engagement_id).exists()


def help_with(desk: Desk, about: str) -> Help | None:
    return Help.objects.filter(desk=desk, about=about).select_related("by").first()


def not_found(desk: Desk) -> tuple[str, ...]:
    """Values that no paper of the agreement says and an assistant may look for."""
    papers = [paper for paper in (desk.reading or {}).get("papers", ()) if paper["kind"] in AGREED]
    if not papers:
        return ()
    missing = set.intersection(*(set(paper.get("missing", ())) for paper in papers))
    return asked_for(sorted(missing))


def pointed_at(desk: Desk) -> Mapping[str, Mapping[str, Any]]:
    """Values by name that the assistant pointed at, as makegood.reading/1 writes them; nothing while it works."""
    row = Help.objects.filter(desk=desk, about=VALUES, state=HelpState.READY).first()
    return row.found if row else {}
