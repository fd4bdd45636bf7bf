"""Paths of the desk. The doors stand outside of an engagement; the rest below one."""

from __future__ import annotations

from django.urls import path

from makegood.rhythm.desk.views import assisting, checking, contract, deciding, doors, letters, papers, seeing

app_name = "desk"
ONE = "engagements/<uuid:engagement_id>/desk/"
urlpatterns = [
    path("desk/", doors.doors, name="doors"),
    path(ONE, doors.show, name="show"),
    path(f"{ONE}begin", doors.begin, name="begin"),
    path(f"{ONE}papers/", papers.papers, name="papers"),
    path(f"{ONE}papers/read", papers.reading, name="reading"),
    path(f"{ONE}papers/far", papers.far, name="far"),
    path(f"{ONE}tell", papers.tell, name="tell"),
    path(f"{ONE}papers/again", papers.again, name="again"),
    path(f"{ONE}papers/absent", papers.absent, name="absent"),
    path(f"{ONE}papers/where", papers.where, name="where"),
    path(f"{ONE}papers/developer", papers.developer, name="developer"),
    path(f"{ONE}papers/name", papers.name, name="name"),
    path(f"{ONE}papers/code", papers.code, name="code"),
    path(f"{ONE}papers/<uuid:paper_id>", papers.file, name="file"),
    path(f"{ONE}papers/<uuid:paper_id>/remove", papers.remove, name="remove"),
    path(f"{ONE}check/", checking.check, name="check"),
    path(f"{ONE}check/say", checking.say, name="say"),
    path(f"{ONE}check/all", checking.say_all, name="say_all"),
    path(f"{ONE}seen/", seeing.seen, name="seen"),
    path(f"{ONE}seen/far", seeing.looking, name="looking"),
    path(f"{ONE}decide", deciding.decide, name="decide"),
    path(f"{ONE}decision/", deciding.decision, name="decision"),
    path(f"{ONE}decision/far", deciding.judging, name="judging"),
    path(f"{ONE}decision/anyway", deciding.anyway, name="anyway"),
    path(f"{ONE}decision/called", deciding.called, name="called"),
    path(f"{ONE}decision/draft", deciding.draft, name="draft"),
    path(f"{ONE}contract/", contract.contract, name="contract"),
    path(f"{ONE}contract/wording", contract.wording, name="wording"),
    path(f"{ONE}contract/far", contract.making, name="making"),
    path(f"{ONE}contract/since", contract.since, name="since"),
    path(f"{ONE}contract/since/say", contract.say, name="say_version"),
    path(f"{ONE}contract/signed", contract.signed, name="signed"),
    path(f"{ONE}contract/word", contract.marked, name="marked"),
    path(f"{ONE}contract/word/<int:number>", contract.marked_beside, name="marked_beside"),
    path(f"{ONE}contract/settle.<slug:form>", contract.sheet, name="sheet"),
    path(f"{ONE}help/<slug:about>/ask", assisting.ask, name="ask"),
    path(f"{ONE}help/<slug:about>/far", assisting.far, name="help"),
    path(f"{ONE}help/<slug:about>/take", assisting.take, name="take"),
    path(f"{ONE}letters/<slug:slot>/", letters.letter, name="letter"),
    path(f"{ONE}letters/<slug:slot>/send", letters.send, name="send"),
    path(f"{ONE}letters/<slug:slot>/paper", letters.paper, name="letter_paper"),
    path(f"{ONE}letters/<slug:slot>/text", letters.download, name="download"),
]
