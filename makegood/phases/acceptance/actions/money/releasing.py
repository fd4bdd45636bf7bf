"""Releasing money: one signed instruction, once, in one transaction with its event; and paying anyway."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from makegood.engagements import intents
from makegood.engagements.intents import Content, Deed, Done, Question, Refused
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act
from makegood.phases.acceptance.actions.money.kept import what_is_not_kept
from makegood.phases.acceptance.actions.money.requesting import locked_request, path_of
from makegood.phases.acceptance.models import PaymentRequest, Release
from makegood.phases.acceptance.queries.money.book import Book, month_of, parts_of
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.phases.agreement.queries import payee_now
from makegood.rules.calendars.agreement import pay_date
from makegood.rules.calendars.business import said_day
from makegood.rules.money import guard
from makegood.rules.money.amount import formatted
from makegood.rules.money.tieouts import tie_outs
from makegood.rules.refusal import blocking

RELEASED, ANYWAY = "payment.released", "payment.released_anyway"


def content_of_release(*, book: Book, request: PaymentRequest, anyway: bool, reason: str = "") -> dict[str, object]:
    """What the owner signs. Raises Refused with the sentences of all that stands against it."""
    payee = payee_now(book.engagement, book.now)
    if payee is None:
        raise Refused("The account to pay to is being changed, or is not signed yet. Nothing is released until then.")
    asked = {str(line.milestone.line): line.this_cents for line in request.lines.all()}
    through = request.period_to if request.everyone_paid else None
    application = book.application(asked, through=through, anyway=anyway)
    parts = book.parts(application)
    instruction = guard.Instruction(
        request=str(request.pk), payee=payee.digest, parts=parts_of(parts), month=month_of(request)
    )
    against = [
        *guard.refusals(instruction, book.standing(request, parts), now=book.now),
        *blocking(tie_outs(book.schedule, application, book.last)),
    ]
    if any(problem.name == "released_before" for problem in against):
        raise Refused(against[0].sentence)
    if request.refused is not None:
        raise Refused("This payment request was sent back; it cannot be released.")
    if against:
        raise Refused(" ".join(dict.fromkeys(problem.sentence for problem in against)))
    if anyway and not reason.strip():
        raise Refused("Say why you pay although it is not proven. The reason is kept.")
    digests = _digests(book, request)
    if not anyway and (changed := what_is_not_kept(book.engagement, digests)):
        raise Refused(f"{' '.join(changed)} Nothing is released; to pay all the same, pay anyway with your reason.")
    return {
        "request": str(request.pk),
        "number": request.number,
        "amount_cents": instruction.cents,
        "parts": dict(parts),
        "payee": payee.digest,
        "payee_name": str(payee),
        "pay_by": _pay_by(book, request).isoformat(),
        "reason": reason.strip(),
        "digests": digests,
    }


def is_proven(book: Book, request: PaymentRequest) -> bool:
    """Whether every part that is asked for was accepted."""
    return all(str(line.milestone.line) in book.taken for line in request.lines.all() if line.this_cents)


def _pay_by(book: Book, request: PaymentRequest) -> date:
    return book.due_on(request) or pay_date(book.now, book.terms)


def _digests(book: Book, request: PaymentRequest) -> dict[str, str]:
    """The content that was accepted, by line: what inspection, decision and release must name alike (H8)."""
    lines = {str(line.milestone.line) for line in request.lines.all() if line.this_cents}
    return {line: digest for line, digest in book.digests.items() if line in lines}


def _question(engagement: Engagement, content: Content) -> Question:
    amount = formatted(_cents(content))
    until = said_day(date.fromisoformat(str(content["pay_by"])))
    to = engagement.partner
    return Question(
        title=f"Pay {amount} to {to} although it is not proven?" if content["reason"] else f"Release {amount} to {to}?",
        sentence=f"The bookkeeper is told to pay {amount} by {until}. Makegood moves no money itself.",
        button=f"Release {amount}",
        points=(
            ("Payment request", str(content["number"])),
            ("To", str(content["payee_name"])),
            ("Pay by", until),
            *((("Paid anyway, because", str(content["reason"])),) if content["reason"] else ()),
        ),
    )


def _release(intent: Intent, content: Content, event: Event) -> Done:
    return _perform(intent, content, event, anyway=False)


def _release_anyway(intent: Intent, content: Content, event: Event) -> Done:
    return _perform(intent, content, event, anyway=True)


def _perform(intent: Intent, content: Content, event: Event, *, anyway: bool) -> Done:
    request = locked_request(intent.engagement, content)
    book = book_of(intent.engagement)
    payee = payee_now(intent.engagement, event.at)
    if book is None or payee is None:
        raise Refused("The account to pay to is being changed. Nothing is released until then.")
    now = content_of_release(book=book, request=request, anyway=anyway, reason=str(content["reason"]))
    if any(now[name] != content[name] for name in ("amount_cents", "parts", "payee", "digests")):
        raise Refused("Something changed since you looked: amount, account or what was accepted. Please look again.")
    Release.objects.create(
        request=request,
        amount_cents=_cents(content),
        parts=_parts(content),
        payee=payee,
        pay_by=date.fromisoformat(str(content["pay_by"])),
        anyway=anyway,
        reason=str(content["reason"]),
        by=intent.user,
        at=event.at,
        event=event,
    )
    event.subject = request.pk
    event.save(update_fields=["subject"])
    return Done(next=path_of(request))


def _cents(content: Content) -> int:
    value = content["amount_cents"]
    assert isinstance(value, int)
    return value


def _parts(content: Content) -> dict[str, int]:
    given = content["parts"]
    assert isinstance(given, Mapping)
    return {str(line): int(cents) for line, cents in given.items()}


def register() -> None:
    for kind, perform in ((RELEASED, _release), (ANYWAY, _release_anyway)):
        intents.register(
            Deed(kind=kind, act=Act.RELEASE, needs=Strength.CODE, ask=_question, perform=perform, anchored=True)
        )
