"""The page of messages, and where alarms go."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from makegood.accounts.models import User
from makegood.engagements.asking import read_and_write, typed
from makegood.notices.actions import end_hook, mark_read, set_hook
from makegood.notices.forms import HookForm
from makegood.notices.models import Hook
from makegood.notices.queries import messages_to, unread_of
from makegood.notices.sending import try_hook

PAGE_SIZE = 40


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise Http404
    return request.user


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    user = _person(request)
    page = Paginator(messages_to(user), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "notices/index.html", {"page": page, "told": unread_of(user)})


@require_POST
def read(request: HttpRequest) -> HttpResponse:
    """All of them."""
    mark_read(user=_person(request))
    return redirect("notices:index")


@require_POST
def open_one(request: HttpRequest, notice_id: uuid.UUID) -> HttpResponse:
    """Marks it read and leads to what it is about."""
    notice = mark_read(user=_person(request), notice_id=notice_id)
    if notice is None:
        raise Http404
    if notice.path and url_has_allowed_host_and_scheme(notice.path, allowed_hosts=None):
        return redirect(notice.path)
    return redirect("notices:index")


@read_and_write
def hook(request: HttpRequest) -> HttpResponseBase:
    """Sets it, changes it, sends a test there (`try`), or takes it away (`end`).

    The secret stands on the page that answers, and never again.
    """
    user = _person(request)
    current = Hook.objects.filter(user=user).first()
    if request.method == "POST" and "end" in request.POST:
        end_hook(user=user)
        return redirect("notices:hook")
    if request.method == "POST" and "try" in request.POST:
        if current is not None:
            went, said = try_hook(current)
            (messages.success if went else messages.error)(request, said)
        return redirect("notices:hook")
    form = HookForm(typed(request), initial={"url": current.url if current else ""})
    if request.method == "POST" and form.is_valid():
        secret = set_hook(user=user, url=form.cleaned_data["url"])
        return render(request, "notices/hook_set.html", {"secret": secret, "url": form.cleaned_data["url"]})
    shown = {"form": form, "current": current}
    return render(request, "notices/hook.html", shown, status=422 if form.errors else 200)
