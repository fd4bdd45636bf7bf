"""Paths about money."""

from __future__ import annotations

from django.urls import path

from makegood.phases.acceptance.views.money import keeping_back, paying, requests

urlpatterns = [
    path("money/", requests.overview, name="money"),
    path("money/ask/", requests.ask, name="ask"),
    path("money/ask-back/", requests.ask_back, name="ask_back"),
    path("money/requests/<uuid:request_id>/", requests.show, name="request"),
    path("money/requests/<uuid:request_id>/pdf/", requests.paper, name="request_pdf"),
    path("money/requests/<uuid:request_id>/refuse/", requests.refuse, name="refuse"),
    path("money/requests/<uuid:request_id>/release/", requests.release, name="release"),
    path("money/requests/<uuid:request_id>/release-anyway/", requests.release_anyway, name="release_anyway"),
    path("money/still-to-fix/", keeping_back.add, name="still_to_fix"),
    path("money/still-to-fix/<uuid:item_id>/done/", keeping_back.finish, name="fixed"),
    path("money/launch/", keeping_back.launch, name="launch"),
    path("to-pay/", paying.to_pay, name="to_pay"),
    path("to-pay/bills.csv", paying.file, name="bills"),
    path("to-pay/outside/", paying.record_outside, name="record_outside"),
    path("to-pay/<uuid:release_id>/", paying.record, name="record"),
    path("to-pay/<uuid:release_id>/account/", paying.account, name="account"),
    path("to-pay/payments/<uuid:payment_id>/take-back/", paying.back, name="take_back"),
]
