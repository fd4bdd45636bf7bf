import sqlite3
from typing import Any

import pytest

from larkspur.http.application import Application, Routes
from larkspur.http.request import Request, read_cookies
from larkspur.http.response import SAFETY, Response

routes = Routes()


@routes.get("/beds/{bed}")
def bed(request: Request) -> Response:
    return Response({"bed": request.number("bed")})


@routes.get("/broken")
def broken(_request: Request) -> Response:
    raise RuntimeError("the hose burst")


def ask(method: str, path: str) -> tuple[str, dict[str, str]]:
    application = Application([routes], lambda: sqlite3.connect(":memory:"), lambda _request: None)
    started: list[Any] = []
    environ = {"REQUEST_METHOD": method, "PATH_INFO": path}
    application(environ, lambda *what: started.extend(what))
    return started[0], dict(started[1])


def test_a_known_path_is_answered() -> None:
    assert ask("GET", "/beds/7")[0] == "200 OK"


@pytest.mark.parametrize("path", ["/beds/seven", "/beds/7/8", "/beds/", "/beds/7\n", "/elsewhere"])
def test_an_unknown_path_is_not_found(path: str) -> None:
    assert ask("GET", path)[0] == "404 Not Found"


def test_a_known_path_with_another_method_is_refused() -> None:
    assert ask("POST", "/beds/7")[0] == "405 Method Not Allowed"


def test_a_failure_shows_nothing_of_its_cause(caplog: pytest.LogCaptureFixture) -> None:
    assert ask("GET", "/broken")[0] == "500 Internal Server Error"
    assert "the hose burst" in caplog.text


def test_every_answer_carries_the_safety_headers() -> None:
    for path in ("/beds/7", "/elsewhere", "/broken"):
        assert set(SAFETY) <= set(ask("GET", path)[1].items())


def test_a_broken_cookie_counts_as_none() -> None:
    assert read_cookies({"HTTP_COOKIE": "; =; ,"}) == {}
