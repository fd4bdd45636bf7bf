"""All templates of a practice, a new one, and all of them as a file."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from makegood.engagements.asking import read_and_write, typed
from makegood.engagements.intents import Refused
from makegood.rhythm.portfolio.actions import contents
from makegood.rhythm.portfolio.actions.moving import Brought, as_file, bring_in
from makegood.rhythm.portfolio.actions.templates import make_template
from makegood.rhythm.portfolio.forms.templates import LETTER_CHOICES, BringForm, NewTemplateForm
from makegood.rhythm.portfolio.models import Practice, TemplateKind
from makegood.rhythm.portfolio.queries.templates import Held, LetterText, templates_of, usable
from makegood.rhythm.portfolio.views.asking import in_practice, person_of
from makegood.rhythm.portfolio.views.templates.asking import to
from makegood.rules.refusal import Refused as RuleRefused
from makegood.rules.templates.file import MOST_BYTES
from makegood.rules.templates.samples import SAMPLES

OURS: dict[TemplateKind, list[tuple[str, str]]] = {
    TemplateKind.CHECKLIST: list(contents.MADE_FROM.items()),
    TemplateKind.POSITIONS: [("ours", "As Makegood does it, clause by clause")],
    TemplateKind.LETTER: LETTER_CHOICES,
}


@require_safe
@in_practice
def templates(request: HttpRequest, practice: Practice) -> HttpResponse:
    held = templates_of(practice)
    ready = [one for one in held if one.template.put_away is None]
    shown = {
        "practice": practice,
        "groups": [(kind, [one for one in ready if one.template.kind == kind]) for kind in TemplateKind],
        "ready": ready,
        "away": [one for one in held if one.template.put_away is not None],
    }
    return render(request, "portfolio/templates/list.html", shown)


@read_and_write
@in_practice
def new(request: HttpRequest, practice: Practice, kind: str) -> HttpResponse:
    if kind not in TemplateKind:
        raise Http404
    chosen = TemplateKind(kind)
    own = usable(practice, chosen)
    form = NewTemplateForm(chosen, OURS[chosen], own, typed(request))
    if form.is_valid():
        content, what = _begun(chosen, form.cleaned_data["begins"], own)
        try:
            made = make_template(
                practice=practice,
                kind=chosen,
                name=form.cleaned_data["name"],
                content=content,
                what=what,
                by=person_of(request),
            )
        except Refused as refused:
            form.add_error("name", str(refused))
        else:
            return to(made)
    shown = {"kind": chosen, "form": form, "practice": practice}
    return render(request, "portfolio/templates/new.html", shown, status=422 if form.errors else 200)


def _begun(kind: TemplateKind, begins: str, own: Sequence[Held]) -> tuple[str, str]:
    """What it says at first, and with what it began."""
    copied = next((one for one in own if str(one.template.pk) == begins), None)
    if copied is not None:
        return copied.version.content, f"Copied from “{copied.template}”"
    if kind == TemplateKind.CHECKLIST:
        return contents.checklist_from(begins), f"Begun with ours: {contents.MADE_FROM[begins]}"
    if kind == TemplateKind.POSITIONS:
        return contents.positions({}), "Begun with ours"
    sample = SAMPLES[begins]
    return contents.letter(LetterText(letter=begins, subject=sample.subject, text=sample.text)), "Begun with ours"


@require_safe
@in_practice
def download(request: HttpRequest, practice: Practice) -> HttpResponse:
    """All that are not put away, as JSON."""
    del request
    response = HttpResponse(as_file(practice), content_type="application/json")
    name = slugify(f"templates of {practice}")[:80] or "templates"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.json"'
    return response


@read_and_write
@in_practice
def bring(request: HttpRequest, practice: Practice) -> HttpResponse:
    form = BringForm(request.POST, request.FILES) if request.method == "POST" else BringForm()
    if form.is_valid():
        try:
            file = form.cleaned_data["file"]
            content, name = file.read(MOST_BYTES + 1), str(file.name).rpartition(".")[0]
            told = bring_in(practice=practice, content=content, name=name, by=person_of(request))
        except (Refused, RuleRefused) as refused:
            form.add_error("file", str(refused))
        else:
            messages.success(request, _said(told))
            return redirect("portfolio:own_templates")
    shown = {"form": form, "practice": practice}
    return render(request, "portfolio/templates/bring.html", shown, status=422 if form.errors else 200)


def _said(told: Brought) -> str:
    changed = f"{told.changed} got a new version; the older ones are kept" if told.changed else ""
    same = f"{told.same} {'was' if told.same == 1 else 'were'} here already" if told.same else ""
    new = f"{told.new} {'is' if told.new == 1 else 'are'} new" if told.new else ""
    return f"The file was brought in: {', '.join(part for part in (new, changed, same) if part)}."
