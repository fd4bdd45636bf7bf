"""A customer buys, the store sends: over real HTTP, against the server's own process."""

import json
import sqlite3
import threading
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from conftest import PASSWORD

from larkspur.accounts.customers import make_staff
from larkspur.api import build_application
from larkspur.settings import Settings


class Quiet(WSGIRequestHandler):
    def log_message(self, *_what: Any) -> None:
        """The test's output is what pytest says."""


@pytest.fixture
def address(settings: Settings, stocked: sqlite3.Connection) -> Iterator[str]:
    with make_server("127.0.0.1", 0, build_application(settings), handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


class Person:
    """Somebody with a browser of their own."""

    def __init__(self, address: str) -> None:
        self.address = address
        keeps_cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        self.opener = urllib.request.build_opener(keeps_cookies)

    def ask(self, method: str, path: str, body: Any = None) -> Any:
        content = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, content, method=method)
        request.add_header("Content-Type", "application/json")
        with self.opener.open(request, timeout=5) as answer:
            return json.loads(answer.read() or b"null")

    def join(self, email: str) -> None:
        self.ask("POST", "/api/accounts", {"email": email, "name": "Lee", "password": PASSWORD})


def test_from_search_to_parcel(address: str, stocked: sqlite3.Connection) -> None:
    customer, store = Person(address), Person(address)
    customer.join("lee@garden.test")
    found = customer.ask("GET", "/api/search?q=trowel")["products"][0]
    customer.ask("PUT", f"/api/cart/{found['id']}", {"quantity": 2})
    order = customer.ask("POST", "/api/orders", {"state": "MN"})["order"]

    store.join("sam@larkspur-garden.test")
    with stocked:
        make_staff(stocked, "sam@larkspur-garden.test")
    todo = store.ask("GET", "/api/admin/orders")["orders"]
    assert [(row["id"], row["customer"]) for row in todo] == [(order, "Lee")]
    store.ask("POST", f"/api/admin/orders/{order}/status", {"status": "packed"})
    store.ask("POST", f"/api/admin/orders/{order}/status", {"status": "sent"})

    seen = customer.ask("GET", f"/api/orders/{order}")
    assert seen["status"] == "sent"
    assert seen["lines"] == [
        {"product": found["id"], "name": "Hand trowel", "price_cents": 1_895, "quantity": 2}
    ]


def test_the_shop_opens_with_its_start_page(address: str) -> None:
    with urllib.request.urlopen(address + "/", timeout=5) as page:
        assert b"Larkspur" in page.read()
        assert page.headers["X-Content-Type-Options"] == "nosniff"
