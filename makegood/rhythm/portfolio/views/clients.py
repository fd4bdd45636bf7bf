""" "3 of 12 clients need you", and one client."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from makegood.engagements.actions.inviting import awaits_owner, open_invitations
from makegood.engagements.asking import read_and_write, typed
from makegood.engagements.models import Role
from makegood.engagements.permissions import Act, Standing
from makegood.rhythm.portfolio.actions.practices import keep_note
from makegood.rhythm.portfolio.forms.clients import NoteForm
from makegood.rhythm.portfolio.models import Client
from makegood.rhythm.portfolio.queries.limits import limit_of
from makegood.rhythm.portfolio.queries.months import in_address, said_month
from makegood.rhythm.portfolio.queries.needs import needs_of
from makegood.rhythm.portfolio.queries.people import clients_of, practice_of
from makegood.rhythm.portfolio.queries.portfolio import FILTERS, figures_shown, portfolio_of, without_owner
from makegood.rhythm.portfolio.views.asking import of_client, person_of
from makegood.rhythm.portfolio.views.letters import month_to_tell
from makegood.rules.money.amount import formatted

ON_A_PAGE = 25


@require_safe
@login_required
def clients(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    standings, practice = clients_of(person), practice_of(person)
    if not standings and practice is None:
        raise Http404
    portfolio = portfolio_of(standings)
    chosen = request.GET.get("show", "")
    if chosen not in FILTERS:
        chosen = ""
    page = Paginator(portfolio.filtered(chosen), ON_A_PAGE).get_page(request.GET.get("page"))
    figures = figures_shown(list(page))
    shown = {
        "portfolio": portfolio,
        "practice": practice,
        "page": page,
        "invited": without_owner([row.engagement.pk for row in page]),
        "rows": [(row, [one for one in figures.get(row.engagement.pk, ()) if one.cents]) for row in page],
        "filters": portfolio.filters(chosen),
        "chosen": chosen,
    }
    return render(request, "portfolio/clients.html", shown)


@require_safe
@of_client
def client(request: HttpRequest, standing: Standing) -> HttpResponse:
    engagement = standing.engagement
    waits = awaits_owner(engagement)
    month = month_to_tell([standing]) if practice_of(standing.user) else None
    shown = {
        "month": in_address(month) if month else "",
        "said": said_month(month) if month else "",
        "needs": needs_of([standing]).get(engagement.pk, []),
        "client": Client.objects.filter(engagement=engagement, brought_by=standing.user).first(),
        "awaits_owner": waits,
        "may_note": practice_of(standing.user) is not None
        and not Client.objects.filter(engagement=engagement).exclude(brought_by=standing.user).exists(),
        "limit": limit_of(engagement, standing.user),
        "sees_desk": standing.may(Act.SEE_OWNERS_SIDE),
        "invited": open_invitations(engagement).filter(role=Role.OWNER).first() if waits else None,
        "seat": next(seat for seat in standing.seats if seat.role == Role.ADVISOR),
    }
    return render(request, "portfolio/client.html", shown)


@read_and_write
@of_client
def note(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Of who brought the client in, or, of a client whose owner invited them, of the first who writes one."""
    practice = practice_of(standing.user)
    row = Client.objects.filter(engagement=standing.engagement).first()
    if practice is None or (row is not None and row.brought_by_id != standing.user.pk):
        raise Http404
    told = {"total": formatted(row.agreed_cents) if row and row.agreed_cents else "", "note": row.note if row else ""}
    form = NoteForm(typed(request), initial=told)
    if form.is_valid():
        keep_note(
            standing=standing, practice=practice, cents=form.cleaned_data["total"], note=form.cleaned_data["note"]
        )
        messages.success(request, "Your note is kept.")
        return redirect("portfolio:client", standing.engagement.pk)
    return render(request, "portfolio/note.html", {"form": form}, status=422 if form.errors else 200)
