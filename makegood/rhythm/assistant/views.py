"""One page per company: whether there is an assistant, what it may do, and a button that tries it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from makegood.accounts.models import Company, User
from makegood.connectors.assistant import AssistantFailed
from makegood.connectors.secretbox import SecretUnreadable
from makegood.engagements.asking import read_and_write, typed
from makegood.rhythm.assistant.actions import end_assistant, set_assistant, try_out
from makegood.rhythm.assistant.forms import AssistantForm
from makegood.rhythm.assistant.models import Setting
from makegood.rhythm.assistant.queries import managed, managed_by


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


@require_safe
def companies(request: HttpRequest) -> HttpResponse:
    """Leads to the one company that the person may act for; asks which where there are several."""
    theirs = managed_by(_person(request))
    if not theirs:
        raise Http404
    if len(theirs) == 1:
        return redirect("assistant:setting", theirs[0].pk)
    return render(request, "assistant/companies.html", {"companies": theirs})


@read_and_write
def setting(request: HttpRequest, company_id: uuid.UUID) -> HttpResponseBase:
    person = _person(request)
    company = managed(person, company_id)
    current = Setting.objects.filter(company=company).first()
    kept = bool(current and current.secret)
    initial = {"address": current.address, "model": current.model} if current else {}
    form = AssistantForm(typed(request), initial=initial, kept=kept)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        key = given["key"].strip() or (None if kept else "")
        set_assistant(company=company, by=person, address=given["address"], model=given["model"].strip(), key=key)
        messages.success(request, "It is kept. Try it now.")
        return redirect("assistant:setting", company.pk)
    return _page(request, company, current, form)


def _page(
    request: HttpRequest, company: Company, current: Setting | None, form: AssistantForm, problem: str = ""
) -> HttpResponse:
    shown = {"company": company, "current": current, "form": form, "problem": problem}
    return render(request, "assistant/setting.html", shown, status=422 if form.errors else 200)


@require_POST
def attempt(request: HttpRequest, company_id: uuid.UUID) -> HttpResponse:
    """Asks it for one sentence while the person waits."""
    company = managed(_person(request), company_id)
    try:
        said = try_out(company=company)
    except (AssistantFailed, SecretUnreadable) as failed:
        messages.error(request, str(failed))
    else:
        if said:
            messages.success(request, f"It answers: {said}")
    return redirect("assistant:setting", company.pk)


@require_POST
def end(request: HttpRequest, company_id: uuid.UUID) -> HttpResponse:
    company = managed(_person(request), company_id)
    end_assistant(company=company)
    messages.success(request, "There is no assistant any more, and its key is deleted.")
    return redirect("assistant:setting", company.pk)
