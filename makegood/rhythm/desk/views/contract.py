"""Before you sign: what is against the owner, what is asked for instead, and the papers that go back."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from makegood.connectors.uploads import Kind, UploadRefused, serving_headers
from makegood.engagements.asking import read_and_write, typed, whole_page
from makegood.engagements.permissions import Act, Standing
from makegood.inspections.filing import FilingRefused, read_kept
from makegood.phases.agreement.models import Agreement
from makegood.rhythm.desk.actions.contract import ask_to_make, choose_wording, keep_changes
from makegood.rhythm.desk.actions.letters import WORD
from makegood.rhythm.desk.actions.marking import MADE_LIMIT
from makegood.rhythm.desk.actions.papers import add_paper, begin_reading
from makegood.rhythm.desk.actions.signing import draft_from, say_signed
from makegood.rhythm.desk.actions.versions import say_version
from makegood.rhythm.desk.forms.contract import ChangesForm, SignedForm
from makegood.rhythm.desk.models import Contract, Desk, DeskState, LetterState
from makegood.rhythm.desk.queries.changes import Before, before_signing, contract_or_none, others_of, taken_for_versions
from makegood.rhythm.desk.queries.letters import CONTRACT
from makegood.rhythm.desk.queries.since import since_last
from makegood.rhythm.desk.queries.wording import Wording, wording_for
from makegood.rhythm.desk.views.asking import changing, on_desk, page, to

DOCX = Kind("word", "a Word file", ".docx", WORD, MADE_LIMIT)
SHEETS = {
    "html": Kind("html", "a page", ".html", "text/html; charset=utf-8", MADE_LIMIT),
    "pdf": Kind("pdf", "a PDF", ".pdf", "application/pdf", MADE_LIMIT),
}
PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"
SENT = (LetterState.SENDING, LetterState.SENT)


@read_and_write
@on_desk()
def contract(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponseBase:
    """The page, and what is ticked and worded on it. `make` goes on to the Word file and the letter."""
    if desk.state == DeskState.READING:
        return to(desk, "reading")
    row = _contract(desk)
    if request.method == "POST" and not standing.may(Act.DRAFT_AGREEMENT):
        raise Http404
    before = before_signing(desk, row)
    form = ChangesForm(typed(request), findings=before.asked)
    if form.is_valid():
        kept = keep_changes(contract=row, chosen=form.chosen(), by=standing.user)
        if "make" in request.POST:
            ask_to_make(contract=row, by=standing.user)
        elif kept:
            messages.success(request, "Kept as you chose it.")
        return to(desk, "contract")
    return page(
        request,
        desk,
        "contract",
        before=before,
        contract=row,
        form=form,
        groups=_groups(form, before),
        offered=_offered(standing, desk, before),
        others=others_of(row),
        taken=taken_for_versions(desk),
        has_agreement=Agreement.objects.filter(engagement=desk.engagement_id).exists(),
        confirmed=desk.answers.exclude(name="signed").exists(),
        letters=list(desk.letters.filter(slot=CONTRACT, state__in=SENT).select_related("by").order_by("-asked")),
        status=422 if form.errors else 200,
    )


def _offered(standing: Standing, desk: Desk, before: Before) -> Wording | None:
    """Wording of the advisor's practice that is not the one that counts here, for who may take it."""
    there = wording_for(desk.engagement) if standing.may(Act.DRAFT_AGREEMENT) else None
    own = before.wording
    is_same = there and own and (there.id, there.version) == (own.id, own.version)
    return None if is_same else there


def _groups(form: ChangesForm, before: object) -> list[tuple[str, str, list[object]]]:
    """(anchor, heading, findings with their two fields)."""
    titles = (
        ("red", "Against you"),
        ("unsure", "Read these yourself"),
        ("weak", "Named, but it does not protect you"),
        ("missing", "Not in the contract"),
    )
    told = []
    for name, title in titles:
        rows: list[object] = [
            (one, form[f"in_{one.number}"], form[f"words_{one.number}"]) for one in getattr(before, name)
        ]
        if rows:
            told.append((name, title, rows))
    return told


