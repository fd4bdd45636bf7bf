"""Paths of who advises: their clients, the list that brings clients in, their practice."""

from __future__ import annotations

from django.urls import path

from makegood.rhythm.portfolio.views import clients, hours, importing, practices

app_name = "portfolio"
urlpatterns = [
    path("clients/", clients.clients, name="clients"),
    path("clients/<uuid:engagement_id>/", clients.client, name="client"),
    path("clients/import/", importing.bring, name="import"),
    path("clients/import/list.csv", importing.template, name="template"),
    path("clients/import/<uuid:import_id>/", importing.look_over, name="look_over"),
    path("clients/hours/", hours.all_hours, name="all_hours"),
    path("clients/hours.csv", hours.download, name="hours_file"),
    path("clients/<uuid:engagement_id>/hours/", hours.hours, name="hours"),
    path("clients/<uuid:engagement_id>/hours/<int:hours_id>/remove", hours.remove, name="remove_hours"),
    path("practice/", practices.practice, name="practice"),
    path("practice/logo", practices.logo, name="logo"),
    path("practice/logo/take", practices.take_logo, name="take_logo"),
    path("practice/logo/remove", practices.remove_logo, name="remove_logo"),
]
