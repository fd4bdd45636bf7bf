"""Hours per client and month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from makegood.accounts.models import User
from makegood.engagements.asking import read_and_write, typed
from makegood.engagements.models import Engagement
from makegood.engagements.permissions import Standing
from makegood.rhythm.portfolio.actions.hours import take_hours_back, write_hours
from makegood.rhythm.portfolio.forms.hours import HoursForm
from makegood.rhythm.portfolio.models import WorkHours
from makegood.rhythm.portfolio.queries.hours import hours_file, said_minutes, sums_in
from makegood.rhythm.portfolio.queries.months import after, before, in_address, month_of, said_month
from makegood.rhythm.portfolio.queries.people import clients_of
from makegood.rhythm.portfolio.views.asking import of_client, person_of

ON_A_PAGE = 50
MOST_LINES = 40
"""Of the page on which hours of all clients are written down."""


@read_and_write
@of_client
def hours(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Of one client: what one wrote down, and a line more."""
    form = HoursForm(typed(request), zone=standing.engagement.time_zone)
    if form.is_valid():
        given = form.cleaned_data
        write_hours(
            engagement=standing.engagement,
            by=standing.user,
            day=given["day"],
            minutes=given["time"],
            what=given["what"],
        )
        messages.success(request, f"{said_minutes(given['time'])} hours are written down.")
        return redirect("portfolio:hours", standing.engagement.pk)
    own = WorkHours.objects.filter(engagement=standing.engagement, by=standing.user)
    page = Paginator(own, ON_A_PAGE).get_page(request.GET.get("page"))
    today = timezone.localdate()
    this = sum(row.minutes for row in own.filter(day__gte=today.replace(day=1)).only("minutes"))
    shown = {
        "form": form,
        "page": page,
        "rows": [(row, said_minutes(row.minutes)) for row in page],
        "this_month": said_minutes(this),
        "month": said_month(today),
    }
    return render(request, "portfolio/hours.html", shown, status=422 if form.errors else 200)


@require_POST
@of_client
def remove(request: HttpRequest, standing: Standing, hours_id: int) -> HttpResponse:
    row = get_object_or_404(WorkHours, pk=hours_id, engagement=standing.engagement, by=standing.user)
    take_hours_back(hours=row)
    messages.success(request, f"{said_minutes(row.minutes)} hours are taken back.")
    return redirect("portfolio:hours", standing.engagement.pk)


@read_and_write
@login_required
def all_hours(request: HttpRequest) -> HttpResponse:
    """The sums of a month, and a line for each client to write more down; lines that are left empty say nothing."""
    person, standings, month = _asked(request)
    forms = _lines(request, standings)
    if request.method == "POST" and all(form.is_valid() for _, form in forms):
        return _written(request, person, month, forms)
    sums = sums_in(month, person, standings)
    next = after(month)
    wrong = any(form.errors for _, form in forms)
    shown = {
        "lines": forms,
        "wrong": wrong,
        "more": len(standings) > MOST_LINES,
        "month": said_month(month),
        "address": in_address(month),
        "sums": sums,
        "together": said_minutes(sum(one.minutes for one in sums)),
        "before": (in_address(before(month)), said_month(before(month))),
        "after": (in_address(next), said_month(next)) if next <= timezone.localdate() else None,
    }
    return render(request, "portfolio/all_hours.html", shown, status=422 if wrong else 200)


def _lines(request: HttpRequest, standings: Sequence[Standing]) -> list[tuple[Engagement, HoursForm]]:
    by_name = sorted(standings, key=lambda one: (one.engagement.owner_company.name.casefold(), one.engagement.name))
    return [
        (
            one.engagement,
            HoursForm(
                typed(request),
                zone=one.engagement.time_zone,
                prefix=one.engagement.pk.hex,
                empty_permitted=True,
                use_required_attribute=False,
            ),
        )
        for one in by_name[:MOST_LINES]
    ]


def _written(
    request: HttpRequest, person: User, month: date, forms: Sequence[tuple[Engagement, HoursForm]]
) -> HttpResponse:
    minutes = 0
    with transaction.atomic():
        for engagement, form in forms:
            if form.says_something:
                given = form.cleaned_data
                write_hours(
                    engagement=engagement, by=person, day=given["day"], minutes=given["time"], what=given["what"]
                )
                minutes += given["time"]
    if minutes:
        messages.success(request, f"{said_minutes(minutes)} hours are written down.")
    response = redirect("portfolio:all_hours")
    response.headers["Location"] += f"?month={in_address(month)}"
    return response


@require_safe
@login_required
def download(request: HttpRequest) -> HttpResponse:
    person, standings, month = _asked(request)
    response = HttpResponse(hours_file(month, person, standings), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="hours-{in_address(month)}.csv"'
    return response


def _asked(request: HttpRequest) -> tuple[User, list[Standing], date]:
    """The month that is asked for, else this one. Raises Http404 for who has no clients."""
    person = person_of(request)
    standings = clients_of(person)
    if not standings:
        raise Http404
    month = month_of(request.GET.get("month", "")) or timezone.localdate().replace(day=1)
    return person, standings, month
