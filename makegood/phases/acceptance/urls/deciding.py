"""Paths of deciding: the acceptance page of a part and of a round, and the owner's answer."""

from __future__ import annotations

from django.urls import path

from makegood.phases.acceptance.views import deciding

ONE = "submissions/<uuid:submission_id>/"

urlpatterns = [
    path("parts/<uuid:milestone_id>/", deciding.milestone, name="milestone"),
    path(ONE, deciding.submission, name="submission"),
    path(f"{ONE}accept/", deciding.accept, name="accept"),
    path(f"{ONE}send-back/", deciding.send_back, name="send_back"),
]
