"""Paths of an engagement itself."""

from __future__ import annotations

from django.urls import path

from makegood.engagements.views import confirm, opening, overview

app_name = "engagements"
urlpatterns = [
    path("new/", opening.new, name="new"),
    path("<uuid:engagement_id>/", overview.show, name="show"),
    path("<uuid:engagement_id>/confirm/<uuid:intent_id>/", confirm.confirm, name="confirm"),
]
