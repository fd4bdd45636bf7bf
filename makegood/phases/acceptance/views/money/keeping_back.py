"""Money held back: what is still to fix, and the day it went live."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from makegood.engagements.asking import read_and_write, typed
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.phases.acceptance.actions.money.keeping_back import add_item, finish_item, record_launch
from makegood.phases.acceptance.forms.money import LaunchForm, PunchForm
from makegood.phases.acceptance.models import PunchItem
from makegood.phases.acceptance.views.money.requests import signed_book


@read_and_write
@in_engagement(Act.DECIDE)
def add(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """Something small that is still to fix."""
    book = signed_book(standing)
    form = PunchForm(typed(request))
    if request.method == "POST" and form.is_valid():
        add_item(
            milestone=book.milestones[-1],
            what=form.cleaned_data["what"],
            value_cents=form.cleaned_data["value"],
            by=standing.user,
        )
        return redirect("acceptance:money", standing.engagement.pk)
    return render(request, "acceptance/money/still_to_fix.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@in_engagement(Act.DECIDE)
def finish(request: HttpRequest, standing: Standing, item_id: uuid.UUID) -> HttpResponseBase:
    del request
    item = get_object_or_404(PunchItem, pk=item_id, milestone__agreement__engagement=standing.engagement)
    finish_item(item=item, by=standing.user)
    return redirect("acceptance:money", standing.engagement.pk)


@read_and_write
@in_engagement(Act.DECIDE)
def launch(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    book = signed_book(standing)
    form = LaunchForm(typed(request), today=book.today)
    if request.method == "POST" and form.is_valid():
        try:
            record_launch(engagement=standing.engagement, on=form.cleaned_data["on"], by=standing.user)
            return redirect("acceptance:money", standing.engagement.pk)
        except Refused as said:
            form.add_error(None, str(said))
    shown = {"form": form, "planned": book.agreement.launch}
    return render(request, "acceptance/money/launch.html", shown, status=422 if form.errors else 200)
