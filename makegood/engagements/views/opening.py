"""A new engagement: its name, the partner, the time zone that its days go by."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from makegood.accounts.models import User
from makegood.engagements.actions.opening import companies_of, open_engagement
from makegood.engagements.asking import read_and_write, typed
from makegood.engagements.forms.opening import OpeningForm


@read_and_write
@login_required
def new(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    person = User.objects.get(pk=request.user.pk)
    form = OpeningForm(typed(request), companies=companies_of(person))
    if form.is_valid():
        engagement = open_engagement(owner=person, **form.chosen())
        return redirect("engagements:show", engagement.pk)
    return render(request, "engagements/new.html", {"form": form}, status=422 if form.errors else 200)
