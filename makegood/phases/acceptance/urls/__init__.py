"""Paths of the acceptance phase, by what they are about."""

from __future__ import annotations

from makegood.phases.acceptance.urls import deciding, handing_in, money

app_name = "acceptance"
urlpatterns = [*deciding.urlpatterns, *handing_in.urlpatterns, *money.urlpatterns]
