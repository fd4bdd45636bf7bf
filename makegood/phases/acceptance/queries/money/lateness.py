"""The owner's lateness with money: shown to both sides, and it moves the partner's dates (docs/money.md)."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from django.db.models import BigIntegerField, Case, F, Sum, When
from django.db.models.functions import Coalesce

from makegood.engagements.events import now_in
from makegood.engagements.models import Engagement
from makegood.phases.acceptance.models import Decision, PaymentRequest, Release
from makegood.phases.acceptance.queries.money.book import Book, living
from makegood.phases.acceptance.queries.money.books import book_of, books_of
from makegood.phases.agreement.queries import calendar_of, payee_now, who_can_be_paid
from makegood.rules.calendars.agreement import Late, extended, owner_lateness
from makegood.rules.calendars.business import Calendar, counted_days, said_day
from makegood.rules.calendars.clock import Clock
from makegood.rules.money.amount import formatted


@dataclass(frozen=True, slots=True, kw_only=True)
class Overdue:
    """What was to be paid by `due` and is not. `waits_for`: "release" by the owner, or "payment" after it."""

    request: PaymentRequest
    due: date
    left_cents: int
    waits_for: str


def overdue_of(book: Book, *, payable: bool | None = None) -> list[Overdue]:
    """Today, the oldest first. A request whose account is being changed is not the owner's lateness.

    `payable`: whether there is an account that money may go to, where that is known already.
    """
    found = [one for one in _unpaid(book) if one.due < book.today]
    asked = book.open_request
    due = book.due_on(asked) if asked is not None else None
    if asked is not None and due is not None and due < book.today and _may_release(book, payable):
        found.append(Overdue(request=asked, due=due, left_cents=asked.due_cents, waits_for="release"))
    return sorted(found, key=lambda one: one.due)


def _may_release(book: Book, payable: bool | None) -> bool:
    return payee_now(book.engagement, book.now) is not None if payable is None else payable


def _unpaid(book: Book) -> Iterable[Overdue]:
    for release in book.released:
        left = release.amount_cents - sum(
            payment.amount_cents for payment in living(book.payments) if payment.release_id == release.pk
        )
        if left > 0:
            yield Overdue(request=release.request, due=release.pay_by, left_cents=left, waits_for="payment")


def days_late(book: Book, *, payable: bool | None = None) -> tuple[date, ...]:
    """The days on which the partner waited for money, each once; those of today's open lateness included."""
    overdue = overdue_of(book, payable=payable)
    late = [Late(f"payment request {one.request.number}", _close(book, one.due)) for one in overdue]
    for release in book.released:
        done = _paid_up_on(book, release.pk, release.amount_cents)
        if done is not None and done > release.pay_by:
            reason = f"payment request {release.request.number}"
            late.append(Late(reason, _close(book, release.pay_by), _noon(book, done)))
    return owner_lateness(late, book.terms.calendar, book.now)


def moved_by_lateness(clock: Clock, engagement: Engagement) -> Clock:
    """The partner's clock, later by the days after it began and until its end on which they waited for money."""
    book = book_of(engagement)
    if book is None or clock.started is None or clock.ends is None:
        return clock
    return replace(clock, ends=_moved(clock.started, clock.ends, days_late(book), clock.calendar))


def days_late_in(engagements: Sequence[Engagement]) -> dict[uuid.UUID, tuple[date, ...]]:
    """`days_late` of many engagements; without any, no query. Whole books only of those that may have been late: a
    hundred took 700 ms."""
    if not engagements:
        return {}
    found: dict[uuid.UUID, tuple[date, ...]] = {engagement.pk: () for engagement in engagements}
    doubtful = _may_be_late(engagements)
    if doubtful:
        books = books_of(doubtful)
        able = who_can_be_paid({id: book.now for id, book in books.items()})
        found |= {id: days_late(book, payable=id in able) for id, book in books.items()}
    return found


def _may_be_late(engagements: Sequence[Engagement]) -> list[Engagement]:
    """All but those in which each release was paid by its day and no open request can be due yet; two queries."""
    today = {one.pk: calendar_of(one).day_of(now_in(one)) for one in engagements}
    cents = F("payments__amount_cents")
    # What takes a record back has its release and amount, and is taken off whatever its day.
    counted = Case(
        When(payments__reverses__isnull=False, then=-cents),
        When(payments__on__lte=F("pay_by"), then=cents),
        default=0,
        output_field=BigIntegerField(),
    )
    engagement = "request__agreement__engagement_id"
    released = Release.objects.filter(**{f"{engagement}__in": today}, pay_by__lt=max(today.values()))
    released = released.annotate(in_time=Coalesce(Sum(counted), 0)).filter(in_time__lt=F("amount_cents"))
    late = {id for id, day in released.values_list(engagement, "pay_by") if day < today[id]}
    asked = PaymentRequest.objects.filter(agreement__engagement__in=today, refused=None, release=None)
    for id, at, days in asked.values_list("agreement__engagement_id", "at", "agreement__payment_days"):
        # Working days are no fewer than days of the calendar; a day less, as it may have been another day there.
        if at.date() + timedelta(days=days - 1) < today[id]:
            late.add(id)
    return [engagement for engagement in engagements if engagement.pk in late]


def fix_due(decision: Decision, late: Sequence[date], calendar: Calendar) -> datetime | None:
    """When the fix of what was sent back is due, with the days on which the partner waited for money; None: never."""
    due = decision.cure_until
    return None if due is None else _moved(decision.at, due, late, calendar)


def _moved(began: datetime, ends: datetime, late: Sequence[date], calendar: Calendar) -> datetime:
    first, due = calendar.day_of(began), calendar.day_of(ends)
    days = [day for day in late if first < day <= due]
    return calendar.close_of(extended(due, days, calendar)) if days else ends


def _paid_up_on(book: Book, release_id: object, whole: int) -> date | None:
    """The day on which the last cent of it had left; None while some of it has not."""
    paid = 0
    for payment in sorted(living(book.payments), key=lambda one: one.on):
        if payment.release_id == release_id:
            paid += payment.amount_cents
            if paid >= whole:
                return payment.on
    return None


def _close(book: Book, day: date) -> datetime:
    """The end of that day: who pays on the day is in time."""
    return datetime.combine(day + timedelta(days=1), time.min, book.terms.calendar.zone) - timedelta(seconds=1)


def _noon(book: Book, day: date) -> datetime:
    return datetime.combine(day, time(12), book.terms.calendar.zone)


def lateness_sentences(book: Book) -> list[str]:
    """For both sides; empty while the owner was never late with money."""
    buyer, days = book.engagement.owner_company, days_late(book)
    if not days:
        return []
    now = [
        f"{buyer} is late: {formatted(one.left_cents)} of payment request {one.request.number} were due on "
        f"{said_day(one.due)}."
        for one in overdue_of(book)
    ]
    said = f"{buyer} was late with money on {counted_days(len(days))}, which moves the partner’s dates by as much."
    return [*now, said, *_parts_moved(book, days)]


def _parts_moved(book: Book, days: tuple[date, ...]) -> list[str]:
    """The days by which the parts that are not accepted are due now."""
    open_ = [(one.title, one.due) for one in book.milestones if one.due and str(one.line) not in book.taken]
    return [
        f"{title}: due on {said_day(extended(due, days, book.terms.calendar))} instead of {said_day(due)}."
        for title, due in open_
    ]
