"""Paths of who advises: their clients, the list that brings clients in, their practice."""

from __future__ import annotations

from django.urls import path

from makegood.rhythm.portfolio.views import (
    away,
    clients,
    comparing,
    hours,
    importing,
    letters,
    limits,
    practices,
    reports,
)
from makegood.rhythm.portfolio.views.templates import keeping, listing, using, wording

app_name = "portfolio"
REPORT = "clients/<uuid:engagement_id>/reports/<uuid:inspection_id>"
urlpatterns = [
    path("clients/", clients.clients, name="clients"),
    path("clients/<uuid:engagement_id>/", clients.client, name="client"),
    path("clients/import/", importing.bring, name="import"),
    path("clients/import/list.csv", importing.template, name="template"),
    path("clients/import/<uuid:import_id>/", importing.look_over, name="look_over"),
    path("clients/hours/", hours.all_hours, name="all_hours"),
    path("clients/hours.csv", hours.download, name="hours_file"),
    path("clients/<uuid:engagement_id>/note/", clients.note, name="note"),
    path("clients/<uuid:engagement_id>/hours/", hours.hours, name="hours"),
    path("clients/<uuid:engagement_id>/hours/<int:hours_id>/remove", hours.remove, name="remove_hours"),
    path("clients/letters/", letters.letters, name="letters"),
    path("clients/letters/draft", letters.draft_all, name="draft_letters"),
    path("clients/<uuid:engagement_id>/letters/<slug:month>/", letters.letter, name="letter"),
    path("clients/<uuid:engagement_id>/letters/<slug:month>/send", letters.send, name="send_letter"),
    path("clients/<uuid:engagement_id>/letters/<slug:month>/pdf", letters.paper, name="letter_pdf"),
    path("engagements/<uuid:engagement_id>/advisors/", limits.limits, name="limits"),
    path("engagements/<uuid:engagement_id>/advisors/end", limits.end, name="end_limit"),
    path(f"{REPORT}/", reports.report, name="report"),
    path(f"{REPORT}/far", reports.copying, name="copying"),
    path(f"{REPORT}/report.<slug:form>", reports.report_file, name="report_file"),
    path("clients/comparison/", comparing.comparison, name="comparison"),
    path("clients/comparison/<uuid:company_id>/", comparing.compared, name="compared"),
    path("engagements/<uuid:engagement_id>/comparison/", comparing.counted, name="counted"),
    path("engagements/<uuid:engagement_id>/advisors/comparison", comparing.allow, name="allow_comparison"),
    path("engagements/<uuid:engagement_id>/advisors/comparison/end", comparing.take_out, name="end_comparison"),
    path("practice/", practices.practice, name="practice"),
    path("practice/colleagues/ask", practices.ask, name="ask_colleague"),
    path("practice/colleagues/<int:colleague_id>/take-back", practices.ask_no_more, name="ask_no_more"),
    path("practice/colleagues/<int:colleague_id>/join", practices.say_yes, name="join"),
    path("practice/away/", away.away, name="away"),
    path("practice/away/take-back", away.no_more, name="away_no_more"),
    path("engagements/<uuid:engagement_id>/advisors/away/<uuid:away_id>/", away.answer_away, name="answer_away"),
    path("practice/templates/", listing.templates, name="own_templates"),
    path("practice/templates/new/<slug:kind>", listing.new, name="new_template"),
    path("practice/templates/file", listing.download, name="templates_file"),
    path("practice/templates/bring", listing.bring, name="bring_templates"),
    path("practice/templates/<uuid:template_id>/", keeping.template, name="own_template"),
    path("practice/templates/<uuid:template_id>/name", keeping.rename, name="rename_template"),
    path("practice/templates/<uuid:template_id>/checklist.toml", keeping.playbook, name="template_playbook"),
    path("practice/templates/<uuid:template_id>/put-away", keeping.away, {"out": False}, name="put_away"),
    path("practice/templates/<uuid:template_id>/take-out", keeping.away, {"out": True}, name="take_out"),
    path("practice/templates/<uuid:template_id>/serve", keeping.serve, {"stop": False}, name="serve_all"),
    path("practice/templates/<uuid:template_id>/stop", keeping.serve, {"stop": True}, name="serve_no_more"),
    path("practice/templates/<uuid:template_id>/versions/<int:number>", keeping.version, name="template_version"),
    path("practice/templates/<uuid:template_id>/items/<str:check_id>", wording.item, name="template_item"),
    path("practice/templates/<uuid:template_id>/clauses/<int:number>", wording.clause, name="template_clause"),
    path(
        "clients/<uuid:engagement_id>/parts/<uuid:part_id>/checklist/<uuid:template_id>",
        using.take_checklist,
        name="take_checklist",
    ),
    path(
        "clients/<uuid:engagement_id>/desk/<slug:slot>/words/<uuid:template_id>", using.word_letter, name="word_letter"
    ),
    path("practice/logo", practices.logo, name="logo"),
    path("practice/logo/take", practices.take_logo, name="take_logo"),
    path("practice/logo/remove", practices.remove_logo, name="remove_logo"),
]
