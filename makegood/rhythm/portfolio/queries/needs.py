"""Why a client needs the advisor: payments this week, clocks under five days, the desk, what got worse, no owner.

Each source asks once for all clients, and only where the advisor was granted to see what it tells.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from django.db.models import Exists, F, OuterRef
from django.db.models.fields.json import KeyTextTransform
from django.urls import reverse
from django.utils import timezone

from makegood.engagements.figures import Urgency
from makegood.engagements.models import Engagement, Event, Invitation, Role, Seat
from makegood.engagements.permissions import Act, Standing
from makegood.inspections.models import Inspection, State
from makegood.phases.acceptance.models import PaymentRequest, Submission, SubmissionState, Verb
from makegood.phases.acceptance.queries.deciding.waiting import last_rounds
from makegood.phases.acceptance.queries.money.waiting import unpaid
from makegood.phases.agreement.models import AgreementState, Milestone
from makegood.phases.agreement.queries import calendar_of
from makegood.rhythm.desk.models import Desk, PaidAnyway
from makegood.rhythm.desk.queries.waiting import waiting_about_desks
from makegood.rhythm.portfolio.queries.risen import risen_since
from makegood.rules.calendars.business import plain_day
from makegood.rules.money.amount import formatted

SOON, WEEK = timedelta(days=5), timedelta(days=7)


class Kind(StrEnum):
    """In the order in which they press."""

    PAYMENT = "payments"
    CLOCK = "clocks"
    DESK = "desk"
    WORSE = "worse"
    OWNER = "owner"


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One line about one client. `due`: by when, None where it has no day. `is_bill`: of a bill on the desk."""

    engagement_id: uuid.UUID
    kind: Kind
    sentence: str
    path: str
    due: datetime | None = None
    cents: int = 0
    is_bill: bool = False


class Clients:
    """The advisor's clients, by what may be seen of each."""

    def __init__(self, standings: Sequence[Standing]) -> None:
        self.now, self.standings = timezone.now(), standings
        self.by_id: Mapping[uuid.UUID, Engagement] = {one.engagement.pk: one.engagement for one in standings}
        self._acts = {one.engagement.pk: one.acts for one in standings}

    def that_show(self, *acts: Act) -> list[uuid.UUID]:
        """Those where any one of the acts was granted."""
        return [id for id, granted in self._acts.items() if granted & set(acts)]

    def moved_lately(self, act: Act) -> list[uuid.UUID]:
        """Those of them in which anything happened within a week."""
        last = {id: self.by_id[id].last_event_at for id in self.that_show(act)}
        return [id for id, at in last.items() if at is not None and at >= self.now - WEEK]

    def shows(self, id: uuid.UUID, act: Act) -> bool:
        return act in self._acts[id]

    def path(self, name: str, id: uuid.UUID, *more: object) -> str:
        return reverse(name, args=[id, *more])


def needs_of(standings: Sequence[Standing]) -> dict[uuid.UUID, list[Need]]:
    """By engagement, what presses most first; only those that have any. A fixed number of queries."""
    found: dict[uuid.UUID, list[Need]] = {}
    clients = Clients(standings)
    for source in SOURCES if standings else ():
        for need in source(clients):
            found.setdefault(need.engagement_id, []).append(need)
    for needs in found.values():
        needs.sort(key=pressing)
    return found


def pressing(need: Need) -> tuple[bool, float, int]:
    """What has a day comes first, the earliest of them; then by kind."""
    return (need.due is None, need.due.timestamp() if need.due else 0.0, list(Kind).index(need.kind))


def _approved(clients: Clients) -> Iterator[Need]:
    """What is approved and not paid, due within a week."""
    for row in unpaid(clients.that_show(Act.SEE_RELEASES, Act.SEE_MONEY)):
        engagement = clients.by_id[row.engagement_id]
        calendar = calendar_of(engagement)
        due = calendar.moment(row.pay_by, calendar.close)
        if due > clients.now + WEEK:
            continue
        name = "acceptance:to_pay" if clients.shows(engagement.pk, Act.SEE_RELEASES) else "acceptance:money"
        words = "was to be paid by" if due < clients.now else "is to be paid by"
        yield Need(
            engagement_id=engagement.pk,
            kind=Kind.PAYMENT,
            sentence=f"{formatted(row.left)} to {row.payee} {words} {plain_day(row.pay_by)}.",
            path=clients.path(name, engagement.pk),
            due=due,
            cents=row.left,
        )


