"""A person's own account."""

from __future__ import annotations

from allauth.account import views as allauth_account
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from makegood.accounts.forms import PersonForm
from makegood.accounts.models import Membership, User


@require_POST
@login_required
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Signs the person out on another device; the session there is gone at once."""
    session = UserSession.objects.filter(pk=pk, user=request.user).first()
    if session is None:
        raise Http404
    session.end()
    messages.success(request, "That device is signed out.")
    return HttpResponseRedirect(reverse("usersessions_list"))


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def change_password(request: HttpRequest) -> HttpResponse:
    """People of the sample have none; django-allauth would lead them to a page that is not offered."""
    if not isinstance(request.user, User) or not request.user.has_usable_password():
        raise Http404
    answer: HttpResponse = allauth_account.password_change(request)
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """Name, address, how the person signs in and confirms, where they are signed in."""
    assert isinstance(request.user, User)
    person = User.objects.get(pk=request.user.pk)
    form = PersonForm(request.POST or None, instance=person)
    if request.method == "POST" and form.is_valid():
        form.save()
        return HttpResponseRedirect(reverse("account_overview"))
    types = list(Authenticator.objects.filter(user=person).values_list("type", flat=True))
    shown = {
        "form": form,
        "verified": EmailAddress.objects.filter(user=person, email=person.email, verified=True).exists(),
        "passkeys": types.count(Authenticator.Type.WEBAUTHN),
        "has_code_app": Authenticator.Type.TOTP in types,
        "manages": Membership.objects.filter(user=person, may_manage=True, company__bought__isnull=False).exists(),
        "sessions": UserSession.objects.filter(user=person).count(),
    }
    return render(request, "account/overview.html", shown, status=422 if form.errors else 200)
