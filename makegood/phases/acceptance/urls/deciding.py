"""Paths of deciding: the acceptance page of a part and of a round, and the owner's answer."""

from __future__ import annotations

from django.urls import path

from makegood.phases.acceptance.views.deciding import (
    appealing,
    attesting,
    certificates,
    page,
    reporting,
    trying,
    waiving,
)

ONE = "submissions/<uuid:submission_id>/"

urlpatterns = [
    path("parts/<uuid:milestone_id>/", page.milestone, name="milestone"),
    path(ONE, page.submission, name="submission"),
    path(f"{ONE}certificate.zip", certificates.certificate, name="certificate"),
    path(f"{ONE}accept/", page.accept, name="accept"),
    path(f"{ONE}send-back/", page.send_back, name="send_back"),
    path(f"{ONE}items/<str:check_id>/accept-anyway/", waiving.ask_waiver, name="ask_waiver"),
    path(f"{ONE}items/<str:check_id>/sign/", attesting.attest, name="attest"),
    path(f"{ONE}items/<str:check_id>/wrong/", appealing.appeal, name="appeal"),
    path("accepted-anyway/<uuid:waiver_id>/", waiving.approve_waiver, name="approve_waiver"),
    path("accepted-anyway/<uuid:waiver_id>/refuse/", waiving.refuse_waiver, name="refuse_waiver"),
    path("signed/<uuid:attestation_id>/", attesting.accept_reviewer, name="accept_reviewer"),
    path("signed/<uuid:attestation_id>/no/", attesting.refuse_reviewer, name="refuse_reviewer"),
    path("appeals/<uuid:appeal_id>/", appealing.rule, name="rule"),
    path(f"{ONE}reports/", reporting.reports, name="reports"),
    path("submissions/reports/<uuid:report_id>/", reporting.report, name="report"),
    path("submissions/reports/<uuid:report_id>/sign/", reporting.sign, name="sign_report"),
    path("parts/<uuid:milestone_id>/scripts/new/", trying.propose, name="propose_script"),
    path("scripts/<uuid:script_id>/agree/", trying.agree, name="agree_script"),
    path("scripts/<uuid:script_id>/drop/", trying.drop, name="drop_script"),
    path(f"{ONE}scripts/<uuid:script_id>/", trying.attempt, name="try_script"),
    path(f"{ONE}explore/", trying.explore, name="explore"),
]
