"""What many engagements show of their partners, in a number of queries that does not grow with them."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Count, Exists, Min, OuterRef

from makegood.engagements.events import now_in
from makegood.engagements.keeping import Kept
from makegood.engagements.models import Engagement
from makegood.inspections.models import State, Verdict
from makegood.phases.acceptance.models import Appeal, Payment, Submission, Verb
from makegood.phases.acceptance.queries.money.book import OPEN, TAKEN
from makegood.phases.acceptance.queries.money.lateness import days_late_in
from makegood.phases.agreement.models import Agreement, AgreementState, Milestone
from makegood.phases.agreement.queries import calendar_of
from makegood.rules.calendars.agreement import extended
from makegood.rules.calendars.business import Calendar
from makegood.rules.comparison.course import Answer, Appeals, Course, Delivery, Money, Part, course_of

ANSWERS = {
    Verb.ACCEPTED: Answer.TAKEN,
    Verb.SILENT: Answer.SILENT,
    Verb.REJECTED: Answer.BACK,
    Verb.ANYWAY: Answer.NEITHER,
}
_PART = "milestone__agreement__engagement"


_kept = Kept[Course](beside=lambda engagement: calendar_of(engagement).day_of(now_in(engagement)))


def courses_of(engagements: Sequence[Engagement]) -> dict[uuid.UUID, Course]:
    """By engagement, of those with a signed agreement; read once a day for each state of the tree."""
    return _kept.of(engagements, _read)


def _read(engagements: Sequence[Engagement]) -> dict[uuid.UUID, Course]:
    signed = _signed(engagements)
    if not signed:
        return {}
    running = [one for one in engagements if one.pk in signed]
    late, parts, handed = days_late_in(running), _parts(signed), _handed(signed)
    paid, appeals = _paid(signed), _appeals(signed)
    found = {}
    for one in running:
        reading = _Reading(one, late.get(one.pk, ()), handed.get(one.pk, {}))
        mine = parts.get(one.pk, ())
        found[one.pk] = course_of(
            [reading.part(line, due) for line, due, _ in mine],
            Money(
                paid=tuple(paid.get(one.pk, ())),
                proven=tuple(reading.proven(mine)),
                agreed=sum(cents for *_, cents in mine),
            ),
            appeals.get(one.pk, Appeals()),
            signed=reading.calendar.day_of(signed[one.pk]),
            today=reading.today,
            owner_late=len(reading.late),
        )
    return found


_Handed = tuple[datetime, str | None, str | None, datetime | None, datetime | None, int | None]
"""When it was handed in, what was decided with which gate, when, by when the fix was due, open items."""


class _Reading:
    """One engagement's rows as days of its own calendar."""

    def __init__(
        self, engagement: Engagement, late: Sequence[date], handed: Mapping[uuid.UUID, Sequence[_Handed]]
    ) -> None:
        self.calendar: Calendar = calendar_of(engagement)
        self.today = self.calendar.day_of(now_in(engagement))
        self.late = late
        self._handed = handed

    def part(self, line: uuid.UUID, due: date | None) -> Part:
        rows = self._handed.get(line, ())
        came = self.calendar.day_of(rows[0][0]) if rows else self.today
        moved = self._moved(due, [day for day in self.late if day <= came]) if due else None
        return Part(due=moved, deliveries=tuple(self._delivery(row) for row in rows))

    def proven(self, parts: Iterable[tuple[uuid.UUID, date | None, int]]) -> Iterable[tuple[date, int]]:
        for line, _, cents in parts:
            for _, verb, gate, at, _, _ in self._handed.get(line, ()):
                if verb in TAKEN and gate == OPEN and at is not None:
                    yield self.calendar.day_of(at), cents
                    break

    def _delivery(self, row: _Handed) -> Delivery:
        on, verb, gate, at, cure, open_items = row
        fix_by = None
        if cure is not None and at is not None:
            sent, last = self.calendar.day_of(at), self.calendar.day_of(cure)
            fix_by = self._moved(last, [day for day in self.late if sent < day <= last])
        return Delivery(
            on=self.calendar.day_of(on),
            answer=ANSWERS[Verb(verb)] if verb else None,
            met=gate == OPEN,
            open_items=open_items,
            fix_by=fix_by,
        )

    def _moved(self, due: date, late: Sequence[date]) -> date:
        return extended(due, late, self.calendar)


