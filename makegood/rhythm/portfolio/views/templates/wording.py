"""One item of a checklist, and one clause of positions: each is changed on a page of its own."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from makegood.engagements.asking import read_and_write, typed
from makegood.engine.catalogue import checks
from makegood.engine.weaker import differences
from makegood.phases.agreement.actions.checklists import criterion_of, with_item
from makegood.phases.agreement.forms.items import OwnersItemForm
from makegood.phases.agreement.queries.checklists import FAMILIES, SAID, item_of, standard
from makegood.rhythm.portfolio.actions import contents
from makegood.rhythm.portfolio.actions.templates import change_template
from makegood.rhythm.portfolio.forms.templates import OURS, PositionForm
from makegood.rhythm.portfolio.models import TemplateKind
from makegood.rhythm.portfolio.queries.clauses import clause_of
from makegood.rhythm.portfolio.queries.templates import Held
from makegood.rhythm.portfolio.views.asking import person_of
from makegood.rhythm.portfolio.views.templates.asking import of_template, to
from makegood.rules.templates.positions import STANCES, Position


@read_and_write
@of_template
def item(request: HttpRequest, held: Held, check_id: str) -> HttpResponse:
    """The same form that an item of a part's checklist has."""
    if held.template.kind != TemplateKind.CHECKLIST or held.problem or check_id not in checks():
        raise Http404
    book = held.book
    criterion, usual = criterion_of(book, check_id), standard().criteria.get(check_id)
    is_in = check_id in book.criteria
    asked = item_of(criterion, below=tuple(differences(usual, criterion)) if usual and is_in else ())
    form = OwnersItemForm(asked, typed(request), is_in=is_in)
    if form.is_valid():
        priority = form.priority_chosen()
        rows = with_item(
            book,
            check_id,
            priority=priority,
            limits=form.limits(),
            accepts=form.origins(),
            fresh_days=form.cleaned_data["fresh_days"],
            new_only=form.cleaned_data["new_only"],
        )
        weight = SAID[priority].lower() if priority else "left out"
        what = f"“{asked.check.promise.rstrip('.')}”: {weight}"
        change_template(held=held, content=contents.checklist(rows.values()), what=what, by=person_of(request))
        return to(held.template)
    shown = {
        "held": held,
        "template": held.template,
        "item": asked,
        "family": FAMILIES[asked.check.family],
        "form": form,
    }
    return render(request, "portfolio/templates/item.html", shown, status=422 if form.errors else 200)


@read_and_write
@of_template
def clause(request: HttpRequest, held: Held, number: int) -> HttpResponse:
    if held.template.kind != TemplateKind.POSITIONS:
        raise Http404
    row = clause_of(held, number)
    if row is None:
        raise Http404
    initial = {"stance": row.position.stance.value or OURS, "words": row.position.words}
    form = PositionForm(typed(request), initial=initial)
    if form.is_valid():
        told = {**held.positions, number: form.position()}
        what = f"{row.caption}: {_said(told[number])}"
        change_template(held=held, content=contents.positions(told), what=what, by=person_of(request))
        return to(held.template)
    shown = {"held": held, "template": held.template, "row": row, "form": form}
    return render(request, "portfolio/templates/clause.html", shown, status=422 if form.errors else 200)


def _said(one: Position) -> str:
    return f"{STANCES[one.stance].lower()}{', own wording' if one.words else ''}"
