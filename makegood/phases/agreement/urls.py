"""Paths of the agreement, under `engagements/<uuid:engagement_id>/agreement/`."""

from __future__ import annotations

from django.urls import path

from makegood.phases.agreement.views import checklists, drafting, offering, overview, payees, proposals

app_name = "agreement"
urlpatterns = [
    path("", overview.show, name="show"),
    path("begin", overview.begin, name="begin"),
    path("drop", overview.drop, name="drop"),
    path("names", drafting.names, name="names"),
    path("question/<slug:key>", drafting.question, name="question"),
    path("parts", drafting.parts, name="parts"),
    path("parts/add", drafting.add_part, name="add_part"),
    path("parts/<uuid:part_id>", drafting.part, name="part"),
    path("parts/<uuid:part_id>/move", drafting.move_part, name="move_part"),
    path("parts/<uuid:part_id>/remove", drafting.remove_part, name="remove_part"),
    path("parts/<uuid:part_id>/checklist", checklists.checklist, name="checklist"),
    path("parts/<uuid:part_id>/checklist/restart", checklists.restart, name="restart"),
    path("parts/<uuid:part_id>/checklist/copy", checklists.copy, name="copy_checklist"),
    path("parts/<uuid:part_id>/checklist/<str:check_id>", checklists.item, name="item"),
    path("parts/<uuid:part_id>/checklist/<str:check_id>/propose", proposals.propose, name="propose"),
    path("propose/<slug:key>", proposals.propose_for_term, name="propose_term"),
    path("proposals", proposals.proposals, name="proposals"),
    path("proposals/<uuid:proposal_id>", proposals.answer, name="answer"),
    path("whole", offering.whole, name="whole"),
    path("offer", offering.offer, name="offer"),
    path("take-back", offering.take_back, name="take_back"),
    path("sign", offering.sign, name="sign"),
    path("payee", payees.show, name="payee"),
    path("payee/name", payees.name, name="name_payee"),
    path("payee/change", payees.change, name="change_payee"),
    path("payee/take-back", payees.take_back, name="take_back_payee"),
    path("payee/call", payees.call, name="call_back"),
    path("payee/refuse", payees.refuse, name="refuse_payee"),
    path("<int:number>", offering.copy, name="copy"),
    path("<int:number>/json", offering.file, name="file"),
]
