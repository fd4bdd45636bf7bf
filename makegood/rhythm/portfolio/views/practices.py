"""A practice: its name, its colour, its logo, the line under its letters."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from makegood.accounts.models import User
from makegood.connectors.uploads import KINDS, UploadRefused, serving_headers
from makegood.engagements.asking import read_and_write, refused_on, typed
from makegood.engagements.intents import Refused
from makegood.rhythm.portfolio.actions.colleagues import ask_colleague, join, open_ones, take_back
from makegood.rhythm.portfolio.actions.practices import change_practice, make_practice, set_logo
from makegood.rhythm.portfolio.forms.practices import ColleagueForm, LogoForm, PracticeForm, initial_of
from makegood.rhythm.portfolio.models import Colleague, Practice
from makegood.rhythm.portfolio.queries.branding import logo_path
from makegood.rhythm.portfolio.queries.people import is_alone, may_manage, practice_of
from makegood.rhythm.portfolio.views.asking import in_practice, person_of
from makegood.rules.stationery.brand import LOGO_MOST


@read_and_write
@login_required
def practice(request: HttpRequest) -> HttpResponse:
    """Whoever advises owners begins here."""
    person = person_of(request)
    own = practice_of(person)
    manages = own is None or may_manage(own, person)
    if request.method == "POST" and not manages:
        raise Http404
    form = PracticeForm(typed(request), initial=initial_of(own), alone=is_alone(own))
    if form.is_valid():
        given = form.cleaned_data
        if own is None:
            make_practice(
                by=User.objects.get(pk=person.pk),
                name=given["name"],
                accent=given["accent"],
                signature=given["signature"],
                two_readers=given.get("two_readers", False),
            )
            return redirect("portfolio:clients")
        own.name, own.accent, own.signature = given["name"], given["accent"], given["signature"]
        change_practice(practice=own, two_readers=given.get("two_readers", False))
        messages.success(request, "It is kept.")
        return redirect("portfolio:practice")
    return _page(request, own, form, LogoForm(), manages=manages)


def _page(
    request: HttpRequest,
    own: Practice | None,
    form: PracticeForm,
    logo: LogoForm,
    *,
    manages: bool,
    colleague: ColleagueForm | None = None,
) -> HttpResponse:
    person = person_of(request)
    shown = {
        "practice": own,
        "form": form,
        "logo_form": logo,
        "manages": manages,
        "people": own.company.memberships.select_related("user").order_by("since") if own else (),
        "asked": open_ones(own) if own and manages else (),
        "asks": ()
        if own
        else Colleague.objects.filter(email=person.email.lower(), taken_back=None).select_related("practice"),
        "colleague_form": colleague or ColleagueForm(),
    }
    wrong = form.errors or logo.errors or (colleague is not None and colleague.errors)
    return render(request, "portfolio/practice.html", shown, status=422 if wrong else 200)


def _managed(request: HttpRequest, own: Practice) -> Practice:
    if not may_manage(own, person_of(request)):
        raise Http404
    return own


@require_POST
@in_practice
def take_logo(request: HttpRequest, own: Practice) -> HttpResponseBase:
    _managed(request, own)
    form = LogoForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["logo"]
        try:
            if file.size > LOGO_MOST:
                raise UploadRefused(f"This picture is larger than {LOGO_MOST // 1000} kB. Save it smaller.")
            set_logo(practice=own, chunks=file.chunks())
        except UploadRefused as refused:
            form.add_error("logo", str(refused))
        else:
            messages.success(request, "Your logo is kept.")
            return redirect("portfolio:practice")
    return _page(request, own, PracticeForm(initial=initial_of(own), alone=is_alone(own)), form, manages=True)


@require_POST
@in_practice
def remove_logo(request: HttpRequest, own: Practice) -> HttpResponse:
    set_logo(practice=_managed(request, own), chunks=None)
    messages.success(request, "Your logo is taken away.")
    return redirect("portfolio:practice")


@require_safe
@in_practice
def logo(request: HttpRequest, own: Practice) -> HttpResponseBase:
    del request
    if not own.logo:
        raise Http404
    try:
        content = logo_path(own.logo).open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(content)
    for name, value in serving_headers("logo.png", KINDS["png"]).items():
        response.headers[name] = value
    return response


@require_POST
@in_practice
def ask(request: HttpRequest, own: Practice) -> HttpResponse:
    _managed(request, own)
    form = ColleagueForm(request.POST)
    if form.is_valid():
        try:
            row = ask_colleague(practice=own, email=form.cleaned_data["email"], by=person_of(request))
        except Refused as refused:
            form.add_error("email", str(refused))
        else:
            _say_asked(request, row)
            return redirect("portfolio:practice")
    words = PracticeForm(initial=initial_of(own), alone=is_alone(own))
    return _page(request, own, words, LogoForm(), manages=True, colleague=form)


def _say_asked(request: HttpRequest, row: Colleague) -> None:
    if row.sent is None:
        messages.error(request, f"{row.email} is asked to join, but no mail could be sent. Tell them.")
    elif settings.MAKEGOOD_MAIL is None:
        messages.success(request, f"{row.email} is asked to join. This installation sends no mail yet: tell them.")
    else:
        messages.success(request, f"{row.email} is asked to join, and was written to.")


@require_POST
@in_practice
def ask_no_more(request: HttpRequest, own: Practice, colleague_id: int) -> HttpResponse:
    take_back(practice=_managed(request, own), colleague_id=colleague_id)
    return redirect("portfolio:practice")


@require_POST
@login_required
def say_yes(request: HttpRequest, colleague_id: int) -> HttpResponse:
    person = User.objects.get(pk=person_of(request).pk)
    try:
        joined = join(user=person, colleague_id=colleague_id)
    except Refused as refused:
        return refused_on(request, str(refused), reverse("portfolio:practice"))
    messages.success(request, f"You belong to {joined} now.")
    return redirect("portfolio:practice")
