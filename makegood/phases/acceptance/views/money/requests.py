"""Money: what each part costs and where it stands, a payment request, its arithmetic and its answer."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import confirmed_form, read_and_write, refused_on, to_confirm, typed
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.phases.acceptance.actions.money import releasing, requesting
from makegood.phases.acceptance.forms.money import ReasonForm, RequestForm
from makegood.phases.acceptance.models import PaymentRequest
from makegood.phases.acceptance.queries.money.book import Book
from makegood.phases.acceptance.queries.money.books import book_of
from makegood.phases.acceptance.queries.money.lateness import lateness_sentences
from makegood.phases.acceptance.queries.money.papers import request_pdf
from makegood.phases.acceptance.queries.money.saying import (
    lines_of,
    paid_of,
    released_sentence,
    rows_of,
    standing_sentence,
    statement_of,
)
from makegood.phases.agreement.queries import payee_now

ANSWER = "acceptance/money/answer.html"


def the_book(standing: Standing) -> Book | None:
    book = book_of(standing.engagement)
    if book is not None:
        book.agreement.engagement = standing.engagement
    return book


def signed_book(standing: Standing) -> Book:
    """Raises Http404 while nothing is signed."""
    book = the_book(standing)
    if book is None:
        raise Http404
    return book


def request_in(book: Book, request_id: uuid.UUID) -> PaymentRequest:
    found = next((one for one in book.requests if one.pk == request_id), None)
    if found is None:
        raise Http404
    return found


@require_safe
@in_engagement(Act.SEE_MONEY)
def overview(request: HttpRequest, standing: Standing) -> HttpResponse:
    book = the_book(standing)
    if book is None:
        return render(request, "acceptance/money/none.html")
    shown = {
        "book": book,
        "sentence": standing_sentence(book),
        "rows": rows_of(book),
        "requests": list(reversed(book.requests)),
        "open_request": book.open_request,
        "holding": book.holding(),
        "returns": book.returns(),
        "lateness": lateness_sentences(book),
        "released": {release.request_id: release for release in book.released},
    }
    return render(request, "acceptance/money/overview.html", shown)


@read_and_write
@in_engagement(Act.REQUEST_PAYMENT)
def ask(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    book = signed_book(standing)
    form = RequestForm(book, typed(request))
    refused = ""
    if request.method == "POST" and form.is_valid():
        try:
            content = requesting.content_of_request(
                book=book,
                kind="part",
                asked=form.asked(),
                invoice=form.cleaned_data["invoice"],
                through=form.cleaned_data["period_to"],
                everyone_paid=form.cleaned_data["everyone_paid"],
                note=form.cleaned_data["note"],
            )
            return to_confirm(standing, requesting.ASKED, content, request.path)
        except Refused as said:
            refused = str(said)
    status = 422 if refused or form.errors else 200
    return render(request, "acceptance/money/ask.html", {"form": form, "book": book, "refused": refused}, status=status)


@require_POST
@in_engagement(Act.REQUEST_PAYMENT)
def ask_back(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """For money held back that may be returned by now."""
    book = signed_book(standing)
    back = reverse("acceptance:money", args=[standing.engagement.pk])
    try:
        content = requesting.content_of_request(
            book=book, kind="held_back", asked={}, invoice="", through=book.today, everyone_paid=True, note=""
        )
    except Refused as said:
        return refused_on(request, str(said), back)
    return to_confirm(standing, requesting.ASKED, content, back)


@require_safe
@in_engagement(Act.SEE_MONEY)
def show(request: HttpRequest, standing: Standing, request_id: uuid.UUID) -> HttpResponse:
    book = signed_book(standing)
    asked = request_in(book, request_id)
    release = next((one for one in book.released if one.request_id == asked.pk), None)
    is_open = book.open_request is not None and book.open_request.pk == asked.pk
    shown = {
        "book": book,
        "asked": asked,
        "release": release,
        "account_waits": is_open and payee_now(standing.engagement, book.now) is None,
        "released_sentence": released_sentence(book, release) if release else "",
        "is_paid": release is not None and paid_of(book, release) >= release.amount_cents,
        "is_open": is_open,
        "is_proven": releasing.is_proven(book, asked),
        "due_on": book.due_on(asked),
        "statement": statement_of(book, asked),
        "lines": lines_of(book, asked),
    }
    return render(request, "acceptance/money/request.html", shown)


@require_safe
@in_engagement(Act.SEE_MONEY)
def paper(request: HttpRequest, standing: Standing, request_id: uuid.UUID) -> HttpResponse:
    del request
    book = signed_book(standing)
    asked = request_in(book, request_id)
    response = HttpResponse(request_pdf(book, asked), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="payment-request-{asked.number}.pdf"'
    return response


@read_and_write
@in_engagement(Act.DECIDE)
def refuse(request: HttpRequest, standing: Standing, request_id: uuid.UUID) -> HttpResponseBase:
    book = signed_book(standing)
    asked = request_in(book, request_id)
    form = ReasonForm(typed(request))

    def content() -> dict[str, object]:
        return requesting.content_of_refusal(book=book, request=asked, reason=form.cleaned_data["reason"])

    shown = {"asked": asked, "what": "refuse"}
    return confirmed_form(
        request, standing, form, kind=requesting.REFUSED, content=content, template=ANSWER, shown=shown
    )


@require_POST
@in_engagement(Act.RELEASE)
def release(request: HttpRequest, standing: Standing, request_id: uuid.UUID) -> HttpResponseBase:
    book = signed_book(standing)
    asked = request_in(book, request_id)
    back = requesting.path_of(asked)
    try:
        content = releasing.content_of_release(book=book, request=asked, anyway=False)
    except Refused as said:
        return refused_on(request, str(said), back)
    return to_confirm(standing, releasing.RELEASED, content, back)


@read_and_write
@in_engagement(Act.RELEASE)
def release_anyway(request: HttpRequest, standing: Standing, request_id: uuid.UUID) -> HttpResponseBase:
    book = signed_book(standing)
    asked = request_in(book, request_id)
    form = ReasonForm(typed(request))

    def content() -> dict[str, object]:
        reason = form.cleaned_data["reason"]
        return releasing.content_of_release(book=book, request=asked, anyway=True, reason=reason)

    shown = {"asked": asked, "what": "anyway", "lines": lines_of(book, asked)}
    return confirmed_form(request, standing, form, kind=releasing.ANYWAY, content=content, template=ANSWER, shown=shown)
