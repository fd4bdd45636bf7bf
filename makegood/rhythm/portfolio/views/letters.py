"""Monthly letters: all to look over, one to word, one to send after a question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_POST, require_safe

from makegood.engagements.asking import read_and_write, refused_on, typed
from makegood.engagements.intents import Refused
from makegood.engagements.permissions import Standing
from makegood.rhythm.portfolio.actions.letters import (
    digest_of,
    draft_anew,
    draft_letter,
    draft_letters,
    send_letter,
    word_letter,
)
from makegood.rhythm.portfolio.forms.letters import MonthlyLetterForm
from makegood.rhythm.portfolio.models import MonthlyLetter, Practice
from makegood.rhythm.portfolio.queries.drafting import BLANK, owner_of
from makegood.rhythm.portfolio.queries.letters import (
    blank_in,
    is_outdated,
    letter_of,
    lines_of,
    may_read,
    next_of,
    on_paper,
    to_look_over,
    was_here,
    why_not_send,
    without_advice,
)
from makegood.rhythm.portfolio.queries.months import after, before, in_address, month_of, said_month
from makegood.rhythm.portfolio.queries.people import clients_of, practice_of
from makegood.rhythm.portfolio.views.asking import in_practice, of_client, person_of

ON_A_PAGE = 50


def month_to_tell(standings: Sequence[Standing]) -> date:
    """The month that is over; this one while nobody was a client in that."""
    this = timezone.localdate().replace(day=1)
    return before(this) if any(was_here(one.engagement, before(this)) for one in standings) else this


@require_safe
@in_practice
def letters(request: HttpRequest, practice: Practice) -> HttpResponse:
    standings = clients_of(person_of(request))
    month = month_of(request.GET.get("month", "")) or month_to_tell(standings)
    lines = lines_of(practice, month, standings)
    next = after(month)
    shown = {
        "month": said_month(month),
        "address": in_address(month),
        "page": Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page")),
        "open": to_look_over(lines),
        "missing": sum(line.is_missing for line in lines),
        "before": (in_address(before(month)), said_month(before(month))),
        "after": (in_address(next), said_month(next)) if next <= timezone.localdate() else None,
    }
    return render(request, "portfolio/letters.html", shown)


@require_POST
@in_practice
def draft_all(request: HttpRequest, practice: Practice) -> HttpResponse:
    standings = clients_of(person_of(request))
    month = month_of(request.POST.get("month", "")) or month_to_tell(standings)
    made = draft_letters(standings=standings, practice=practice, month=month)
    messages.success(request, f"{made} letter{' is' if made == 1 else 's are'} drafted. Nothing is sent yet.")
    response = redirect("portfolio:letters")
    response.headers["Location"] += f"?month={in_address(month)}"
    return response


@read_and_write
@of_client
def letter(request: HttpRequest, standing: Standing, month: str) -> HttpResponse:
    """Drafts it where there is none; keeps it as it is worded, and leads on to the question."""
    practice, day = _asked(standing, month)
    row = letter_of(practice, standing, day)
    if row is not None and not may_read(row, standing):
        raise Http404
    if row is None:
        return _begin(request, standing, practice, day)
    if "anew" in request.POST:
        return _anew(request, standing, row, month)
    form = MonthlyLetterForm(typed(request), initial={"subject": row.subject, "text": row.text})
    if form.is_valid():
        given = dict(form.cleaned_data)
        if "without" in request.POST:
            given["text"] = without_advice(given["text"])
        try:
            word_letter(letter=row, by=standing.user, **given)
        except Refused as refused:
            return refused_on(request, str(refused), request.path)
        if {"send", "without"} & set(request.POST):
            return redirect("portfolio:send_letter", standing.engagement.pk, month)
        messages.success(request, "The letter is kept.")
        return redirect("portfolio:letter", standing.engagement.pk, month)
    shown = {**_shown(row, standing, month), "form": form, "no_advice": BLANK in row.text}
    shown["outdated"] = row.is_open and is_outdated(row, standing)
    if not row.is_open:
        lines = lines_of(practice, day, clients_of(standing.user))
        shown |= {"next": next_of(lines, row), "left": to_look_over(lines)}
    return render(request, "portfolio/letter.html", shown, status=422 if form.errors else 200)


def _anew(request: HttpRequest, standing: Standing, row: MonthlyLetter, month: str) -> HttpResponse:
    try:
        draft_anew(letter=row, standing=standing)
    except Refused as refused:
        return refused_on(request, str(refused), request.path)
    messages.success(request, "The letter is drafted anew, as things are now.")
    return redirect("portfolio:letter", standing.engagement.pk, month)


def _begin(request: HttpRequest, standing: Standing, practice: Practice, day: date) -> HttpResponse:
    if request.method == "POST":
        try:
            draft_letter(standing=standing, practice=practice, month=day)
        except Refused as refused:
            return refused_on(request, str(refused), request.path)
        return redirect("portfolio:letter", standing.engagement.pk, in_address(day))
    return render(request, "portfolio/letter.html", {"said": said_month(day), "month": in_address(day)})


@read_and_write
@of_client
def send(request: HttpRequest, standing: Standing, month: str) -> HttpResponse:
    """The question: to whom, and every word that they will read."""
    practice, day = _asked(standing, month)
    row = _there(practice, standing, day)
    if not row.is_open:
        return redirect("portfolio:letter", standing.engagement.pk, month)
    if request.method == "POST":
        try:
            send_letter(letter=row, standing=standing, digest=request.POST.get("digest", ""))
        except Refused as refused:
            return refused_on(request, str(refused), request.path)
        return redirect("portfolio:letter", standing.engagement.pk, month)
    shown = {
        **_shown(row, standing, month),
        "owner": owner_of(standing.engagement),
        "digest": digest_of(row),
        "because": why_not_send(row, standing.user),
        "blank": blank_in(row),
    }
    return render(request, "portfolio/send_letter.html", shown)


@require_safe
@of_client
def paper(request: HttpRequest, standing: Standing, month: str) -> HttpResponse:
    del request
    practice, day = _asked(standing, month)
    row = _there(practice, standing, day)
    response = HttpResponse(on_paper(row), content_type="application/pdf")
    name = slugify(row.subject)[:60] or "letter"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    return response


def _asked(standing: Standing, month: str) -> tuple[Practice, date]:
    practice, day = practice_of(standing.user), month_of(month)
    if practice is None or day is None or day > timezone.localdate():
        raise Http404
    return practice, day


def _there(practice: Practice, standing: Standing, day: date) -> MonthlyLetter:
    row = letter_of(practice, standing, day)
    if row is None or not may_read(row, standing):
        raise Http404
    return row


def _shown(row: MonthlyLetter, standing: Standing, month: str) -> dict[str, object]:
    del standing
    return {"letter": row, "said": said_month(row.month), "month": month}
