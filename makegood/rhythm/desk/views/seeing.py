"""What we can see: of the code and who holds what, and the worst sentences of the contract."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from makegood.engagements.permissions import Standing
from makegood.rhythm.desk.models import Desk, DeskState
from makegood.rhythm.desk.queries.seeing import clauses_of, seen_of
from makegood.rhythm.desk.views.asking import on_desk, page, to


@require_safe
@on_desk()
def seen(request: HttpRequest, standing: Standing, desk: Desk) -> HttpResponse:
    del standing
    if desk.state == DeskState.READING:
        return to(desk, "reading")
    rows = seen_of(desk)
    first = next((row for row in rows if row.state == "bad"), None)
    return page(request, desk, "seen", rows=rows, first=first, clauses=clauses_of(desk))
