"""Paths of the acceptance phase, by what they are about."""

from __future__ import annotations

from makegood.phases.acceptance.urls import deciding, money, submitting

app_name = "acceptance"
urlpatterns = [*deciding.urlpatterns, *submitting.urlpatterns, *money.urlpatterns]
