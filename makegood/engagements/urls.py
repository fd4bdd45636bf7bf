"""Paths of an engagement itself, and what mailed links lead to."""

from __future__ import annotations

from django.urls import path

from makegood.engagements.views import confirm, links, opening, overview, people

app_name = "engagements"
ONE = "<uuid:engagement_id>"
urlpatterns = [
    path("new/", opening.new, name="new"),
    path(f"{ONE}/", overview.show, name="show"),
    path(f"{ONE}/confirm/<uuid:intent_id>/", confirm.confirm, name="confirm"),
    path(f"{ONE}/people/", people.people, name="people"),
    path(f"{ONE}/people/invite/<slug:role>/", people.invite, name="invite"),
    path(f"{ONE}/people/invitations/<uuid:invitation_id>/again/", people.send_again, name="invitation_again"),
    path(f"{ONE}/people/invitations/<uuid:invitation_id>/withdraw/", people.withdraw, name="invitation_withdraw"),
    path(f"{ONE}/people/seats/<int:seat_id>/end/", people.end_seat, name="seat_end"),
    path(f"{ONE}/people/stand-in/", people.stand_in, name="stand_in"),
    path(f"{ONE}/people/first-look/", people.make_first_look, name="first_look_make"),
    path(f"{ONE}/people/first-look/<uuid:look_id>/end/", people.withdraw_first_look, name="first_look_end"),
]
links_patterns = [
    path("invitations/<str:token>/", links.invitation, name="invitation"),
    path("first-look/<str:token>/", links.first_look, name="first_look"),
]
