"""Paths of a company's assistant."""

from __future__ import annotations

from django.urls import path

from makegood.rhythm.assistant import views

app_name = "assistant"
urlpatterns = [
    path("assistant/", views.companies, name="companies"),
    path("assistant/<uuid:company_id>/", views.setting, name="setting"),
    path("assistant/<uuid:company_id>/try", views.attempt, name="try"),
    path("assistant/<uuid:company_id>/end", views.end, name="end"),
]
