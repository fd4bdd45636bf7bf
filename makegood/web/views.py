"""The home page: what waits for me, what is paid for and not proven, what is in danger, what comes next."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from makegood.accounts.models import User
from makegood.engagements.actions.opening import companies_of
from makegood.engagements.figures import course_of
from makegood.engagements.models import Role, Seat
from makegood.engagements.pictures import money
from makegood.rhythm.desk.forms.doors import DoorForm
from makegood.rhythm.desk.views.doors import doors_page
from makegood.web.health import look
from makegood.web.home import Desk, Line, Row, desk_of

LINES, ROWS = 15, 25
"""How many lines of each list, and how many engagements, stand on one page."""
SAMPLE_TAKES = 600
"""Seconds after which whatever made the sample is no longer at it."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return welcome(request)
    desk = desk_of(request.user)
    if not desk.rows:
        return doors_page(
            request,
            DoorForm(companies=companies_of(request.user)),
            has_sample=not request.user.is_sample and sample_person() is not None,
        )
    shown: dict[str, object] = {"desk": desk, **_pages(request, desk)}
    if len(desk.rows) == 1:
        standing = desk.standings[0]
        course = course_of(standing)
        shown |= {
            "standing": standing,
            "engagement": standing.engagement,
            "journey": course.steps,
            "money": money(course.parts),
            "figures": desk.rows[0].figures,
        }
    return render(request, "web/home.html", shown)


def _pages(request: HttpRequest, desk: Desk) -> dict[str, Page[Line] | Page[Row]]:
    """Each list of the desk in pages of its own; the page's number stands in the address under the list's name."""
    asked = request.GET.get
    return {
        "waits": Paginator(desk.waits, LINES).get_page(asked("waits")),
        "danger": Paginator(desk.danger, LINES).get_page(asked("danger")),
        "next": Paginator(desk.next, LINES).get_page(asked("next")),
        "rows": Paginator(desk.rows, ROWS).get_page(asked("rows")),
    }


def welcome(request: HttpRequest) -> HttpResponse:
    """Signed out. Before anybody has an account the owner's is offered, and the sample where there is one."""
    is_first = not User.objects.filter(is_sample=False).exists()
    sample = None if sample_person() is not None else sample_in_the_making()
    shown = {"is_first": is_first, "has_sample": sample is None, "sample": sample}
    return render(request, "web/welcome.html", shown)


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """Whether the sample is being made right now, or could not be; `because`: why, where that is known."""

    comes: bool = False
    failed: bool = False
    because: str = ""


def sample_in_the_making() -> Making:
    """As `makegood.sample.building` left it. A mark that is old is that of a process which was ended."""
    making, failed = (settings.MAKEGOOD_HOME / name for name in ("sample.making", "sample.failed"))
    with contextlib.suppress(OSError):
        comes = time.time() - making.stat().st_mtime < SAMPLE_TAKES
        return Making(comes=comes, failed=not comes)
    with contextlib.suppress(OSError):
        return Making(failed=True, because=failed.read_text(encoding="utf-8"))
    return Making()


@require_POST
def enter_sample(request: HttpRequest) -> HttpResponse:
    """Signs in as a person of the sample: its owner, or whose `role` is posted. Not for who is somebody already."""
    if isinstance(request.user, User) and not request.user.is_sample:
        raise Http404
    person = sample_person(request.POST.get("role") or Role.OWNER)
    if person is None:
        raise Http404
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("home")


def sample_person(role: str = Role.OWNER) -> User | None:
    """Whoever has that role in the sample. Nobody where there is none, and nobody beyond this machine: no password."""
    if not settings.MAKEGOOD_ADDRESS.startswith("http://"):
        return None
    seats = Seat.objects.live().filter(
        role=role, engagement__is_sample=True, user__is_sample=True, user__is_active=True
    )
    seat = seats.select_related("user").order_by("engagement__created").first()
    return seat.user if seat else None


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For a monitor: 200 where all works, 503 where something does not. Tells a stranger nothing else."""
    del request
    found = look()
    return JsonResponse(found.words(), status=200 if found.good else 503)
