"""Check your answers, and confirm: the one page through which every signed act goes."""

from __future__ import annotations

import uuid

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from makegood.accounts import codes, passkeys
from makegood.engagements import confirming
from makegood.engagements.asking import read_and_write
from makegood.engagements.confirming import Given, Unconfirmed
from makegood.engagements.events import now_in
from makegood.engagements.forms.confirming import CodeForm, PasswordForm
from makegood.engagements.intents import Refused, content_of, deed_of
from makegood.engagements.models import Intent, Strength
from makegood.engagements.permissions import Standing
from makegood.engagements.scope import in_engagement

RETURN_TO = "return_to"
"""Where a person is led back to who was sent to set up a second factor (session)."""
SETUPS = {"passkey": "mfa_add_webauthn", "code": "mfa_activate_totp"}


@read_and_write
@in_engagement()
def confirm(request: HttpRequest, standing: Standing, intent_id: uuid.UUID) -> HttpResponse:
    intent = Intent.objects.filter(pk=intent_id, user=standing.user, engagement=standing.engagement).first()
    if intent is None:
        raise Http404
    if intent.event_id is not None:
        return HttpResponseRedirect(intent.outcome)
    if request.method != "POST":
        return _page(request, standing, intent)
    if (setup := SETUPS.get(request.POST.get("setup", ""))) is not None:
        request.session[RETURN_TO] = request.path
        return HttpResponseRedirect(reverse(setup))
    return _answer(request, standing, intent)


def _answer(request: HttpRequest, standing: Standing, intent: Intent) -> HttpResponse:
    given = Given(
        passkey=request.POST.get("credential", ""),
        code=request.POST.get("code", "").strip(),
        password=request.POST.get("password", ""),
    )
    try:
        path = confirming.confirm(standing=standing, intent_id=intent.pk, given=given)
    except Unconfirmed as wrong:
        return _page(request, standing, intent, wrong=wrong)
    except Refused as refused:
        return _page(request, standing, intent, refused=str(refused))
    request.session.pop(RETURN_TO, None)
    return HttpResponseRedirect(path)


def _page(
    request: HttpRequest, standing: Standing, intent: Intent, wrong: Unconfirmed | None = None, refused: str = ""
) -> HttpResponse:
    deed = deed_of(intent.kind)
    ways = confirming.ways_of(standing.user, intent)
    expired = intent.expires < now_in(standing.engagement)
    if expired and not refused:
        refused = "This was prepared more than an hour ago. Please look at it again and confirm anew."
    elif not standing.may(deed.act):
        refused = refused or "You may no longer do this here."
    shown = {
        "intent": intent,
        "question": deed.ask(standing.engagement, content_of(intent)),
        "ways": [{"name": way.value, "is_first": place == 0} for place, way in enumerate(ways)],
        "setup_needed": not ways,
        "needs_factor": deed.needs != Strength.PASSWORD,
        "code_form": _form(CodeForm, "code", wrong),
        "password_form": _form(PasswordForm, "password", wrong),
        "passkey_options": passkeys.ask_to_sign(standing.user, confirming.challenge_of(intent))
        if Strength.PASSKEY in ways
        else None,
        "sample_code": codes.code_to_show(standing.user) if standing.engagement.is_sample else None,
        "wrong": wrong.sentence if wrong and wrong.field in ("", "passkey") else "",
        "refused": refused,
        "offered": not refused and bool(ways),
    }
    return render(request, "engagements/confirm.html", shown, status=422 if wrong or refused else 200)


def _form(kind: type[forms.Form], field: str, wrong: Unconfirmed | None) -> forms.Form:
    """Never with the code or password that was typed: both are of no more use."""
    if wrong is None or wrong.field != field:
        return kind()
    form = kind({field: ""})
    form.errors[field] = form.error_class([wrong.sentence])
    return form
