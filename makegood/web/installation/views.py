"""The page of the installation. For everybody else it does not exist."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from makegood.accounts.models import User
from makegood.web.installation.state import installation, mails_as_files, send_test_mail


def _whoever_runs_it(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.runs_installation:
        raise Http404
    return request.user


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    _whoever_runs_it(request)
    return render(request, "web/installation/show.html", {"house": installation(), "kept": mails_as_files()})


@require_POST
def test_mail(request: HttpRequest) -> HttpResponse:
    """Sends one mail to whoever asks, and says in the mail server's words what came of it."""
    went, said = send_test_mail(_whoever_runs_it(request))
    (messages.success if went else messages.error)(request, said)
    return redirect("installation")