@require_POST
@changing
def wording(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """Back to Makegood's wording, or to that of the advisor's practice as it is now."""
    row, how = _contract(desk), request.POST.get("how", "")
    theirs = wording_for(desk.engagement) if how == "theirs" else None
    if how not in ("ours", "theirs") or (how == "theirs" and theirs is None):
        raise Http404
    choose_wording(contract=row, wording=theirs, by=standing.user)
    return to(desk, "contract")


@require_safe
@on_desk()
def making(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """What htmx asks for while the papers are made; then the whole page is due."""
    del standing
    row = _contract(desk)
    return render(request, "desk/making.html", {"desk": desk, "contract": row}) if row.is_making else whole_page()


@require_safe
@on_desk()
def marked(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """The contract as a Word file with tracked changes."""
    del request, standing
    row = _contract(desk)
    if row.draft is None:
        raise Http404
    return _file(row.docx, serving_headers(row.draft["enclosure_name"], DOCX))


@require_safe
@on_desk()
def marked_beside(request: HttpRequest, standing: Standing, desk: Desk, number: int) -> HttpResponse:
    """Another paper of the purchase, with the changes that belong into it."""
    del request, standing
    made = _contract(desk).others
    if not 0 < number <= len(made):
        raise Http404
    return _file(made[number - 1]["digest"], serving_headers(made[number - 1]["name"], DOCX))


@require_safe
@on_desk()
def sheet(request: HttpRequest, standing: Standing, desk: Desk, form: str) -> HttpResponse:
    """What to settle before signing: as a page that prints, and as a PDF."""
    del request, standing
    row = _contract(desk)
    if form not in SHEETS or row.draft is None:
        raise Http404
    headers = dict(serving_headers(f"What to settle before signing.{form}", SHEETS[form]))
    if form == "html":
        headers |= {"Content-Security-Policy": PAGE_POLICY, "Content-Disposition": "inline"}
    return _file(row.sheet_html if form == "html" else row.sheet_pdf, headers)


def _file(digest: str, headers: Mapping[str, str]) -> HttpResponse:
    if not digest:
        raise Http404
    try:
        content = read_kept(digest, limit=MADE_LIMIT)
    except FilingRefused as refused:
        return HttpResponse(str(refused), status=503, content_type="text/plain")
    response = HttpResponse(content)
    for name, value in headers.items():
        response.headers[name] = value
    return response


@require_safe
@on_desk()
def since(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """What changed since the last version."""
    del standing
    row = _contract(desk)
    told = since_last(desk, row)
    return to(desk, "contract") if told is None else page(request, desk, "since", contract=row, since=told)


@require_POST
@changing
def say(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """Which is the newer one of two, or that they are no versions of one another at all."""
    how = request.POST.get("how", "")
    if request.POST.get("key") and how in ("same", "apart"):
        return _answered(request, standing, desk, how)
    row = _contract(desk)
    if how in ("earlier", "later"):
        other = next((one for one in others_of(row) if str(one.pk) == request.POST.get("key", "")), None)
    else:
        other = row.earlier
    if row.paper is None or other is None or how not in ("earlier", "later", "other", "apart"):
        raise Http404
    if how == "earlier":
        say_version(desk=desk, paper=row.paper, follows=other, by=standing.user)
    elif how == "apart":
        say_version(desk=desk, paper=row.paper, follows=None, by=standing.user)
    else:
        say_version(desk=desk, paper=other, follows=row.paper, by=standing.user)
    begin_reading(desk=desk)
    return to(desk, "reading")


def _answered(request: HttpRequest, standing: Standing, desk: Desk, how: str) -> HttpResponse:
    """Whether what we took for a newer version is one; only "no" needs another reading."""
    paper = next((one for one in taken_for_versions(desk) if str(one.pk) == request.POST["key"]), None)
    if paper is None:  # another tab has said so, or the paper is gone
        return to(desk, "check")
    say_version(desk=desk, paper=paper, follows=paper.follows if how == "same" else None, by=standing.user)
    if how == "same":
        return to(desk, "check")
    begin_reading(desk=desk)
    return to(desk, "reading")


@read_and_write
@changing
def signed(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponseBase:
    """It is signed now; with the signed paper, if it is at hand."""
    row = _contract(desk)
    form = SignedForm(request.POST, request.FILES) if request.method == "POST" else SignedForm()
    if not form.is_valid():
        return page(request, desk, "signed", contract=row, form=form, status=422 if form.errors else 200)
    is_signed, paper = form.cleaned_data["signed"] == "yes", None
    if is_signed and form.cleaned_data["paper"]:
        try:
            file = form.cleaned_data["paper"]
            paper = add_paper(desk=desk, chunks=file.chunks(), name=file.name or "", by=standing.user)
        except UploadRefused as refused:
            form.add_error("paper", str(refused))
            return page(request, desk, "signed", contract=row, form=form, status=422)
    say_signed(contract=row, signed=is_signed, paper=paper, by=standing.user)
    if is_signed:
        _drafted(request, standing, desk)
    if paper is not None:
        begin_reading(desk=desk)
        return to(desk, "reading")
    return to(desk, "contract")


def _drafted(request: HttpRequest, standing: Standing, desk: Desk) -> None:
    because = draft_from(desk=desk, standing=standing)
    if because:
        messages.info(request, f"It is remembered that you signed. No agreement was drafted: {because}")
    else:
        messages.success(request, "What you confirmed is the draft of your agreement now.")


def _contract(desk: Desk) -> Contract:
    """Of a desk on which a contract was read."""
    row = contract_or_none(desk) if desk.clauses is not None else None
    if row is None:
        raise Http404
    return row
