"""Paths of an engagement itself."""

from __future__ import annotations

from django.urls import path

from makegood.engagements import views

app_name = "engagements"
urlpatterns = [
    path("<uuid:engagement_id>/", views.show, name="show"),
]
