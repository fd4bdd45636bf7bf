"""What mailed links lead to: an invitation to a seat, and the partner's first look. Opening one changes nothing."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from makegood.accounts.models import Membership, User
from makegood.engagements.actions import first_looks, seats
from makegood.engagements.asking import read_and_write
from makegood.engagements.figures import needed_to_be_paid, pay_words_of
from makegood.engagements.forms.people import CompanyForm
from makegood.engagements.intents import Refused
from makegood.engagements.models import Invitation, Role
from makegood.engagements.words import INVITED_AS, may_of_invitation


@read_and_write
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    found = seats.invitation_of(token)
    if found is None or not (seats.is_open(found) or _is_own(found, request)):
        return render(request, "engagements/link_over.html", {"sentence": seats.OVER}, status=404)
    if not isinstance(request.user, User):
        return _from_outside(request, found, token)
    if found.used is not None:
        return redirect("engagements:show", found.engagement_id)
    return _from_inside(request, found, token, request.user)


def _is_own(found: Invitation, request: HttpRequest) -> bool:
    return found.used_by_id is not None and found.used_by_id == request.user.pk


def _from_outside(request: HttpRequest, found: Invitation, token: str) -> HttpResponse:
    """Not signed in: an account is made, or signed in to, and the person comes back here."""
    if request.method != "POST":
        return render(request, "engagements/invitation.html", _shown(found))
    name = "account_signup"
    if User.objects.filter(email=found.email).exists():
        name = "account_login"  # whoever holds the link reads this address's mail: nothing is given away
    else:
        get_adapter().stash_verified_email(request, found.email)
    back = urlencode({"next": reverse("invitation", kwargs={"token": token}), "email": found.email})
    return HttpResponseRedirect(f"{reverse(name)}?{back}")


def _from_inside(request: HttpRequest, found: Invitation, token: str, person: User) -> HttpResponse:
    asks_company = _asks_company(found, person)
    form = CompanyForm(
        request.POST if request.method == "POST" and asks_company else None,
        initial={"company_name": found.engagement.partner_name},
    )
    refused = ""
    if request.method == "POST" and (not asks_company or form.is_valid()):
        name = form.cleaned_data["company_name"] if asks_company else ""
        try:
            engagement = seats.take_seat(user=person, token=token, company_name=name)
        except Refused as problem:
            refused = str(problem)
        else:
            return redirect("engagements:show", engagement.pk)
    is_theirs = person.email.lower() == found.email
    shown = {**_shown(found), "form": form if asks_company else None, "is_theirs": is_theirs, "refused": refused}
    return render(request, "engagements/invitation.html", shown, status=422 if refused or form.errors else 200)


def _asks_company(found: Invitation, person: User) -> bool:
    if found.role != Role.PARTNER or found.engagement.partner_company_id is not None:
        return False
    return not Membership.objects.filter(user=person, may_manage=True).exists()


def _shown(found: Invitation) -> dict[str, object]:
    return {
        "invitation": found,
        "title": found.engagement,
        "who": INVITED_AS[found.role],
        "may": may_of_invitation(found),
    }


@require_safe
def first_look(request: HttpRequest, token: str) -> HttpResponse:
    seen = first_looks.seen_by(token)
    if seen is None:
        sentence = "Ask whoever sent it for a new one."
        return render(request, "engagements/link_over.html", {"sentence": sentence}, status=404)
    needed = needed_to_be_paid(seen)
    shown = {
        "about": seen,
        "needed": needed,
        "missing": sum(not one.is_met for one in needed),
        "pay_words": pay_words_of(seen),
    }
    return render(request, "engagements/first_look.html", shown)