def _signed(engagements: Sequence[Engagement]) -> dict[uuid.UUID, datetime]:
    """When the first agreement was signed, of those that have one now."""
    now = Agreement.objects.filter(engagement=OuterRef("engagement"), state=AgreementState.SIGNED)
    rows = Agreement.objects.filter(Exists(now), engagement__in=engagements, signed__isnull=False)
    return dict(rows.values_list("engagement_id").annotate(first=Min("signed")))


def _parts(ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[tuple[uuid.UUID, date | None, int]]]:
    """Line, due day and price of each part of the signed agreement."""
    found: defaultdict[uuid.UUID, list[tuple[uuid.UUID, date | None, int]]] = defaultdict(list)
    rows = Milestone.objects.filter(agreement__engagement__in=ids, agreement__state=AgreementState.SIGNED)
    names = ("agreement__engagement_id", "line", "due", "amount_cents")
    for id, line, due, cents in rows.order_by("position").values_list(*names):
        found[id].append((line, due, cents))
    return found


def _handed(ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Mapping[uuid.UUID, Sequence[_Handed]]]:
    """What arrived, by engagement and line, in order."""
    open_items = _open_items(ids)
    names = (
        f"{_PART}_id", "milestone__line", "at", "decision__verb", "decision__gate_state", "decision__at",
        "decision__cure_until", "inspection_id", "inspection__state",
    )  # fmt: skip
    found: dict[uuid.UUID, dict[uuid.UUID, list[_Handed]]] = defaultdict(lambda: defaultdict(list))
    rows = Submission.objects.filter(**{f"{_PART}__in": ids}, complete_at__isnull=False)
    for id, line, at, verb, gate, decided, cure, inspection, state in rows.order_by("at", "number").values_list(*names):
        items = open_items.get(inspection, 0) if state == State.DONE else None
        found[id][line].append((at, verb, gate, decided, cure if verb == Verb.REJECTED else None, items))
    return found


def _open_items(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, int]:
    """Items that were not met, by inspection of what was accepted; not those whose finding was withdrawn."""
    taken = Submission.objects.filter(inspection=OuterRef("inspection"), decision__verb__in=TAKEN)
    withdrawn = Appeal.objects.filter(
        submission__inspection=OuterRef("inspection"), check_id=OuterRef("check_id"), ruling="withdrawn"
    )
    rows = Verdict.objects.filter(
        Exists(taken), ~Exists(withdrawn), inspection__engagement__in=ids, outcome="fail"
    ).exclude(priority="")
    return dict(rows.order_by().values_list("inspection_id").annotate(items=Count("pk")))


def _paid(ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[tuple[date, int]]]:
    """Living payments: neither what was taken back nor what takes it back."""
    found = defaultdict(list)
    rows = Payment.objects.filter(engagement__in=ids, reverses=None, reversed_by=None)
    for id, on, cents in rows.values_list("engagement_id", "on", "amount_cents"):
        found[id].append((on, cents))
    return found


def _appeals(ids: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, Appeals]:
    counted: dict[uuid.UUID, dict[str, int]] = defaultdict(dict)
    about = f"submission__{_PART}"
    rows = Appeal.objects.filter(**{f"{about}__in": ids}).values_list(f"{about}_id", "ruling")
    for id, ruling, number in rows.order_by().annotate(number=Count("pk")):
        counted[id][ruling] = number
    return {
        id: Appeals(won=one.get("withdrawn", 0), lost=one.get("upheld", 0), open=one.get("", 0))
        for id, one in counted.items()
    }
