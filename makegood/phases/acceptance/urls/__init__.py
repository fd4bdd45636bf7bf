"""Paths of the acceptance phase, by what they are about."""

from __future__ import annotations

from makegood.phases.acceptance.urls import money, submitting

app_name = "acceptance"
urlpatterns = [*submitting.urlpatterns, *money.urlpatterns]
