"""One template: what it says now or said once, its name, its place among what is used, put away and taken out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import read_and_write, typed
from makegood.engagements.intents import Refused
from makegood.engine.catalogue import checks
from makegood.engine.verdict import Priority
from makegood.phases.agreement.queries.checklists import SAID, below_standard, items_of
from makegood.rhythm.portfolio.actions import contents
from makegood.rhythm.portfolio.actions.templates import (
    change_template,
    put_away,
    rename_template,
    serve_all,
    take_back,
)
from makegood.rhythm.portfolio.forms.templates import LetterTemplateForm, NameForm
from makegood.rhythm.portfolio.models import TemplateKind
from makegood.rhythm.portfolio.queries.clauses import clauses_of
from makegood.rhythm.portfolio.queries.templates import Held, LetterText, version_of, versions_of
from makegood.rhythm.portfolio.views.asking import person_of
from makegood.rhythm.portfolio.views.templates.asking import of_template, to
from makegood.rules.templates.placeholders import example_of, placeholders_for

STALE = "{} changed it meanwhile: {}. What you typed is below; what it says now stands on the page that you get anew."


@read_and_write
@of_template
def template(request: HttpRequest, held: Held) -> HttpResponse:
    """What it says. A letter is worded right here."""
    if held.template.kind != TemplateKind.LETTER:
        if request.method == "POST":
            raise Http404
        return _shown(request, held)
    letter = held.letter
    initial = {"subject": letter.subject, "text": letter.text, "version": held.version.number}
    form = LetterTemplateForm(letter.letter, typed(request), initial=initial)
    if form.is_valid() and form.cleaned_data["version"] != held.version.number:
        form.add_error(None, STALE.format(held.version.by, held.version.what))
    if form.is_valid():
        given = form.cleaned_data
        told = LetterText(letter=letter.letter, subject=given["subject"], text=given["text"])
        if change_template(held=held, content=contents.letter(told), what="Worded anew", by=person_of(request)):
            messages.success(request, "It is kept.")
        return to(held.template)
    return _shown(request, held, form=form, status=422 if form.errors else 200)


def _shown(request: HttpRequest, held: Held, *, status: int = 200, **more: object) -> HttpResponse:
    kind = TemplateKind(held.template.kind)
    shown = {"held": held, "template": held.template, "versions": versions_of(held), **_SAID[kind](held), **more}
    return render(request, f"portfolio/templates/{kind}.html", shown, status=status)


def _checklist(held: Held) -> dict[str, Any]:
    if held.problem:
        return {}
    below: list[dict[str, str]] = [one.to_json() for one in below_standard(held.book)]
    items = items_of(held.book, below)
    return {
        "groups": [
            (said, weight is Priority.ADVISORY, [item for item in items if item.criterion.priority == weight])
            for weight, said in SAID.items()
        ],
        "holding": sum(item.criterion.priority is not Priority.ADVISORY for item in items),
        "left_out": [checks()[id] for id in checks() if id not in held.book.criteria],
    }


def _positions(held: Held) -> dict[str, Any]:
    rows = clauses_of(held)
    return {
        "own": [row for row in rows if not row.position.is_ours],
        "ours": [row for row in rows if row.position.is_ours],
    }


def _letter(held: Held) -> dict[str, Any]:
    letter = held.letter
    return {
        "letter": letter,
        "placeholders": placeholders_for(letter.letter),
        "example_subject": example_of(letter.subject, letter.letter),
        "example": example_of(letter.text, letter.letter),
    }


_SAID = {
    TemplateKind.CHECKLIST: _checklist,
    TemplateKind.POSITIONS: _positions,
    TemplateKind.LETTER: _letter,
}


@read_and_write
@of_template
def version(request: HttpRequest, held: Held, number: int) -> HttpResponse:
    """What an older version said, and taking it back."""
    older = version_of(held, number)
    if older is None:
        raise Http404
    if request.method == "POST":
        take_back(held=held, older=older.version, by=person_of(request))
        messages.success(request, f"It says what it said in version {number} again.")
        return to(held.template)
    return _shown(request, older, old=True)


@read_and_write
@of_template
def rename(request: HttpRequest, held: Held) -> HttpResponse:
    form = NameForm(typed(request), initial={"name": held.template.name})
    if form.is_valid():
        try:
            rename_template(held=held, name=form.cleaned_data["name"], by=person_of(request))
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            return to(held.template)
    shown = {"held": held, "template": held.template, "form": form}
    return render(request, "portfolio/templates/rename.html", shown, status=422 if form.errors else 200)


@require_safe
@of_template
def playbook(request: HttpRequest, held: Held) -> HttpResponse:
    """A checklist alone, for the command line."""
    del request
    if held.template.kind != TemplateKind.CHECKLIST or held.problem:
        raise Http404
    content = contents.as_playbook(held.template.name, held.version.content)
    response = HttpResponse(content, content_type="application/toml; charset=utf-8")
    name = slugify(held.template.name)[:80] or "checklist"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.toml"'
    return response


@require_POST
@of_template
def away(request: HttpRequest, held: Held, out: bool) -> HttpResponse:
    put_away(held=held, away=not out)
    messages.success(request, "It is back." if out else "It is put away. What was made with it stays as it is.")
    return to(held.template)


@require_POST
@of_template
def serve(request: HttpRequest, held: Held, stop: bool) -> HttpResponse:
    serve_all(held=held, used=not stop)
    messages.success(request, "It serves your clients no more." if stop else "It serves your clients from now on.")
    return to(held.template)
