"""Reports in the name of a practice: where they lie, and the one of an inspection."""

from __future__ import annotations

import uuid
from pathlib import Path

from makegood.connectors.uploads import kept_path
from makegood.engagements.models import Engagement
from makegood.inspections.filing import digest_of, evidence_folder
from makegood.inspections.models import Inspection, State
from makegood.rhythm.portfolio.models import Practice, ReportCopy


def copies_folder() -> Path:
    """Of its own beside the evidence: a copy is none, and is taken away when another is made."""
    return evidence_folder() / "copies"


def reported(engagement: Engagement, inspection_id: uuid.UUID) -> Inspection | None:
    """One whose report can be handed on: of a delivery, and done."""
    rows = Inspection.objects.filter(engagement=engagement, pk=inspection_id, state=State.DONE, is_glance=False)
    return rows.exclude(report_digest="").defer("rule_book").first()


def copy_of(practice: Practice, inspection: Inspection) -> ReportCopy | None:
    return ReportCopy.objects.filter(practice=practice, inspection=inspection).first()


def content_of(digest: str) -> bytes | None:
    """None where it is not on the disk as it was made."""
    try:
        content = kept_path(copies_folder(), digest).read_bytes()
    except (OSError, ValueError):
        return None
    return content if digest_of(content) == digest else None
