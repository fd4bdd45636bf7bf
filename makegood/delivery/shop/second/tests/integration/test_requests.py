import pytest
from conftest import Browser


def test_the_start_page_and_its_script_are_served(browser: Browser) -> None:
    assert browser.ask("GET", "/") == (200, "<h1>Larkspur</h1>")
    assert browser.headers["Content-Type"] == "text/html"
    assert browser.ask("GET", "/main.js")[0] == 200


@pytest.mark.parametrize("path", ["/..", "/dist/..", "/shop.db", "/dist/../../shop.db", "/.env"])
def test_nothing_else_is_served(browser: Browser, path: str) -> None:
    assert browser.ask("GET", path)[0] == 404


def test_health_names_the_schema(browser: Browser) -> None:
    assert browser.ask("GET", "/api/health")[1] == {
        "ok": True,
        "schema": "0006_hidden_products.sql",
    }


def test_a_form_of_another_site_is_not_read(browser: Browser) -> None:
    body = {"email": "a@b.test"}
    assert browser.ask("POST", "/api/session", body, CONTENT_TYPE="text/plain")[0] == 415


def test_what_is_too_long_is_not_read(browser: Browser) -> None:
    assert browser.ask("POST", "/api/session", {"email": "x" * 70_000})[0] == 413


@pytest.mark.parametrize("body", [[1], "text", 7])
def test_only_objects_are_read(browser: Browser, body: object) -> None:
    assert browser.ask("POST", "/api/session", body)[0] == 400
