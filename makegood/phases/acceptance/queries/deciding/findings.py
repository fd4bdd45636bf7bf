"""The findings of one item, one of which can be accepted anyway: searched and paged, however many there are."""

from __future__ import annotations

from django.db.models import Min, Q, QuerySet

from makegood.inspections.models import Inspection, Lead

SHOWN = 50
"""Findings that are offered at once."""


def findings_of(inspection: Inspection, check: str, words: str = "") -> QuerySet[Lead]:
    """Each finding once, by its first place, in the inspection's order. `words`: in its sentence or its path."""
    rows = Lead.objects.filter(inspection=inspection, check_id=check).exclude(fingerprint="")
    first = rows.values("fingerprint").annotate(first=Min("id")).values("first")
    found = Lead.objects.filter(pk__in=first).order_by("id")
    return found.filter(Q(summary__icontains=words) | Q(path__icontains=words)) if words else found


def finding_with(inspection: Inspection | None, check: str, fingerprint: str) -> Lead | None:
    if inspection is None or not fingerprint:
        return None
    return findings_of(inspection, check).filter(fingerprint=fingerprint).first()


def said_finding(lead: Lead) -> str:
    return f"{lead.path}:{lead.line} {lead.summary}" if lead.path else lead.summary
