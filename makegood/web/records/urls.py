"""Paths of an engagement's record."""

from __future__ import annotations

from django.urls import path

from makegood.web.records import cosigning, keys, views

urlpatterns = [
    path("record/", views.show, name="record"),
    path("record/receipt/", views.receipt, name="record_receipt"),
    path("record/dispute/", views.dispute, name="record_dispute"),
    path("record/<int:number>/", views.entry, name="record_entry"),
    path("record/<int:number>/erase/", views.erase_entry, name="record_erase"),
    path("record/hold/", views.hold_all, name="record_hold"),
    path("record/cosign/", cosigning.show, name="record_cosign"),
    path("record/keys/", keys.show, name="record_keys"),
    path("record/key/", views.new_key, name="record_key"),
    path("record/keys/<str:key_id>/revoke/", keys.revoke, name="record_revoke"),
]
