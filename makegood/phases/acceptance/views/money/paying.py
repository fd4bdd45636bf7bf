"""The bookkeeper's page: pay this much, to this account, for this reason, not before; and what was really paid."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from makegood.connectors.secretbox import SecretUnreadable
from makegood.engagements.asking import read_and_write, refused_on, typed
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.phases.acceptance.actions.money.paying import record_payment, take_back
from makegood.phases.acceptance.forms.money import PaymentForm, ReasonForm
from makegood.phases.acceptance.models import Payment, Release
from makegood.phases.acceptance.queries.money.book import Book
from makegood.phases.acceptance.queries.money.paying import bills_file, to_pay_of
from makegood.phases.acceptance.views.money.requests import signed_book, the_book
from makegood.phases.agreement.queries import account_of, payee_change_waiting
from makegood.rules.money.amount import formatted


@require_safe
@in_engagement(Act.SEE_RELEASES)
def to_pay(request: HttpRequest, standing: Standing) -> HttpResponse:
    book = the_book(standing)
    if book is None:
        return render(request, "acceptance/money/nothing_to_pay.html")
    rows = to_pay_of(book)
    shown = {
        "open": [row for row in rows if row.left],
        "done": [row for row in rows if not row.left],
        "payments": book.payments,
        "book": book,
        "may_record": standing.may(Act.RECORD_PAYMENT),
        "stopped": payee_change_waiting(standing.engagement, book.now) is not None,
    }
    return render(request, "acceptance/money/to_pay.html", shown)


@require_safe
@in_engagement(Act.RECORD_PAYMENT)
def account(request: HttpRequest, standing: Standing, release_id: uuid.UUID) -> HttpResponse:
    """The whole account number, on a page of its own: it is looked at when it is typed into the bank's form."""
    book = signed_book(standing)
    release = _release(book, release_id)
    stopped = payee_change_waiting(standing.engagement, book.now) is not None
    shown: dict[str, object] = {"release": release, "asked": release.request, "stopped": stopped}
    try:
        shown["account"] = account_of(release.payee)
    except SecretUnreadable as unreadable:
        shown["unreadable"] = str(unreadable)
    return render(request, "acceptance/money/account.html", shown)


@read_and_write
@in_engagement(Act.RECORD_PAYMENT)
def record(request: HttpRequest, standing: Standing, release_id: uuid.UUID) -> HttpResponseBase:
    book = signed_book(standing)
    release = _release(book, release_id)
    left = next(row.left for row in to_pay_of(book) if row.release.pk == release.pk)
    form = PaymentForm(typed(request), outside=False, today=book.today, initial={"amount": left})
    return _record(request, standing, book, form, release)


@read_and_write
@in_engagement(Act.RECORD_PAYMENT)
def record_outside(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    book = signed_book(standing)
    form = PaymentForm(typed(request), outside=True, today=book.today)
    return _record(request, standing, book, form, None)


def _record(
    request: HttpRequest, standing: Standing, book: Book, form: PaymentForm, release: Release | None
) -> HttpResponseBase:
    if request.method == "POST" and form.is_valid():
        try:
            record_payment(
                engagement=standing.engagement,
                release=release,
                amount_cents=form.cleaned_data["amount"],
                on=form.cleaned_data["on"],
                reference=form.cleaned_data["reference"],
                reason=form.cleaned_data.get("reason", ""),
                by=standing.user,
                today=book.today,
                id=form.cleaned_data["id"],
            )
            messages.success(request, f"{formatted(form.cleaned_data['amount'])} is recorded as paid.")
            return redirect("acceptance:to_pay", standing.engagement.pk)
        except Refused as said:
            form.add_error(None, str(said))
    shown = {"form": form, "release": release}
    return render(request, "acceptance/money/record.html", shown, status=422 if form.errors else 200)


@read_and_write
@in_engagement(Act.RECORD_PAYMENT)
def back(request: HttpRequest, standing: Standing, payment_id: uuid.UUID) -> HttpResponseBase:
    """Takes a wrong record back; the record stays, with one beside it."""
    payment = Payment.objects.filter(engagement=standing.engagement, pk=payment_id).first()
    if payment is None:
        raise Http404
    form = ReasonForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            take_back(payment=payment, reason=form.cleaned_data["reason"], by=standing.user)
        except Refused as said:
            return refused_on(request, str(said), reverse("acceptance:to_pay", args=[standing.engagement.pk]))
        return redirect("acceptance:to_pay", standing.engagement.pk)
    shown = {"form": form, "payment": payment}
    return render(request, "acceptance/money/take_back.html", shown, status=422 if form.errors else 200)


@require_safe
@in_engagement(Act.RECORD_PAYMENT)
def file(request: HttpRequest, standing: Standing) -> HttpResponse:
    """What is to be paid, as a file that QuickBooks Online imports as bills."""
    del request
    response = HttpResponse(bills_file(signed_book(standing)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="bills.csv"'
    return response


def _release(book: Book, release_id: uuid.UUID) -> Release:
    found = next((one for one in book.released if one.pk == release_id), None)
    if found is None:
        raise Http404
    return found
