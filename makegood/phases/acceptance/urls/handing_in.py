"""Paths of handing in, and of the owner's copy of the code."""

from __future__ import annotations

from django.urls import path

from makegood.phases.acceptance.views.handing_in import copy, submitting

ONE = "submissions/<uuid:submission_id>/"

urlpatterns = [
    path("submissions/", submitting.index, name="submissions"),
    path("submissions/sources/new", submitting.new_source, name="new_source"),
    path("submissions/sources/<uuid:source_id>/", submitting.source, name="source"),
    path("submissions/parts/<uuid:milestone_id>/hand-in", submitting.hand_in, name="hand_in"),
    path(f"{ONE}handed-in/", submitting.handed_in, name="handed_in"),
    path(f"{ONE}handed-in/arriving", submitting.arriving, name="arriving"),
    path(f"{ONE}handed-in/again", submitting.again, name="fetch_again"),
    path(f"{ONE}receipt.json", submitting.receipt, name="receipt"),
    path("submissions/code/", copy.show, name="copy"),
    path("submissions/code/prepare", copy.prepare, name="prepare_copy"),
    path("submissions/code/download", copy.download, name="download_copy"),
]
