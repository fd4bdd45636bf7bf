"""Routes and the WSGI application around them."""

import logging
import re
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any

from larkspur.http.request import Request, read_body, read_cookies, read_query
from larkspur.http.response import Problem, Response, problem

Handler = Callable[[Request], Response]
Identify = Callable[[Request], None]
log = logging.getLogger("larkspur")


class Routes:
    """A group of routes; a module of routes makes one and `api.py` joins them."""

    def __init__(self) -> None:
        self.known: list[tuple[str, str, Handler]] = []

    def _add(self, method: str, path: str) -> Callable[[Handler], Handler]:
        def add(handler: Handler) -> Handler:
            self.known.append((method, path, handler))
            return handler

        return add

    def get(self, path: str) -> Callable[[Handler], Handler]:
        return self._add("GET", path)

    def post(self, path: str) -> Callable[[Handler], Handler]:
        return self._add("POST", path)

    def put(self, path: str) -> Callable[[Handler], Handler]:
        return self._add("PUT", path)

    def delete(self, path: str) -> Callable[[Handler], Handler]:
        return self._add("DELETE", path)


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path) + r"\Z")


class Application:
    """One database connection and one transaction for each request."""

    def __init__(
        self,
        groups: Iterable[Routes],
        connect: Callable[[], sqlite3.Connection],
        identify: Identify,
    ) -> None:
        self.connect = connect
        self.identify = identify
        self.table = [
            (method, _pattern(path), handler)
            for group in groups
            for method, path, handler in group.known
        ]

    def _find(self, method: str, path: str) -> tuple[Handler, dict[str, str]]:
        fitting = [
            (known, handler, found.groupdict())
            for known, pattern, handler in self.table
            if (found := pattern.match(path))
        ]
        for known, handler, parameters in fitting:
            if known == method:
                return handler, parameters
        raise Problem(405, "Not like this.") if fitting else Problem(404, "There is nothing here.")

    def _answer(self, environ: dict[str, Any]) -> Response:
        method, path = environ["REQUEST_METHOD"], environ.get("PATH_INFO", "/")
        handler, parameters = self._find(method, path)
        query, body, cookies = read_query(environ), read_body(environ), read_cookies(environ)
        with closing(self.connect()) as database, database:
            request = Request(method, path, query, body, cookies, database, parameters=parameters)
            self.identify(request)
            return handler(request)

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> list[bytes]:
        try:
            response = self._answer(environ)
        except Problem as error:
            response = problem(error)
        except Exception:
            log.exception("%s %s failed", environ["REQUEST_METHOD"], environ.get("PATH_INFO"))
            response = problem(Problem(500, "Something broke on our side. We have been told."))
        start(response.status_line, response.all_headers())
        return [response.content]
