"""Who is paid: named by the partner, frozen by both signatures, changed slowly (H22)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import read_and_write, to_confirm, typed
from makegood.engagements.events import now_in
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.phases.agreement.actions import paying
from makegood.phases.agreement.forms.parts import CallBackForm, PayeeForm, ReasonForm
from makegood.phases.agreement.models import AgreementState, PayeeChange
from makegood.phases.agreement.queries.agreements import agreement_in_the_making, signed_agreement
from makegood.phases.agreement.queries.payees import payee_agreed, payee_change_waiting, payee_named
from makegood.phases.agreement.views.asking import offer_of, only_partner, page, to, told


@require_safe
@in_engagement(Act.SEE_MONEY)
def show(request: HttpRequest, standing: Standing) -> HttpResponse:
    engagement, now = standing.engagement, now_in(standing.engagement)
    making = agreement_in_the_making(engagement)
    agreed = payee_agreed(engagement, now)
    past = list(PayeeChange.objects.filter(engagement=engagement).select_related("payee").order_by("-asked"))
    shown = {
        "agreed": agreed,
        "was_changed": agreed is not None and any(one.payee_id == agreed.pk for one in past),
        "named": payee_named(engagement),
        "change": payee_change_waiting(engagement, now),
        "past": past,
        "now_is": now,
        "is_partner": standing.is_partner,
        "may_name": standing.is_partner and making is not None and making.state == AgreementState.OFFERED,
        "may_confirm": standing.may(Act.CONFIRM_PAYEE),
    }
    return page(request, "payees/payee", shown)


@read_and_write
@in_engagement(Act.CHANGE_PAYEE)
@told
def name(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """Before the first signing."""
    only_partner(standing)
    agreement = offer_of(standing)
    if payee_agreed(standing.engagement, now_in(standing.engagement)) is not None:
        raise Http404
    form = PayeeForm(typed(request))
    if form.is_valid():
        paying.name_payee(standing=standing, agreement=agreement, **form.cleaned_data)
        return to(standing, "show")
    return page(request, "payees/name_payee", {"is_change": False}, form)


@read_and_write
@in_engagement(Act.CHANGE_PAYEE)
@told
def change(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    only_partner(standing)
    agreed = payee_agreed(standing.engagement, now_in(standing.engagement))
    if agreed is None:
        raise Http404
    form = PayeeForm(typed(request), initial={"phone": agreed.phone})
    if form.is_valid():
        payee = paying.wish_for_payee(standing=standing, **form.cleaned_data)
        return to_confirm(standing, paying.CHANGE_ASKED.kind, paying.shown(payee), _path(standing, "change_payee"))
    return page(request, "payees/name_payee", {"is_change": True, "agreed": agreed}, form)


@require_POST
@in_engagement(Act.CHANGE_PAYEE)
@told
def take_back(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    del request
    only_partner(standing)
    agreement = signed_agreement(standing.engagement)
    if agreement is None:
        raise Http404
    paying.take_back_payee_change(standing=standing, agreement=agreement)
    return to(standing, "payee")


@read_and_write
@in_engagement(Act.CONFIRM_PAYEE)
@told
def call(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    """The owner's side rang the number known before, and says so."""
    waiting = _waiting(standing)
    if waiting.called is not None:
        raise Http404
    form = CallBackForm(typed(request))
    if form.is_valid():
        content = {**_of_change(waiting), "phone": waiting.known_phone, "spoke_to": form.cleaned_data["spoke_to"]}
        return to_confirm(standing, paying.CALLED_BACK.kind, content, _path(standing, "call_back"))
    return page(request, "payees/call_back", {"change": waiting}, form)


@read_and_write
@in_engagement(Act.CONFIRM_PAYEE)
@told
def refuse(request: HttpRequest, standing: Standing) -> HttpResponseBase:
    waiting = _waiting(standing)
    form = ReasonForm(typed(request))
    if form.is_valid():
        content = {**_of_change(waiting), "reason": form.cleaned_data["reason"]}
        return to_confirm(standing, paying.CHANGE_REFUSED.kind, content, _path(standing, "refuse_payee"))
    return page(request, "payees/refuse_payee", {"change": waiting}, form)


def _waiting(standing: Standing) -> PayeeChange:
    found = payee_change_waiting(standing.engagement, now_in(standing.engagement))
    if found is None:
        raise Http404
    return found


def _of_change(waiting: PayeeChange) -> dict[str, Any]:
    return {
        "change": str(waiting.pk),
        "name": waiting.payee.name,
        "account_end": waiting.payee.account_end,
        "payee_digest": waiting.payee.digest,
    }


def _path(standing: Standing, name: str) -> str:
    return reverse(f"agreement:{name}", args=[standing.engagement.pk])