def _asked(clients: Clients) -> Iterator[Need]:
    """Payment requests without an answer."""
    rows = PaymentRequest.objects.filter(
        agreement__engagement__in=clients.that_show(Act.SEE_MONEY), refused=None, release=None
    )
    for id, request, number, cents in rows.values_list("agreement__engagement_id", "pk", "number", "due_cents"):
        yield Need(
            engagement_id=id,
            kind=Kind.PAYMENT,
            sentence=f"{clients.by_id[id].partner} asks for {formatted(cents)} (payment request {number}).",
            path=clients.path("acceptance:request", id, request),
            cents=cents,
        )


def _rounds(clients: Clients) -> Iterator[Need]:
    """Silence that is about to count as yes, and fixes that are about to be due."""
    for row in last_rounds(clients.that_show(Act.SEE_WORK), with_words=False):
        engagement, decision = clients.by_id[row.milestone.agreement.engagement_id], getattr(row, "decision", None)
        if decision is None:
            due = row.silence_at if row.state == SubmissionState.COMPLETE else None
            words = f"{row.milestone.title}: silence counts as yes"
        else:
            due = decision.cure_until if decision.verb == Verb.REJECTED else None
            words = f"{row.milestone.title}: {engagement.partner} is to have fixed it"
        if due is None or due > clients.now + SOON:
            continue
        day = plain_day(calendar_of(engagement).day_of(due))
        yield Need(
            engagement_id=engagement.pk,
            kind=Kind.CLOCK,
            sentence=f"{words} {'on' if decision is None else 'by'} {day}.",
            path=clients.path("acceptance:milestone", engagement.pk, row.milestone_id),
            due=due,
        )


def _parts(clients: Clients) -> Iterator[Need]:
    """Parts of signed agreements that are due, or late, and of which nothing was handed in."""
    same = {"milestone__line": OuterRef("line"), "milestone__agreement__engagement": OuterRef("agreement__engagement")}
    rows = Milestone.objects.filter(
        ~Exists(Submission.objects.filter(**same)),
        agreement__engagement__in=list(clients.by_id),
        agreement__state=AgreementState.SIGNED,
        due__lte=(clients.now + SOON).date(),
    )
    found = rows.values_list("agreement__engagement_id", "title", "due").order_by("due")
    for id, title, day in ((id, title, day) for id, title, day in found if day is not None):
        engagement = clients.by_id[id]
        calendar = calendar_of(engagement)
        due = calendar.moment(day, calendar.close)
        words = "was due on" if due < clients.now else "is due on"
        yield Need(
            engagement_id=id,
            kind=Kind.CLOCK,
            sentence=f"{title} {words} {plain_day(day)} and is not handed in.",
            path=clients.path("engagements:show", id),
            due=due,
        )


def _inspected(clients: Clients) -> Iterator[Need]:
    """Inspections of the last week that found more than the one before: the newest of each client."""
    told: set[uuid.UUID] = set()
    rows = Inspection.objects.filter(
        engagement__in=clients.moved_lately(Act.SEE_WORK), state=State.DONE, ended__gte=clients.now - WEEK
    )
    newest = rows.order_by("-asked").values_list("engagement_id", "pk", "compared")
    for id, inspection, compared in newest:
        if id in told:
            continue
        told.add(id)
        if new := compared.get("new"):
            words = "finding is new" if new == 1 else "findings are new"
            yield Need(
                engagement_id=id,
                kind=Kind.WORSE,
                sentence=f"{new} {words} since the inspection before.",
                path=clients.path("inspections:show", id, inspection),
            )


