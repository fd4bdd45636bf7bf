"""Paths of the acceptance phase, by what they are about."""

from __future__ import annotations

from makegood.phases.acceptance.urls import money

app_name = "acceptance"
urlpatterns = [*money.urlpatterns]
