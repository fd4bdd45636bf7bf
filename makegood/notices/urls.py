"""Paths of what a person was told."""

from __future__ import annotations

from django.urls import path

from makegood.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.index, name="index"),
    path("read", views.read, name="read"),
    path("alarms", views.hook, name="hook"),
    path("<uuid:notice_id>", views.open_one, name="open"),
]
