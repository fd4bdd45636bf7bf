"""Who sits at the table, what each may do, and who is asked to it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from makegood.accounts.models import User
from makegood.engagements import queries
from makegood.engagements.actions import first_looks, inviting, seats
from makegood.engagements.actions.inviting import Guest
from makegood.engagements.asking import read_and_write, to_confirm, typed
from makegood.engagements.deeds import STAND_IN
from makegood.engagements.forms.days import end_of, start_of
from makegood.engagements.forms.people import InviteAdvisorForm, InviteForm, StandInForm
from makegood.engagements.intents import Refused
from makegood.engagements.models import FirstLook, Invitation, Role, Seat
from makegood.engagements.permissions import Act, Standing
from makegood.engagements.scope import in_engagement
from makegood.engagements.words import INVITED_AS, MAY


@require_safe
@in_engagement(Act.SEE)
def people(request: HttpRequest, standing: Standing) -> HttpResponse:
    return _people(request, standing)


def _people(request: HttpRequest, standing: Standing, link: str = "") -> HttpResponse:
    roles = inviting.roles_to_invite(standing)
    has_partner = Seat.objects.live().filter(engagement=standing.engagement, role=Role.PARTNER).exists()
    if not has_partner:
        roles = tuple(sorted(roles, key=lambda role: role != Role.PARTNER))
    invitations = queries.invitations_of(standing)
    places = queries.people_of(standing)
    shown = {
        "places": places,
        "has_advisor": any(place.seat.role == Role.ADVISOR for place in places),
        "invitations": invitations,
        "invited": any(invitation.role == Role.PARTNER for invitation in invitations),
        "roles": [(role.value, INVITED_AS[role]) for role in roles],
        "looks": first_looks.living_looks(standing.engagement) if standing.may(Act.MANAGE_PEOPLE) else [],
        "link": link,
        "has_partner": has_partner,
        "awaits_owner": Role.OWNER in roles,
        "mail_is_set": settings.MAKEGOOD_MAIL is not None,
    }
    return render(request, "engagements/people.html", shown)


def _back(standing: Standing) -> HttpResponseRedirect:
    return redirect("engagements:people", standing.engagement.pk)


@read_and_write
@in_engagement(Act.SEE)
def invite(request: HttpRequest, standing: Standing, role: str) -> HttpResponse:
    """Who may invite whom, `inviting.roles_to_invite` says."""
    if role not in inviting.roles_to_invite(standing):
        raise Http404
    data = typed(request)
    form: InviteForm
    zone = standing.engagement.time_zone
    form = InviteAdvisorForm(data, zone=zone) if role == Role.ADVISOR else InviteForm(data)
    if form.is_valid():
        given = form.cleaned_data
        guest = Guest(
            email=given["email"], role=role, capabilities=given.get("capabilities", ()), until=given.get("until")
        )
        try:
            invitation = inviting.invite(standing=standing, guest=guest)
        except Refused as refused:
            form.add_error("email" if role != Role.ADVISOR else None, str(refused))
        else:
            _tell(request, invitation)
            return _back(standing)
    shown = {"form": form, "role": role, "who": INVITED_AS[role], "may": MAY[role]}
    return render(request, "engagements/invite.html", shown, status=422 if form.errors else 200)


def _tell(request: HttpRequest, invitation: Invitation) -> None:
    if invitation.sent and settings.MAKEGOOD_MAIL is None:
        messages.success(request, f"{invitation.email} is invited.")
    elif invitation.sent:
        messages.success(request, f"The invitation is on its way to {invitation.email}.")
    else:
        messages.error(
            request,
            f"{invitation.email} is invited, but the mail could not be sent. Send the invitation again in a while.",
        )


def _invitation(standing: Standing, invitation_id: uuid.UUID) -> Invitation:
    mine = Invitation.objects.filter(engagement=standing.engagement, role__in=inviting.roles_to_invite(standing))
    return get_object_or_404(mine, pk=invitation_id)


@require_POST
@in_engagement(Act.SEE)
def send_again(request: HttpRequest, standing: Standing, invitation_id: uuid.UUID) -> HttpResponse:
    invitation = _invitation(standing, invitation_id)
    try:
        inviting.send_again(standing=standing, invitation=invitation)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        invitation.refresh_from_db()
        _tell(request, invitation)
    return _back(standing)


@require_POST
@in_engagement(Act.SEE)
def withdraw(request: HttpRequest, standing: Standing, invitation_id: uuid.UUID) -> HttpResponse:
    invitation = _invitation(standing, invitation_id)
    try:
        inviting.withdraw(standing=standing, invitation=invitation)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"The invitation of {invitation.email} is withdrawn. Its link no longer works.")
    return _back(standing)


@read_and_write
@in_engagement(Act.SEE)
def end_seat(request: HttpRequest, standing: Standing, seat_id: int) -> HttpResponse:
    place = next((place for place in queries.people_of(standing) if place.seat.pk == seat_id), None)
    if place is None or not place.can_end:
        raise Http404
    if request.method != "POST":
        return render(request, "engagements/end_seat.html", {"place": place})
    try:
        seats.end_seat(standing=standing, seat=place.seat)
    except Refused as refused:
        messages.error(request, str(refused))
        return _back(standing)
    messages.success(request, f"The seat of {place.seat.user} has ended.")
    return redirect("home") if place.is_you else _back(standing)


@read_and_write
@in_engagement(Act.NAME_STAND_IN)
def stand_in(request: HttpRequest, standing: Standing) -> HttpResponse:
    zone = standing.engagement.time_zone
    possible = queries.possible_stand_ins(standing)
    form = StandInForm(typed(request), people=possible, zone=zone)
    if form.is_valid():
        given = form.cleaned_data
        person = User.objects.get(pk=given["person"])
        content = {
            "person": str(person.pk),
            "name": str(person),
            "email": person.email,
            "begins": start_of(given["begins"], zone).isoformat(),
            "until": end_of(given["until"], zone).isoformat(),
        }
        return to_confirm(standing, STAND_IN, content, request.path)
    shown = {"form": form, "possible": possible}
    return render(request, "engagements/stand_in.html", shown, status=422 if form.errors else 200)


@require_POST
@in_engagement(Act.MANAGE_PEOPLE)
def make_first_look(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Shows the link in the answer to the POST alone: it is kept in no row."""
    return _people(request, standing, link=first_looks.make_first_look(standing=standing))


@require_POST
@in_engagement(Act.MANAGE_PEOPLE)
def withdraw_first_look(request: HttpRequest, standing: Standing, look_id: uuid.UUID) -> HttpResponse:
    look = get_object_or_404(FirstLook, pk=look_id, engagement=standing.engagement)
    first_looks.withdraw_first_look(standing=standing, look=look)
    messages.success(request, "The link no longer works.")
    return _back(standing)
