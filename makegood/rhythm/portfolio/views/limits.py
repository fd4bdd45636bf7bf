"""The owner's page of advisors: which letters they send by themselves, and who counts the engagement."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from makegood.engagements.asking import read_and_write, to_confirm, typed
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.rhythm.portfolio.actions.limits import SET, end_limits
from makegood.rhythm.portfolio.forms.limits import LimitForm
from makegood.rhythm.portfolio.queries.consents import consents_at, practices_at
from makegood.rhythm.portfolio.queries.limits import advisors_of, limit_of


@read_and_write
@in_engagement(Act.NAME_STAND_IN)
def limits(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    people = advisors_of(standing.engagement)
    form = LimitForm(typed(request), people=people, zone=standing.engagement.time_zone)
    if form.is_valid():
        given = form.cleaned_data
        person = next(one for one in people if str(one.pk) == given["person"])
        content = {
            "person": str(person.pk),
            "name": str(person),
            "email": person.email,
            "amount_cents": given["amount"],
            "until": given["until"].isoformat(),
        }
        return to_confirm(standing, SET, content, request.path)
    found = [(person, limit_of(standing.engagement, person)) for person in people]
    counting = {consent.practice_id for consent in consents_at(standing.engagement)}
    shown = {
        "form": form,
        "people": people,
        "limits": [(person, limit) for person, limit in found if limit],
        "practices": [(one, one.pk in counting) for one in practices_at(standing.engagement)],
    }
    return render(request, "portfolio/limits.html", shown, status=422 if form.errors else 200)


@require_POST
@in_engagement(Act.NAME_STAND_IN)
def end(request: HttpRequest, standing: Standing) -> HttpResponse:
    person = next((one for one in advisors_of(standing.engagement) if str(one.pk) == request.POST.get("person")), None)
    if person is None:
        raise Http404
    end_limits(standing=standing, advisor=person)
    messages.success(request, f"{person} sends no letters any more without your word.")
    return redirect("portfolio:limits", standing.engagement.pk)
