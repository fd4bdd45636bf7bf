"""Paths of the desk. The doors stand outside of an engagement; the rest below one."""

from __future__ import annotations

from django.urls import path

from makegood.rhythm.desk.views import checking, doors, papers, seeing

app_name = "desk"
ONE = "engagements/<uuid:engagement_id>/desk/"
urlpatterns = [
    path("desk/", doors.doors, name="doors"),
    path(ONE, doors.show, name="show"),
    path(f"{ONE}begin", doors.begin, name="begin"),
    path(f"{ONE}papers/", papers.papers, name="papers"),
    path(f"{ONE}papers/read", papers.reading, name="reading"),
    path(f"{ONE}papers/far", papers.far, name="far"),
    path(f"{ONE}papers/again", papers.again, name="again"),
    path(f"{ONE}papers/absent", papers.absent, name="absent"),
    path(f"{ONE}papers/where", papers.where, name="where"),
    path(f"{ONE}papers/developer", papers.developer, name="developer"),
    path(f"{ONE}papers/code", papers.code, name="code"),
    path(f"{ONE}papers/<uuid:paper_id>", papers.file, name="file"),
    path(f"{ONE}papers/<uuid:paper_id>/remove", papers.remove, name="remove"),
    path(f"{ONE}check/", checking.check, name="check"),
    path(f"{ONE}check/say", checking.say, name="say"),
    path(f"{ONE}check/all", checking.say_all, name="say_all"),
    path(f"{ONE}seen/", seeing.seen, name="seen"),
]
