"""Hours of one advisor: by client and month. Nobody is shown somebody else's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet, Sum

from makegood.accounts.models import User
from makegood.connectors.spreadsheet import Cell, csv_bytes
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Standing
from makegood.rhythm.portfolio.models import WorkHours
from makegood.rhythm.portfolio.queries.months import after

HEAD = ("Day", "Client", "Project", "Hours", "Minutes", "What")


def said_minutes(minutes: int) -> str:
    """ "2:30"."""
    return f"{minutes // 60}:{minutes % 60:02d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Of one client in one month."""

    engagement: Engagement
    minutes: int

    @property
    def said(self) -> str:
        return said_minutes(self.minutes)


def hours_in(month: date, by: User, standings: Sequence[Standing]) -> QuerySet[WorkHours]:
    """What they wrote down for clients whom they still advise."""
    engagements = [one.engagement.pk for one in standings]
    return WorkHours.objects.filter(by=by, engagement__in=engagements, day__gte=month, day__lt=after(month))


def sums_in(month: date, by: User, standings: Sequence[Standing]) -> list[Sums]:
    """Clients with hours in that month, by name; one query."""
    names = {one.engagement.pk: one.engagement for one in standings}
    rows = hours_in(month, by, standings).order_by().values_list("engagement_id").annotate(all=Sum("minutes"))
    found = [Sums(engagement=names[id], minutes=minutes) for id, minutes in rows]
    return sorted(found, key=lambda one: (one.engagement.owner_company.name.casefold(), one.engagement.name))


def hours_file(month: date, by: User, standings: Sequence[Standing]) -> bytes:
    """CSV of that month; no cell of it can act."""
    names = {one.engagement.pk: one.engagement for one in standings}
    rows: list[Sequence[Cell]] = [
        (row.day, names[row.engagement_id].owner_company.name, names[row.engagement_id].name,
         said_minutes(row.minutes), row.minutes, row.what)
        for row in hours_in(month, by, standings).order_by("day", "written")
    ]  # fmt: skip
    return csv_bytes(HEAD, rows)
