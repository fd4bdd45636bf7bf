"""What we can see: of the code and who holds what, and the worst sentences of the contract."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from makegood.engagements.asking import whole_page
from makegood.engagements.permissions import Standing
from makegood.rhythm.desk.models import Desk, DeskState
from makegood.rhythm.desk.queries.seeing import clauses_of, is_looked_at, requests_of, seen_of
from makegood.rhythm.desk.views.asking import on_desk, page, to
from makegood.rules.desk.seen import About, Seen, State

TITLES = (
    ("The code, and who can get at it", {About.ACCESS, About.CODE}),
    ("Who holds the domain and its mail", {About.DOMAIN, About.MAIL}),
    ("Where it runs", {About.HOSTING, About.ADDRESS}),
)
WORST_FIRST = (State.BAD, State.UNKNOWN, State.GOOD)


@require_safe
@on_desk()
def seen(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    del standing
    if desk.state == DeskState.READING:
        return to(desk, "reading")
    rows = seen_of(desk)
    first = next((row for row in rows if row.state == State.BAD), None)
    return page(
        request,
        desk,
        "seen",
        about=list(_grouped(rows)),
        first=first,
        clauses=clauses_of(desk),
        requests=requests_of(desk),
        looking=is_looked_at(desk),
    )


@require_safe
@on_desk()
def looking(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    """What htmx asks for while something is looked at; then the whole page is due."""
    del standing
    return render(request, "desk/looking.html", {"desk": desk}) if is_looked_at(desk) else whole_page()


def _grouped(rows: Sequence[Seen]) -> Iterator[tuple[str, list[Seen]]]:
    """The worst of each first."""
    for title, about in TITLES:
        mine = [row for row in rows if row.about in about]
        if mine:
            yield title, sorted(mine, key=lambda row: WORST_FIRST.index(row.state))
