"""The partner asks for payment, and takes it back; the owner sends it back with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.urls import reverse

from makegood.engagements import intents
from makegood.engagements.intents import Content, Deed, Done, Question, Refused
from makegood.engagements.models import Engagement, Event, Intent, Strength
from makegood.engagements.permissions import Act
from makegood.phases.acceptance.models import PaymentRequest, RequestLine
from makegood.phases.acceptance.queries.money.book import Book, instruction_of
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.rules.calendars.business import said_day
from makegood.rules.money import guard
from makegood.rules.money.amount import formatted
from makegood.rules.money.application import Application, figures, held_by_line
from makegood.rules.money.tieouts import tie_outs
from makegood.rules.refusal import Problem, blocking

ASKED, REFUSED = "payment.requested", "payment.refused"
MAY_BE_UNPROVEN = {"not_proven"}
"""The partner may ask before the proof: the owner then sees that it is not proven, and decides."""


def content_of_request(
    *, book: Book, kind: str, asked: Mapping[str, int], invoice: str, through: date, everyone_paid: bool, note: str
) -> dict[str, object]:
    """What the partner confirms: JSON, amounts in cents. Raises Refused with one sentence for what does not tie."""
    application = _application(book, kind, asked, through, everyone_paid)
    problems = problems_of(book, application)
    if kind == "part" and book.caps is not None:  # what no release could pay is not asked for either
        cents = sum(book.parts(application).values())
        problems += guard.above_caps(book.caps, map(instruction_of, book.released), f"{through:%Y-%m}", cents)
    if problems:
        raise Refused(" ".join(dict.fromkeys(problem.sentence for problem in problems)))
    sums = figures(book.schedule, application)
    return {
        "form": kind,
        "number": _next_number(book),
        "asked": {line: cents for line, cents in asked.items() if cents},
        "invoice": invoice,
        "period_to": through.isoformat(),
        "everyone_paid": everyone_paid,
        "note": note,
        "due_cents": sums.due,
        "held_back_cents": sums.held,
    }


def problems_of(book: Book, application: Application) -> list[Problem]:
    """What keeps a request from being made; that it is not proven yet does not."""
    found = blocking(tie_outs(book.schedule, application, book.last))
    return [problem for problem in found if problem.name not in MAY_BE_UNPROVEN]


def _application(book: Book, kind: str, asked: Mapping[str, int], through: date, everyone_paid: bool) -> Application:
    if book.open_request is not None:
        raise Refused(
            f"Payment request {book.open_request.number} is not answered yet. "
            "Wait for the answer, or take it back and ask anew."
        )
    if kind == "part" and not any(asked.values()):
        raise Refused("Say for which part you ask to be paid.")
    if kind == "held_back" and not _may_return(book):
        raise Refused("No money held back may be returned yet.")
    return book.application({} if kind == "held_back" else asked, through=through if everyone_paid else None)


def _may_return(book: Book) -> bool:
    holding = book.holding()
    return holding is not None and holding.return_cents > 0


def _next_number(book: Book) -> int:
    return max((request.number for request in book.requests), default=0) + 1


def _ask(engagement: Engagement, content: Content) -> Question:
    return Question(
        title=f"Ask {engagement.owner_company} for {formatted(_cents(content, 'due_cents'))}?",
        sentence=f"{engagement.owner_company} is told, and sees what is proven. You may take the request back until it "
        "is answered.",
        button="Ask for payment",
        points=(
            ("Due now", formatted(_cents(content, "due_cents"))),
            ("Held back so far, with this", formatted(_cents(content, "held_back_cents"))),
            ("Invoice", str(content["invoice"]) or "none"),
            ("Work up to", said_day(date.fromisoformat(str(content["period_to"])))),
        ),
        cannot_be_undone=False,
    )


def _request(intent: Intent, content: Content, event: Event) -> Done:
    book = _book(intent.engagement)
    asked = _amounts(content["asked"])
    through = date.fromisoformat(str(content["period_to"]))
    now = content_of_request(
        book=book,
        kind=str(content["form"]),
        asked=asked,
        invoice=str(content["invoice"]),
        through=through,
        everyone_paid=bool(content["everyone_paid"]),
        note=str(content["note"]),
    )
    if any(now[name] != content[name] for name in ("number", "due_cents", "held_back_cents")):
        raise Refused("Something was paid or asked for meanwhile, so the sums changed. Please ask anew.")
    request = PaymentRequest.objects.create(
        agreement=book.agreement,
        number=_cents(content, "number"),
        kind=str(content["form"]),
        invoice=str(content["invoice"]),
        period_to=through,
        everyone_paid=bool(content["everyone_paid"]),
        note=str(content["note"]),
        due_cents=_cents(content, "due_cents"),
        held_back_cents=_cents(content, "held_back_cents"),
        by=intent.user,
        at=event.at,
        event=event,
    )
    _write_lines(request, book, asked)
    event.subject = request.pk
    event.save(update_fields=["subject"])
    return Done(next=path_of(request))


def _write_lines(request: PaymentRequest, book: Book, asked: Mapping[str, int]) -> None:
    application = book.application(asked, through=request.period_to)
    held = held_by_line(application)
    claims = {claim.line: claim for claim in application.claims}
    RequestLine.objects.bulk_create(
        RequestLine(
            request=request,
            milestone=one,
            previous_cents=claims[str(one.line)].previous_cents,
            this_cents=claims[str(one.line)].this_cents,
            held_back_cents=held[str(one.line)],
        )
        for one in book.milestones
    )


def content_of_refusal(*, book: Book, request: PaymentRequest, reason: str) -> dict[str, object]:
    """`reason` is what the other side reads. Raises Refused."""
    if book.open_request is None or book.open_request.pk != request.pk:
        raise Refused("This payment request was answered already.")
    return {"request": str(request.pk), "number": request.number, "reason": reason}


def _ask_to_refuse(engagement: Engagement, content: Content) -> Question:
    return Question(
        title=f"Send payment request {content['number']} back?",
        sentence=f"{engagement.partner} reads your reason and may ask anew. Nothing is paid.",
        button="Send it back",
        points=(("Your reason", str(content["reason"])),),
    )


def _refuse(intent: Intent, content: Content, event: Event) -> Done:
    request = locked_request(intent.engagement, content)
    content_of_refusal(book=_book(intent.engagement), request=request, reason="")
    request.refused, request.refused_because = event.at, str(content["reason"])
    request.save(update_fields=["refused", "refused_because"])
    event.subject = request.pk
    event.save(update_fields=["subject"])
    return Done(next=path_of(request))


def locked_request(engagement: Engagement, content: Content) -> PaymentRequest:
    """The request of the content, its row locked. Raises Refused when it is not this engagement's."""
    rows = PaymentRequest.objects.select_for_update().filter(
        agreement__engagement=engagement, pk=str(content["request"])
    )
    found = rows.first()
    if found is None:
        raise Refused("This payment request does not exist.")
    return found


def path_of(request: PaymentRequest) -> str:
    return reverse("acceptance:request", args=[request.agreement.engagement_id, request.pk])


def _book(engagement: Engagement) -> Book:
    book = book_of(engagement)
    if book is None:
        raise Refused("Nothing is asked for before both sides have signed the agreement.")
    return book


def _amounts(given: object) -> dict[str, int]:
    return {str(line): int(cents) for line, cents in given.items()} if isinstance(given, Mapping) else {}


def _cents(content: Content, name: str) -> int:
    value = content[name]
    assert isinstance(value, int)
    return value


def register() -> None:
    intents.register(
        Deed(kind=ASKED, act=Act.REQUEST_PAYMENT, needs=Strength.PASSWORD, ask=_ask, perform=_request, anchored=True)
    )
    intents.register(
        Deed(kind=REFUSED, act=Act.DECIDE, needs=Strength.PASSWORD, ask=_ask_to_refuse, perform=_refuse, anchored=True)
    )
