"""An advisor says that they are away; each owner answers whether the colleague may stand in."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from makegood.engagements.asking import read_and_write, refused_on, typed
from makegood.engagements.forms.days import end_of, start_of
from makegood.engagements.intents import Refused
from makegood.engagements.models import Role, Seat
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.engagements.words import may_words
from makegood.rhythm.portfolio.actions.away import answer, ask_owners, take_back
from makegood.rhythm.portfolio.forms.away import AwayForm
from makegood.rhythm.portfolio.models import Away, AwayState, Practice
from makegood.rhythm.portfolio.queries.away import colleagues_of
from makegood.rhythm.portfolio.queries.people import clients_of
from makegood.rhythm.portfolio.views.asking import in_practice, person_of

SHOWN = 100
ORDER = ("-begins", "engagement__owner_company__name")


@read_and_write
@in_practice
def away(request: HttpRequest, practice: Practice) -> HttpResponse:
    person, zone = person_of(request), practice.company.time_zone
    people = colleagues_of(practice, person)
    form = AwayForm(typed(request), people=people, zone=zone)
    if form.is_valid():
        given = form.cleaned_data
        asked = ask_owners(
            practice=practice,
            standings=clients_of(person),
            colleague=next(one for one in people if str(one.pk) == given["person"]),
            begins=start_of(given["begins"], zone),
            until=end_of(given["until"], zone),
            reason=given["reason"],
        )
        messages.success(request, f"{asked} owner{' is' if asked == 1 else 's are'} asked.")
        return redirect("portfolio:away")
    open_ones = Away.objects.filter(practice=practice, advisor=person, state=AwayState.ASKED)
    mine = [one.engagement.pk for one in clients_of(person)]
    rows = Away.objects.filter(practice=practice, advisor=person, engagement__in=mine)
    shown = {
        "form": form,
        "practice": practice,
        "people": people,
        "rows": rows.select_related("colleague", "engagement__owner_company").order_by(*ORDER)[:SHOWN],
        "waiting": open_ones.count(),
    }
    return render(request, "portfolio/away.html", shown, status=422 if form.errors else 200)


@require_POST
@in_practice
def no_more(request: HttpRequest, practice: Practice) -> HttpResponse:
    taken = take_back(advisor=person_of(request), practice=practice)
    messages.success(request, f"{taken} question{' is' if taken == 1 else 's are'} taken back.")
    return redirect("portfolio:away")


@read_and_write
@in_engagement(Act.MANAGE_PEOPLE)
def answer_away(request: HttpRequest, standing: Standing, away_id: uuid.UUID) -> HttpResponse:
    rows = Away.objects.filter(engagement=standing.engagement).select_related("advisor", "colleague", "practice")
    row = get_object_or_404(rows, pk=away_id)
    if request.method == "POST":
        try:
            answer(standing=standing, away=row, allow=request.POST.get("allow") == "yes")
        except Refused as refused:
            return refused_on(request, str(refused), request.path)
        return redirect("portfolio:answer_away", standing.engagement.pk, row.pk)
    seat = Seat.objects.live().filter(engagement=standing.engagement, user=row.advisor, role=Role.ADVISOR).first()
    shown = {"away": row, "may": may_words(seat) if seat else ""}
    return render(request, "portfolio/answer_away.html", shown)
