"""The draft of a monthly letter: what happened, where the owner stands, what comes next, as far as the advisor sees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform

from makegood.accounts.models import User
from makegood.engagements.figures import figures_of
from makegood.engagements.models import Engagement, Role, Seat
from makegood.engagements.permissions import Act, Standing
from makegood.inspections.models import State
from makegood.phases.acceptance.models import Decision, Payment, PaymentRequest, Release, Submission
from makegood.phases.agreement.models import Agreement
from makegood.phases.agreement.queries import calendar_of
from makegood.rhythm.desk.models import Desk, Letter, LetterState, PaidAnyway
from makegood.rhythm.portfolio.models import Practice
from makegood.rhythm.portfolio.queries.months import after, said_month
from makegood.rhythm.portfolio.queries.needs import Kind, needs_of
from makegood.rules.money.amount import formatted

BLANK = "[Write here what you advise, or take these lines out.]"
Told = tuple[date, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """As it is looked over first."""

    subject: str
    text: str


def owner_of(engagement: Engagement) -> User | None:
    """To whom the letter goes: who has sat there longest; no stand-in."""
    seats = Seat.objects.live().filter(engagement=engagement, role=Role.OWNER, stand_in_for=None)
    seat = seats.select_related("user").order_by("begins", "pk").first()
    return seat.user if seat else None


def drafted(standing: Standing, practice: Practice, month: date, owner: User) -> Draft:
    engagement = standing.engagement
    told = told_of(standing, month)
    blocks = [
        f"Dear {owner},",
        f"this is what happened in {told['month']} with {engagement}, which {engagement.partner} builds for you.",
        f"What happened\n{told['happened']}",
        *([f"Where you stand today\n{told['stands']}"] if told["stands"] else []),
        f"What comes next\n{told['next']}",
        *([told["unseen"]] if told["unseen"] else []),
        f"What I advise\n{told['advice']}",
        "\n".join(_signed(standing.user, practice)),
    ]
    return Draft(subject=f"{engagement}: {said_month(month)}"[:200], text="\n\n".join(blocks))


def _signed(user: User, practice: Practice) -> list[str]:
    """The line under letters may begin with the name of the practice: then that stands there once."""
    named = practice.signature.casefold().startswith(practice.name.casefold())
    return [line for line in (str(user), "" if named else practice.name, practice.signature) if line]


def told_of(standing: Standing, month: date) -> dict[str, str]:
    """What a monthly letter tells, as far as this advisor may see it; by the placeholders of `rules.templates`."""
    unseen = _unseen(standing)
    return {
        "month": said_month(month),
        "happened": _listed(_happened(standing, month), "Nothing was handed in, decided or paid here."),
        "stands": _stands(standing),
        "next": _listed(_next(standing), "No clock runs out within five days, and no bill waits here."),
        "unseen": f"You have not let me see {unseen}, so this letter says nothing of it." if unseen else "",
        "advice": BLANK,
    }


def _listed(lines: list[str], otherwise: str) -> str:
    return "\n".join(f"- {line}" for line in lines or [otherwise])


def _happened(standing: Standing, month: date) -> list[str]:
    told = sorted(
        one
        for source, act in (
            (_agreed, Act.SEE),
            (_handed_in, Act.SEE_WORK),
            (_decided, Act.SEE_WORK),
            (_money, Act.SEE_MONEY),
            (_on_desk, Act.SEE_OWNERS_SIDE),
        )
        if standing.may(act)
        for one in source(standing.engagement)
        if month <= one[0] < after(month)
    )
    return [f"{day.day} {day:%B}: {sentence}" for day, sentence in told]


def _day(engagement: Engagement, moment: datetime) -> date:
    return calendar_of(engagement).day_of(moment)


def _agreed(engagement: Engagement) -> Iterator[Told]:
    for row in Agreement.objects.filter(engagement=engagement).exclude(signed=None).only("signed", "number"):
        if row.signed:
            yield _day(engagement, row.signed), f"Agreement {row.number} was signed by both sides."


def _handed_in(engagement: Engagement) -> Iterator[Told]:
    rows = Submission.objects.filter(milestone__agreement__engagement=engagement).exclude(complete_at=None)
    for row in rows.select_related("milestone", "inspection"):
        name = f"{row.milestone.title}{f' (round {row.round})' if row.round > 1 else ''}"
        if row.complete_at:
            yield _day(engagement, row.complete_at), f"{engagement.partner} handed in {name}."
        seen = row.inspection
        if seen is not None and seen.state == State.DONE and seen.ended and seen.decision:
            yield _day(engagement, seen.ended), f"The inspection of {name} says: {seen.decision}."


def _decided(engagement: Engagement) -> Iterator[Told]:
    rows = Decision.objects.filter(submission__milestone__agreement__engagement=engagement)
    for row in rows.select_related("submission__milestone"):
        words = row.get_verb_display()
        yield _day(engagement, row.at), f"{row.submission.milestone.title}: {words[:1].lower()}{words[1:]}."


def _money(engagement: Engagement) -> Iterator[Told]:
    for asked in PaymentRequest.objects.filter(agreement__engagement=engagement):
        words = f"{engagement.partner} asked for {formatted(asked.due_cents)} (payment request {asked.number})."
        yield _day(engagement, asked.at), words
    for row in Release.objects.filter(request__agreement__engagement=engagement).select_related("request"):
        anyway = ", although it was not proven" if row.anyway else ""
        yield _day(engagement, row.at), f"You released {formatted(row.amount_cents)}{anyway}."
    paid: QuerySet[Payment] = Payment.objects.filter(engagement=engagement, reverses=None, reversed_by=None)
    for payment in paid:
        outside = "" if payment.release_id else ", outside of what was released here"
        yield payment.on, f"{formatted(payment.amount_cents)} were paid{outside}."


def _on_desk(engagement: Engagement) -> Iterator[Told]:
    """What was answered about the papers, the letters that went out, and what the owner pays anyway."""
    desks = Desk.objects.filter(engagement=engagement).exclude(judged_on=None)
    said = desks.annotate(said=KeyTextTransform("sentence", "judgement")).values_list("judged_on", "said")
    for at, sentence in said:
        if at and sentence:
            yield _day(engagement, at), f"The papers on your desk were looked at: {sentence}."
    for letter in Letter.objects.filter(desk__engagement=engagement, state=LetterState.SENT).defer("text"):
        if letter.sent and letter.address:
            yield _day(engagement, letter.sent), f"A letter went to {letter.address}: {letter.subject}."
    for row in PaidAnyway.objects.filter(desk__engagement=engagement):
        words = f"You said that you pay {formatted(row.cents)} ({row.bill}) although it is not proven."
        yield _day(engagement, row.at), words


def _stands(standing: Standing) -> str:
    """ "" where the owner did not let the advisor see it."""
    if not standing.may(Act.SEE_OWNERS_SIDE):
        return ""
    figures = figures_of([standing.engagement])[standing.engagement.pk]
    lines = [f"{figure.label}: {formatted(figure.cents)}. {figure.says}" for figure in figures]
    return _listed(lines, "No payment is recorded here.")


def _next(standing: Standing) -> list[str]:
    needs = needs_of([standing]).get(standing.engagement.pk, [])
    return [need.sentence for need in needs if need.kind in (Kind.PAYMENT, Kind.CLOCK, Kind.DESK) or need.is_bill]


def _unseen(standing: Standing) -> str:
    named = (
        (Act.SEE_WORK, "what was handed in"),
        (Act.SEE_MONEY, "amounts and payments"),
        (Act.SEE_OWNERS_SIDE, "your own notes and figures"),
    )
    missing = [words for act, words in named if not standing.may(act)]
    return " or ".join(missing)
