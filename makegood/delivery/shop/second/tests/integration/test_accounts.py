import sqlite3

from conftest import PASSWORD, Browser

from larkspur.accounts.attempts import MOST
from larkspur.accounts.sessions import COOKIE, SECONDS, start_session, sweep_sessions


def test_an_account_signs_in_at_once(customer: Browser) -> None:
    assert customer.ask("GET", "/api/cart")[0] == 200


def test_signing_out_ends_the_session_on_our_side(customer: Browser) -> None:
    token = customer.cookies[COOKIE]
    assert customer.ask("DELETE", "/api/session")[0] == 204
    customer.cookies[COOKIE] = token
    assert customer.ask("GET", "/api/cart")[0] == 401


def test_a_wrong_password_and_an_unknown_address_read_the_same(customer: Browser) -> None:
    wrong = customer.ask("POST", "/api/session", {"email": "rosa@garden.test", "password": "x"})
    unknown = customer.ask("POST", "/api/session", {"email": "eve@garden.test", "password": "x"})
    assert wrong == unknown
    assert wrong[0] == 401


def test_guessing_is_slowed_down(customer: Browser) -> None:
    guess = {"email": "rosa@garden.test", "password": "a guess"}
    for _ in range(MOST):
        assert customer.ask("POST", "/api/session", guess)[0] == 401
    right = {"email": "rosa@garden.test", "password": PASSWORD}
    assert customer.ask("POST", "/api/session", right)[0] == 429


def test_an_address_has_one_account(customer: Browser) -> None:
    again = {"email": "ROSA@garden.test", "name": "Rosa", "password": PASSWORD}
    assert customer.ask("POST", "/api/accounts", again)[0] == 409


def test_a_short_password_is_refused(browser: Browser) -> None:
    body = {"email": "new@garden.test", "name": "New", "password": "short"}
    status, answer = browser.ask("POST", "/api/accounts", body)
    assert status == 422
    assert "12 characters" in answer["problem"]


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    browser.join()
    assert "HttpOnly; SameSite=Strict" in browser.headers["Set-Cookie"]


def test_the_database_holds_neither_password_nor_token(
    customer: Browser, stocked: sqlite3.Connection
) -> None:
    everything = "\n".join(stocked.iterdump())
    assert PASSWORD not in everything
    assert customer.cookies[COOKIE] not in everything


def test_an_old_session_is_swept_away(customer: Browser, stocked: sqlite3.Connection) -> None:
    with stocked:
        start_session(stocked, 1, now=0)
        assert sweep_sessions(stocked, now=SECONDS) == 1
    assert customer.ask("GET", "/api/cart")[0] == 200
