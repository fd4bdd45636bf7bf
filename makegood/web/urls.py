"""All paths. Every one is tested with the whole cast (tests/web/test_cast.py); one without such a test fails there."""

from __future__ import annotations

from django.urls import include, path

from makegood.engagements.urls import links_patterns as links
from makegood.web import views
from makegood.web.installation import views as installation

urlpatterns = [
    path("", views.home, name="home"),
    path("start/sample/", views.enter_sample, name="sample"),
    path("health", views.health, name="health"),
    path("messages/", include("makegood.notices.urls")),
    path("installation/", installation.show, name="installation"),
    path("installation/test-mail", installation.test_mail, name="installation_mail"),
    path("account/", include("makegood.accounts.urls")),
    path("engagements/", include("makegood.engagements.urls")),
    path("engagements/<uuid:engagement_id>/", include("makegood.inspections.urls")),
    path("engagements/<uuid:engagement_id>/", include("makegood.phases.acceptance.urls")),
    path("engagements/<uuid:engagement_id>/", include("makegood.web.records.urls")),
    path("engagements/<uuid:engagement_id>/agreement/", include("makegood.phases.agreement.urls")),
    path("", include("makegood.rhythm.desk.urls")),
    path("", include("makegood.rhythm.portfolio.urls")),
    path("", include("makegood.rhythm.assistant.urls")),
    path("", include(links)),
]

handler400 = "makegood.web.errors.unreadable"
handler403 = "makegood.web.errors.refused"
handler404 = "makegood.web.errors.missing"
handler500 = "makegood.web.errors.broken"
