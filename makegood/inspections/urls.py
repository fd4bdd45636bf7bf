"""Paths of inspections, below an engagement."""

from __future__ import annotations

from django.urls import path

from makegood.inspections.views import evidence, glances, looking

app_name = "inspections"
ONE = "inspections/<uuid:inspection_id>/"

urlpatterns = [
    path("inspections/", looking.index, name="index"),
    path("inspections/today/", glances.new_glance, name="new_glance"),
    path("inspections/today/<uuid:glance_id>/", glances.glance, name="glance"),
    path("inspections/today/<uuid:glance_id>/far", glances.glancing, name="glancing"),
    path("inspections/today/<uuid:glance_id>/begin", glances.begin, name="begin_glance"),
    path(ONE, looking.show, name="show"),
    path(f"{ONE}progress", looking.progress, name="progress"),
    path(f"{ONE}stop", looking.stop, name="stop"),
    path(f"{ONE}again", looking.again, name="again"),
    path(f"{ONE}look", looking.look, name="look"),
    path(f"{ONE}changes/", evidence.changed, name="changed"),
    path(f"{ONE}items/<str:check_id>/", evidence.places, name="places"),
    path(f"{ONE}report.<str:form>", evidence.report, name="report"),
    path("evidence/<str:digest>", evidence.evidence, name="evidence"),
]
