"""One button of one page, pressed twice: while nothing else has happened since, the second press does nothing."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Any
from weakref import WeakValueDictionary

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from makegood.engagements.models import Engagement

TOKEN = "csrfmiddlewaretoken"
SESSIONS, MOST = 200, 150_000
"""Of how many the last press is kept, and how long a page, if it led to none."""
PATIENCE_SECONDS = 20.0
"""How long a second press waits for the first one; after that it is one of its own."""

Answer = Callable[[HttpRequest], HttpResponseBase]
Written = dict[object, bytes]
"""Engagement to the frontier of its tree, which no other entries have."""

_written: ContextVar[Written | None] = ContextVar("written", default=None)


def note_written(engagement: Engagement) -> None:
    """`events.record` says so; outside of a press nobody listens."""
    if (written := _written.get()) is not None:
        written[engagement.pk] = bytes(engagement.frontier)


@dataclass(frozen=True, slots=True)
class Pressed:
    press: bytes
    written: Written
    to: str
    page: bytes

    def answer(self) -> HttpResponse:
        return HttpResponseRedirect(self.to) if self.to else HttpResponse(self.page)

    def is_the_last_word(self) -> bool:
        """Whether the trees still end with what this press wrote."""
        now = Engagement.objects.filter(pk__in=list(self.written)).values_list("pk", "frontier")
        return {pk: bytes(frontier) for pk, frontier in now} == self.written


class OncePerPress:
    """Each page carries a token of its own against forgery, so the same bytes at the same path are the same button of
    the same page. What was pressed last in a session, if it wrote entries, is kept in this one process, and gets the
    same answer for as long as the trees end with these. A page that was loaded anew may do it again.

    Six clicks on "decide" were six entries in the record.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response
        self._last: OrderedDict[str, Pressed] = OrderedDict()
        self._turns: WeakValueDictionary[bytes, Turn] = WeakValueDictionary()
        self._guard = Lock()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        session = request.session.session_key
        if request.method != "POST" or not session or not (press := _press_of(request, session)):
            return self.get_response(request)
        with self._turn(press):
            last = self._last.get(session)
            if last is not None and last.press == press and last.is_the_last_word():
                return last.answer()
            with _listening() as written:
                response = self.get_response(request)
            self._keep(session, press, written, response)
            return response

    @contextmanager
    def _turn(self, press: bytes) -> Iterator[None]:
        with self._guard:
            turn = self._turns.setdefault(press, Turn())
        ours = turn.lock.acquire(timeout=PATIENCE_SECONDS)
        try:
            yield
        finally:
            if ours:
                turn.lock.release()

    def _keep(self, session: str, press: bytes, written: Written, response: HttpResponseBase) -> None:
        with self._guard:
            self._last.pop(session, None)
            if written and isinstance(response, HttpResponseRedirect):
                self._last[session] = Pressed(press, written, response.url, b"")
            elif written and isinstance(response, HttpResponse) and _is_page(response):
                self._last[session] = Pressed(press, written, "", response.content)
            while len(self._last) > SESSIONS:
                self._last.popitem(last=False)


class Turn:
    def __init__(self) -> None:
        self.lock = Lock()


@contextmanager
def _listening() -> Iterator[Written]:
    written: Written = {}
    before = _written.set(written)
    try:
        yield written
    finally:
        _written.reset(before)


def _is_page(response: HttpResponse) -> bool:
    kind = response.headers.get("Content-Type", "")
    return response.status_code == 200 and kind.startswith("text/html") and len(response.content) <= MOST


def _press_of(request: HttpRequest, session: str) -> bytes:
    """The digest of what was sent; empty where no page was pressed.

    Of files what is in them, too: a bill in which one digit was put right has the same name and size.
    """
    sent = dict(request.POST.lists())
    if not sent.get(TOKEN):
        return b""
    files = [(name, file.name, _digest(file)) for name, given in request.FILES.lists() for file in given]
    return hashlib.sha256(repr((session, request.get_full_path(), sorted(sent.items()), files)).encode()).digest()


def _digest(file: UploadedFile[Any]) -> bytes:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.digest()
