"""Counter-proposals in words: what is agreed now, and what is wished."""

from __future__ import annotations

from dataclasses import dataclass

from makegood.engagements.models import Engagement
from makegood.engine.limits import measure_of
from makegood.engine.verdict import Priority
from makegood.phases.agreement.models import CounterProposal
from makegood.phases.agreement.queries.checklists import SAID, checks
from makegood.phases.agreement.queries.saying import answers_of
from makegood.phases.agreement.queries.sealed import document_of


@dataclass(frozen=True, slots=True)
class Wish:
    """`about`: the promise or the term; `wants`: what is wished, a line each."""

    row: CounterProposal
    about: str
    where: str
    wants: tuple[str, ...]


def wishes_of(engagement: Engagement) -> list[Wish]:
    """Of all agreements of the engagement, the latest first. A fixed number of queries."""
    rows = (
        CounterProposal.objects.filter(agreement__engagement=engagement)
        .select_related("agreement__engagement", "milestone", "by")
        .order_by("-made")
    )
    found, names = [], _names(engagement, rows)
    for row in rows:
        if row.check_id in checks():
            promise = checks()[row.check_id].promise
            found.append(Wish(row, promise, row.milestone.title if row.milestone else "", tuple(_wants(row))))
        else:
            found.append(Wish(row, names.get(row.topic, row.topic), "", ()))
    return found


def _names(engagement: Engagement, rows: object) -> dict[str, str]:
    del rows
    latest = engagement.agreements.order_by("-number").first()
    return {} if latest is None else {one.key: one.name for one in answers_of(document_of(latest))}


def _wants(row: CounterProposal) -> list[str]:
    check = checks()[row.check_id]
    wants = []
    if row.priority == "none":
        wants.append("Leave it out")
    elif row.priority:
        wants.append(SAID[Priority(row.priority)])
    for name, typed in row.limits.items():
        if name in check.limits:
            measure = measure_of(check, name)
            wants.append(f"{measure.label}: {measure.said(measure.read(str(typed)))}")
    return wants
