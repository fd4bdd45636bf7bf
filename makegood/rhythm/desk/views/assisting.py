"""The assistant: asked by a button, waited for, and what of its words may be used is taken by another button."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import refused_on, whole_page
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Standing
from makegood.rhythm.desk.actions.assisting import ask_for_help
from makegood.rhythm.desk.actions.letters import keep_letter
from makegood.rhythm.desk.models import Desk, HelpState
from makegood.rhythm.desk.queries.assisting import LETTER, SUMMARY, VALUES, has_assistant, help_with
from makegood.rhythm.desk.queries.letters import draft_of
from makegood.rhythm.desk.views.asking import changing, on_desk, to

View = Callable[[HttpRequest, Standing, Desk, str], HttpResponse]


def _about(view: View) -> View:
    """Nothing is there for a company without an assistant, or about a letter that is not there."""

    @wraps(view)
    def known(request: HttpRequest, standing: Standing, desk: Desk, about: str) -> HttpResponse:
        slot = about.removeprefix(LETTER)
        is_letter = about != slot and draft_of(desk, slot) is not None
        if not (is_letter or about in (VALUES, SUMMARY)) or not has_assistant(desk):
            raise Http404
        return view(request, standing, desk, about)

    return known


def _back(desk: Desk, about: str) -> HttpResponse:
    return to(desk, "letter", about.removeprefix(LETTER)) if about.startswith(LETTER) else to(desk, "check")


@require_POST
@changing
@_about
def ask(request: HttpRequest, standing: Standing, desk: Desk, about: str) -> HttpResponse:
    try:
        ask_for_help(desk=desk, about=about, by=standing.user)
    except Refused as refused:
        back = _back(desk, about)
        return refused_on(request, str(refused), back.headers["Location"])
    return redirect(f"{_back(desk, about).headers['Location']}#help")


@require_safe
@on_desk()
@_about
def far(request: HttpRequest, standing: Standing, desk: Desk, about: str) -> HttpResponse:
    """What htmx asks for while the assistant is asked; then the whole page is due."""
    del standing
    row = help_with(desk, about)
    if row is None or row.state != HelpState.ASKED:
        return whole_page()
    return render(request, "desk/help_far.html", {"desk": desk, "help": row, "about": about})


@require_POST
@changing
@_about
def take(request: HttpRequest, standing: Standing, desk: Desk, about: str) -> HttpResponse:
    """Its words become the draft of the letter; they are still to be read, kept and sent by a person."""
    row, draft = help_with(desk, about), draft_of(desk, about.removeprefix(LETTER))
    if row is None or draft is None or not row.text:
        raise Http404
    told = {"address": draft.address, "subject": draft.subject, "text": row.text}
    try:
        keep_letter(desk=desk, draft=draft, **told, by=standing.user)
    except Refused as refused:
        messages.error(request, str(refused))
    return _back(desk, about)
