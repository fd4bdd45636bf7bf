"""Every page that a person can reach by links from the home page, once per view."""

from __future__ import annotations

import re
from collections import Counter, deque

from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from makegood.accounts.models import User
from tests.web.cast import signed_in

HREF = re.compile(r'href="(/[^"#?]*)')
TWICE = 2
"""A view is looked at with up to two of its things: of several milestones each has a state of its own."""


def reachable(user: User | None, starts: tuple[str, ...] = ("/",)) -> list[str]:
    """Paths of pages (HTML, status 200), in the order in which they are found."""
    client = signed_in(user) if user else Client()
    waiting, seen, times, found = deque(starts), set(starts), Counter[str](), []
    while waiting:
        path = waiting.popleft()
        name = view_of(path)
        if not name or times[name] >= TWICE:
            continue
        answer = client.get(path, follow=True)
        path = answer.redirect_chain[-1][0].partition("?")[0] if answer.redirect_chain else path
        if not _is_html(answer):
            continue
        times[name] += 1
        found.append(path)
        for link in HREF.findall(answer.content.decode()):
            if link not in seen:
                seen.add(link)
                waiting.append(link)
    return list(dict.fromkeys(found))


def is_page(user: User | None, path: str) -> bool:
    """A whole page: no file, no part that htmx puts into another, no sheet in which nothing may run.

    axe may not run there either, and waited for without end: such a sheet has its own tests.
    """
    answer = (signed_in(user) if user else Client()).get(path)
    closed = "sandbox" in str(answer.headers.get("Content-Security-Policy", ""))
    return _is_html(answer) and b"<html" in answer.content and not closed


def _is_html(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and str(answer.headers["Content-Type"]).startswith("text/html")


def view_of(path: str) -> str:
    """The name of the view, or nothing where the path leads to none (static files)."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
