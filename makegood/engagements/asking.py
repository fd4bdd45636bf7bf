"""What views of forms and of signed acts share: what was typed, where the person is led, how a refusal is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from makegood.engagements import intents
from makegood.engagements.permissions import Standing

read_and_write = require_http_methods(["GET", "HEAD", "POST"])
"""GET shows and changes nothing; POST changes."""


def typed(request: HttpRequest) -> QueryDict | None:
    """What was posted, also when that is nothing; None where the form is only shown."""
    return request.POST if request.method == "POST" else None


def to_confirm(standing: Standing, kind: str, content: intents.Content, back: str) -> HttpResponseRedirect:
    """Prepares the act and leads to the page that asks once, in words that name the end. Raises Refused."""
    intent = intents.prepare(standing=standing, kind=kind, content=content, back=back)
    return HttpResponseRedirect(intents.confirmation_path(intent))


def confirmed_form(
    request: HttpRequest,
    standing: Standing,
    form: Form,
    *,
    kind: str,
    content: Callable[[], intents.Content],
    template: str,
    shown: Mapping[str, object],
) -> HttpResponseBase:
    """The form, or the page on which the act is confirmed; what is refused stands above the form."""
    if request.method == "POST" and form.is_valid():
        try:
            return to_confirm(standing, kind, content(), request.get_full_path())
        except intents.Refused as refused:
            form.add_error(None, str(refused))
    return render(request, template, {**shown, "form": form}, status=422 if form.errors else 200)


def whole_page() -> HttpResponse:
    """For htmx, which asked for a part of a page: what it waited for is there, and the page changes as a whole."""
    return HttpResponse(status=204, headers={"HX-Refresh": "true"})


def refused_on(request: HttpRequest, sentence: str, path: str) -> HttpResponseRedirect:
    """Where an act without a form is refused: the sentence stands on top of the page at `path`."""
    messages.error(request, sentence)
    return redirect(path)
