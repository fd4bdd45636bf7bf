"""Pages for when something is wrong. They need no database and name nobody: missing and forbidden are the same."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

from makegood.web.uploads import WITHOUT_ROOM

SECRET = ("pass", "token", "secret", "credential", "code", "key")
"""In the name of a field: what is typed into it is shown to nobody again."""
SHORT = 100_000
"""Bytes of a form that is read for the page of an error alone, where nobody has looked yet at who sends it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """`happened`: the sentence; `means`: what that means for what was typed or done; `do`: what to do now; `home`: the
    address of the home page."""

    status: int
    happened: str
    means: str
    do: str
    home: str = "/"


MISSING = Page(
    status=404,
    happened="There is no such page here",
    means="It was moved, or it is not yours to see. We do not say which.",
    do="Check the address, or start at the home page. If somebody sent you the link, ask them to give you access.",
)
REFUSED = Page(
    status=403,
    happened="You may not do this here",
    means="Nothing was changed.",
    do="Start at the home page. If you should be able to do this, ask the owner of the engagement.",
)
STALE = Page(
    status=403,
    happened="This form was open for too long, or came from elsewhere",
    means="Nothing was sent and nothing was changed.",
    do="Go back, reload the page and send it again. If this repeats, allow cookies for this address.",
)
UNREADABLE = Page(
    status=400,
    happened="We could not read what your browser sent",
    means="Nothing was changed.",
    do="Go back and try again, or start at the home page.",
)
ELSEWHERE = Page(
    status=400,
    happened="Makegood is at another address",
    means="It answers at the one address that it was given, so that nobody can put another name on its pages.",
    do="Open that one, and use it from now on.",
)
"""127.0.0.1 and localhost are one machine and two addresses; who typed the first learned only that it is unreadable."""
TOO_BIG = Page(
    status=413,
    happened="That was more than we take at once",
    means="Nothing was stored.",
    do="Go back and send a smaller file or a shorter text. The page of the form says how much it takes.",
)
BROKEN = Page(
    status=500,
    happened="Something went wrong on our side",
    means="What you were doing was not done, and nothing is half done.",
    do="Try again in a minute. If it happens again, tell whoever runs this Makegood what you did and when; "
    "the error stands in its log.",
)
DATABASE_LOST = Page(
    status=503,
    happened="The database does not answer",
    means="What you were doing was not done, and nothing is half done. What was stored before is still there.",
    do="Try again in a minute. If it lasts, tell whoever runs this Makegood that the database must be started again.",
)
OTHER_VERSION = Page(
    status=503,
    happened="The data are of another version of Makegood than this program",
    means="What you were doing was not done, and nothing is half done. What was stored before is still there.",
    do="Tell whoever runs this Makegood: the upgrade must be run, as docs/operate.md says under upgrading.",
)
DISK_FULL = Page(
    status=503,
    happened="The disk of the server is full",
    means="What you were doing was not stored, and nothing is half done. What was stored before is still there.",
    do="Tell whoever runs this Makegood: space must be made on the disk. Then try again.",
)


def answer(page: Page, typed: Sequence[tuple[str, str]] = ()) -> HttpResponse:
    shown = {"page": page, "typed": typed}
    response = HttpResponse(render_to_string("web/error.html", shown), status=page.status)
    if page.status == 503:
        response.headers["Retry-After"] = "60"
    return response


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    del request, exception
    return answer(MISSING)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    del request, exception
    return answer(REFUSED)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    del request, reason
    return answer(STALE)


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    del request
    if isinstance(exception, DisallowedHost):
        return answer(replace(ELSEWHERE, home=settings.MAKEGOOD_ADDRESS))
    too_big = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return answer(TOO_BIG if too_big else UNREADABLE)


def broken(request: HttpRequest) -> HttpResponse:
    return answer(_what_broke(sys.exc_info()[1]), words_typed(request))


def words_typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Names and texts of what somebody put into words, which nothing has stored: a letter, a reason, notes."""
    length = request.META.get("CONTENT_LENGTH") or "0"
    if not hasattr(request, "_post") and not (length.isdecimal() and int(length) <= SHORT):
        return []
    try:
        sent = [(name, text) for name, texts in request.POST.lists() for text in texts]
    except (BadRequest, SuspiciousOperation, OSError, MultiPartParserError):
        return []
    return [
        (name.replace("_", " ").strip().capitalize(), text)
        for name, text in sent
        if len(text.split()) > 1 and not any(part in name.lower() for part in SECRET)
    ]


def _lacks_a_table(words: str) -> bool:
    """As SQLite (`no such table: x`, `no such column: x`, `has no column named x`) and PostgreSQL say it."""
    postgres = ("relation ", "column ")
    sqlite = ("no such table", "no such column", "has no column named")
    return any(one in words for one in sqlite) or (words.startswith(postgres) and " does not exist" in words)


def _what_broke(error: BaseException | None) -> Page:
    if isinstance(error, OSError) and error.errno in WITHOUT_ROOM:
        return DISK_FULL
    if isinstance(error, DatabaseError) and _lacks_a_table(str(error).lower()):
        return OTHER_VERSION
    if isinstance(error, OperationalError | InterfaceError):
        words = str(error).lower()
        return DISK_FULL if "disk is full" in words or "no space left" in words else DATABASE_LOST
    return BROKEN