def _on_desks(clients: Clients) -> Iterator[Need]:
    """What was decided about what lies on a desk, and what waits there to be looked over.

    A bill stays a need until something is decided anew; "Don't pay yet" got worse for a week.
    """
    rows = Desk.objects.filter(engagement__in=clients.that_show(Act.SEE_OWNERS_SIDE), judged_at=F("changed"))
    named = {name: KeyTextTransform(name, "judgement") for name in ("state", "sentence", "cents", "due", "bill")}
    told_rows = rows.exclude(judged_on=None).annotate(**{f"told_{name}": part for name, part in named.items()})
    paid = PaidAnyway.objects.filter(desk=OuterRef("pk"), bill=OuterRef("told_bill"))
    decided = told_rows.annotate(anyway=Exists(paid))
    told: set[uuid.UUID] = set()
    for id, on, anyway, verb, said, *texts in decided.values_list(
        "engagement_id", "judged_on", "anyway", "told_state", "told_sentence", "told_cents", "told_due"
    ):
        cents, day = ("" if text == "null" else text for text in texts)  # SQLite's word for what is not there
        told.add(id)
        lately, bill = on is not None and on >= clients.now - WEEK, bool(cents and int(cents) > 0)
        if anyway or (not lately and (verb == "open" or not bill)):
            continue
        calendar, due = calendar_of(clients.by_id[id]), date.fromisoformat(day) if bill and day else None
        yield Need(
            engagement_id=id,
            kind=Kind.WORSE if lately and verb == "held" else Kind.DESK,
            sentence=f"{said}.{f' Due {plain_day(due)}.' if due else ''}",
            path=clients.path("desk:decision", id),
            due=calendar.moment(due, calendar.close) if due else None,
            is_bill=bill,
        )
    for one in waiting_about_desks(clients.standings):
        if one.engagement_id not in told and one.urgency == Urgency.WAITS:
            words = one.sentence.removeprefix("Continue: ")
            yield Need(
                engagement_id=one.engagement_id, kind=Kind.DESK, sentence=f"On the desk: {words}.", path=one.path
            )


def _late(clients: Clients) -> Iterator[Need]:
    """Payments that became late in the last week."""
    rows = Event.objects.filter(
        engagement__in=clients.moved_lately(Act.SEE_MONEY), kind="payment.late", at__gte=clients.now - WEEK
    )
    for id in sorted(set(rows.values_list("engagement_id", flat=True)), key=str):
        yield Need(
            engagement_id=id,
            kind=Kind.WORSE,
            sentence=f"{clients.by_id[id].owner_company} paid late; that moves the partner's dates.",
            path=clients.path("acceptance:money", id),
        )


def _risen(clients: Clients) -> Iterator[Need]:
    """Where the figures of the owner's side rose within a week."""
    seen = [clients.by_id[id] for id in clients.moved_lately(Act.SEE_OWNERS_SIDE)]
    for id, sentence in risen_since(seen, clients.now - WEEK).items():
        yield Need(engagement_id=id, kind=Kind.WORSE, sentence=sentence, path=clients.path("acceptance:money", id))


def _ownerless(clients: Clients) -> Iterator[Need]:
    """Where nobody ever took the owner's seat and no link waits for anybody."""
    owned = set(Seat.objects.filter(engagement__in=list(clients.by_id), role=Role.OWNER).values_list("engagement_id"))
    without = [id for id in clients.by_id if (id,) not in owned]
    rows = Invitation.objects.filter(engagement__in=without, role=Role.OWNER, withdrawn=None).order_by("made")
    last = {row.engagement_id: row for row in rows} if without else {}
    for id in without:
        row = last.get(id)
        if row is None:
            words = "Nobody is invited as the owner."
        elif row.expires <= clients.now:
            words = f"The invitation of {row.email} has run out."
        elif row.sent is None and row.made < clients.now - timedelta(minutes=10):
            words = f"The invitation of {row.email} could not be sent."
        else:
            continue
        yield Need(engagement_id=id, kind=Kind.OWNER, sentence=words, path=clients.path("engagements:people", id))


SOURCES: tuple[Callable[[Clients], Iterator[Need]], ...] = (
    _approved, _asked, _rounds, _parts, _inspected, _on_desks, _late, _risen, _ownerless
)  # fmt: skip
