"""What most tests need: an empty shop, a stocked shop, a browser without a network."""

import io
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from http.cookies import SimpleCookie
from pathlib import Path
from typing import Any

import pytest

from larkspur.accounts import passwords
from larkspur.accounts.customers import make_staff
from larkspur.api import build_application
from larkspur.catalogue.products import NewProduct, add_product
from larkspur.http.application import Application
from larkspur.settings import Settings
from larkspur.storage.database import connect
from larkspur.storage.migrations import migrate

PASSWORD = "correct horse battery"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    web = tmp_path / "web"
    (web / "dist" / "src").mkdir(parents=True)
    (web / "index.html").write_text("<h1>Larkspur</h1>")
    (web / "dist" / "src" / "main.js").write_text("export {};")
    return Settings(tmp_path / "shop.db", web, "127.0.0.1", 8080, False, "", "")


@pytest.fixture
def database(settings: Settings) -> Iterator[sqlite3.Connection]:
    with closing(connect(settings.database)) as opened:
        migrate(opened)
        yield opened


@pytest.fixture
def stocked(database: sqlite3.Connection) -> sqlite3.Connection:
    """Three products: 1 a trowel, 2 a rose bush, 3 a bag of soil."""
    for new in (
        NewProduct("Tools", "Hand trowel", 1_895, 350, 12),
        NewProduct("Plants", "Rose bush 'Prairie Joy'", 3_450, 4_000, 3),
        NewProduct("Soil", "Potting soil 100% peat free", 1_275, 18_000, 40),
    ):
        add_product(database, new)
    database.commit()
    return database


class Browser:
    """Speaks to the application as a browser would, cookies included."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.cookies: dict[str, str] = {}
        self.headers: dict[str, str] = {}

    def ask(self, method: str, address: str, body: Any = None, **more: str) -> tuple[int, Any]:
        """Status, and the JSON (or text) that came back."""
        content = b"" if body is None else json.dumps(body).encode()
        path, _, query = address.partition("?")
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "CONTENT_LENGTH": str(len(content)),
            "CONTENT_TYPE": "application/json",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "wsgi.input": io.BytesIO(content),
            **more,
        }
        started: list[Any] = []
        answer = b"".join(self.application(environ, lambda *what: started.extend(what)))
        self.headers = dict(started[1])
        for name, morsel in SimpleCookie(self.headers.get("Set-Cookie", "")).items():
            self.cookies[name] = morsel.value
        is_json = self.headers["Content-Type"].startswith("application/json")
        return int(started[0][:3]), json.loads(answer) if is_json and answer else answer.decode()

    def join(self, email: str = "rosa@garden.test") -> None:
        body = {"email": email, "name": "Rosa Field", "password": PASSWORD}
        status, _ = self.ask("POST", "/api/accounts", body)
        assert status == 201


@pytest.fixture
def browser(settings: Settings, stocked: sqlite3.Connection) -> Browser:
    """A visitor in the stocked shop."""
    return Browser(build_application(settings))


@pytest.fixture(autouse=True)
def cheap_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hashing is slow on purpose; one test in test_passwords.py takes the real cost."""
    monkeypatch.setattr(passwords, "_COST", 2)


@pytest.fixture
def customer(browser: Browser) -> Browser:
    """Rosa, signed in."""
    browser.join()
    return browser


@pytest.fixture
def staff(settings: Settings, stocked: sqlite3.Connection) -> Browser:
    """Sam of the store, signed in."""
    browser = Browser(build_application(settings))
    browser.join("sam@larkspur-garden.test")
    with stocked:
        assert make_staff(stocked, "sam@larkspur-garden.test")
    return browser
