"""Letters: looked over, worded, downloaded, and sent after a clear question."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from makegood.engagements.asking import read_and_write, refused_on, typed
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Act, Standing
from makegood.rhythm.desk.actions.letters import ask_for_the_owners_word, keep_letter, send_letter
from makegood.rhythm.desk.forms.letters import LetterForm
from makegood.rhythm.desk.models import Desk
from makegood.rhythm.desk.queries.assisting import LETTER, has_assistant, help_with
from makegood.rhythm.desk.queries.delegating import why_it_waits
from makegood.rhythm.desk.queries.letters import CONTRACT, Draft, digest_of, draft_of
from makegood.rhythm.desk.queries.rewording import words_for
from makegood.rhythm.desk.queries.stationery import brand_for
from makegood.rhythm.desk.queries.steps import steps_of
from makegood.rhythm.desk.views.asking import on_desk, page, to
from makegood.rules.stationery.letter import letter_pdf
from makegood.rules.templates.placeholders import blank_in

PLACES = ("[name of the partner]", "[your account]", "[your firm]", "[your name]")
"""What a draft leaves to be filled in."""


@read_and_write
@on_desk()
def letter(request: HttpRequest, standing: Standing, desk: Desk, slot: str) -> HttpResponse:
    """Keeping it leads back to the decision, or on to the question before it is sent."""
    draft = _draft(desk, slot)
    if request.method == "POST" and not standing.may(Act.DRAFT_AGREEMENT):
        raise Http404
    initial = {"address": draft.address, "subject": draft.subject, "text": draft.text}
    form = LetterForm(typed(request), initial=initial)
    sends = "send" in request.POST
    if "use" in request.POST and draft.proposed:
        kept = {name: request.POST.get(name, "") for name in ("subject", "text")}
        form = LetterForm(initial={**kept, "address": draft.proposed["address"]})
    elif form.is_valid():
        given = form.cleaned_data
        left = [place for place in PLACES if place in given["text"] or place in given["subject"]]
        if sends and not given["address"]:
            form.add_error("address", "Write the e-mail address that it goes to.")
        elif sends and left:
            form.add_error("text", f"Fill this in before it goes out: {', '.join(left)}.")
        else:
            told = {name: given[name] for name in ("address", "subject", "text")}
            try:
                row = keep_letter(desk=desk, draft=draft, **told, by=standing.user)
                if sends and not standing.may(Act.DECIDE):
                    row.desk = desk
                    ask_for_the_owners_word(letter=row, standing=standing)
                return to(desk, "send", slot) if sends else to(desk, _home(slot))
            except Refused as refused:
                form.add_error(None, str(refused))
    about = f"{LETTER}{slot}"
    assistant = has_assistant(desk)
    shown = {"assistant": assistant, "about": about, "help": help_with(desk, about) if assistant else None}
    shown["own_words"] = words_for(standing, desk, draft)
    around = {"draft": draft, "home": _home(slot), "steps": steps_of(desk, _home(slot)), **shown}
    return page(request, desk, "letter", form=form, status=422 if form.errors else 200, **around)


@read_and_write
@on_desk(Act.DRAFT_AGREEMENT)
def send(request: HttpRequest, standing: Standing, desk: Desk, slot: str) -> HttpResponse:
    """The question: to whom, and every word that they will read; or why it waits for the owner."""
    draft = _draft(desk, slot)
    if draft.row is None or not draft.address:
        return to(desk, "letter", slot)
    draft.row.desk = desk
    if request.method == "POST":
        try:
            send_letter(letter=draft.row, standing=standing, digest=request.POST.get("digest", ""))
        except Refused as refused:
            return refused_on(request, str(refused), request.path)
        return to(desk, _home(slot))
    waits, blank = why_it_waits(standing, draft.row), blank_in(f"{draft.subject}\n{draft.text}")
    brand = brand_for(standing.user, desk.engagement)
    steps, digest = steps_of(desk, _home(slot)), digest_of(draft)
    said = {"draft": draft, "digest": digest, "steps": steps, "waits": waits, "blank": blank, "brand": brand}
    said["worded_by"] = draft.row.by if draft.row.by_id != standing.user.pk else None
    return page(request, desk, "send", status=200, **said)


@require_safe
@on_desk(Act.DRAFT_AGREEMENT)
def paper(request: HttpRequest, standing: Standing, desk: Desk, slot: str) -> HttpResponse:
    """The letter as it is attached where an advisor sends it; only for who would."""
    del request
    draft, brand = _draft(desk, slot), brand_for(standing.user, desk.engagement)
    if brand is None:
        raise Http404
    response = HttpResponse(letter_pdf(brand, draft.subject, draft.text), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(draft.subject)[:60] or "letter"}.pdf"'
    return response


@require_safe
@on_desk()
def download(request: HttpRequest, standing: Standing, desk: Desk, slot: str) -> HttpResponse:
    del request, standing
    draft = _draft(desk, slot)
    response = HttpResponse(f"{draft.subject}\n\n{draft.text}", content_type="text/plain; charset=utf-8")
    name = slugify(f"letter {slot} {desk.engagement.partner}")[:80]
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.txt"'
    return response


def _home(slot: str) -> str:
    """The screen to which a letter belongs."""
    return "contract" if slot == CONTRACT else "decision"


def _draft(desk: Desk, slot: str) -> Draft:
    draft = draft_of(desk, slot)
    if draft is None:
        raise Http404
    return draft
