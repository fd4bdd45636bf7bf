"""A list of clients: dropped, looked over, made."""

from __future__ import annotations

import uuid

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
from makegood.rhythm.portfolio.queries.importing import checked, good
from makegood.rhythm.portfolio.queries.people import may_manage
from makegood.rhythm.portfolio.queries.rows import SAID, TEMPLATE_HEAD, TEMPLATE_ROW, ListRefused
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
        messages.success(
            request, f"{made} client{' is' if made == 1 else 's are'} here. Their owners get their invitations now."
        )
        return redirect("portfolio:clients")
    rows = checked(read, person) if read.made is None else []
    shown = {
        "read": read,
        "practice": practice,
        "rows": rows,
        "good": len(good(rows)),
        "columns": [(SAID[name], read.columns[name]) for name in SAID if name in read.columns],
        "missing": [SAID[name] for name in SAID if name not in read.columns],
    }
    return render(request, "portfolio/look_over.html", shown)
