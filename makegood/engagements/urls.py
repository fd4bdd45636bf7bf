"""Paths of an engagement itself."""

from __future__ import annotations

from django.urls import path

from makegood.engagements.views import confirm, overview

app_name = "engagements"
urlpatterns = [
    path("<uuid:engagement_id>/", overview.show, name="show"),
    path("<uuid:engagement_id>/confirm/<uuid:intent_id>/", confirm.confirm, name="confirm"),
]
