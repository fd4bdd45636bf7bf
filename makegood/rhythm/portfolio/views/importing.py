"""A list of clients: dropped, looked over, made."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from makegood.connectors.spreadsheet import csv_bytes
from makegood.engagements.asking import read_and_write, refused_on
from makegood.engagements.intents import Refused
from makegood.rhythm.portfolio.actions.importing import make_clients, read_list
from makegood.rhythm.portfolio.forms.practices import ListForm
from makegood.rhythm.portfolio.models import Import, Practice
from makegood.rhythm.portfolio.queries.importing import checked, good, specimen_of
from makegood.rhythm.portfolio.queries.people import may_manage
from makegood.rhythm.portfolio.queries.rows import SAID, TEMPLATE_HEAD, TEMPLATE_ROW, UNUSED, ListRefused
from makegood.rhythm.portfolio.views.asking import in_practice, person_of


@read_and_write
@in_practice
def bring(request: HttpRequest, practice: Practice) -> HttpResponseBase:
    person = person_of(request)
    if not may_manage(practice, person):
        raise Http404
    form = ListForm(request.POST, request.FILES) if request.method == "POST" else ListForm()
    if form.is_valid():
        file = form.cleaned_data["clients"]
        try:
            read = read_list(practice=practice, by=person, name=file.name or "", chunks=file.chunks())
        except ListRefused as refused:
            form.add_error("clients", str(refused))
        else:
            return redirect("portfolio:look_over", read.pk)
    shown = {"form": form, "practice": practice}
    return render(request, "portfolio/import.html", shown, status=422 if form.errors else 200)


@require_safe
@in_practice
def template(request: HttpRequest, practice: Practice) -> HttpResponse:
    """The list to fill in, with one row as an example."""
    del request, practice
    response = HttpResponse(csv_bytes(TEMPLATE_HEAD, [TEMPLATE_ROW]), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="clients.csv"'
    return response


@read_and_write
@in_practice
def look_over(request: HttpRequest, practice: Practice, import_id: uuid.UUID) -> HttpResponseBase:
    person = person_of(request)
    read = get_object_or_404(Import, pk=import_id, practice=practice, by=person)
    if request.method == "POST":
        try:
            made = make_clients(import_=read, by=person)
        except Refused as refused:
            return refused_on(request, str(refused), request.path)
        here = f"{made} client{' is' if made == 1 else 's are'} here."
        if settings.MAKEGOOD_MAIL is None:
            messages.warning(
                request,
                f"{here} This installation sends no mail yet, so the owners’ invitations are kept: whoever runs this "
                "Makegood finds the links.",
            )
        else:
            messages.success(request, f"{here} Their owners get their invitations now.")
        return redirect("portfolio:clients")
    rows = checked(read, person) if read.made is None else []
    fine = good(rows)
    shown = {
        "read": read,
        "practice": practice,
        "rows": rows,
        "good": len(fine),
        "wrong": sum(bool(row.wrong) and not row.here for row in rows),
        "here": sum(row.here for row in rows),
        "unused": read.columns.get(UNUSED, ""),
        "specimen": specimen_of(fine[0], person) if fine else None,
        "sends_mail": settings.MAKEGOOD_MAIL is not None,
        "columns": [(SAID[name], read.columns[name]) for name in SAID if name in read.columns],
        "missing": [SAID[name] for name in SAID if name not in read.columns],
    }
    return render(request, "portfolio/look_over.html", shown)
