import sqlite3
from email.message import EmailMessage

from conftest import Browser

from larkspur.mail.letters import MOST_TRIES, send_letters

SENDER = "shop@larkspur-garden.test"


def order_soil(customer: Browser) -> None:
    customer.ask("PUT", "/api/cart/3", {"quantity": 2})
    assert customer.ask("POST", "/api/orders", {"state": "IA"})[0] == 201


def test_an_order_is_confirmed_by_letter(customer: Browser, stocked: sqlite3.Connection) -> None:
    order_soil(customer)
    sent: list[EmailMessage] = []
    assert send_letters(stocked, SENDER, sent.append) == (1, 0)
    assert sent[0]["To"] == "rosa@garden.test"
    assert "2 x Potting soil 100% peat free" in sent[0].get_content()
    assert "$55.53" in sent[0].get_content()


def test_a_letter_goes_out_once(customer: Browser, stocked: sqlite3.Connection) -> None:
    order_soil(customer)
    send_letters(stocked, SENDER, lambda _message: None)
    assert send_letters(stocked, SENDER, lambda _message: None) == (0, 0)


def test_a_mail_server_that_is_down_loses_nothing(
    customer: Browser, stocked: sqlite3.Connection
) -> None:
    order_soil(customer)

    def refuse(_message: EmailMessage) -> None:
        raise ConnectionRefusedError

    assert send_letters(stocked, SENDER, refuse) == (0, 1)
    assert send_letters(stocked, SENDER, lambda _message: None) == (1, 0)


def test_after_eight_tries_a_letter_is_left_for_a_person(
    customer: Browser, stocked: sqlite3.Connection
) -> None:
    order_soil(customer)
    with stocked:
        stocked.execute("UPDATE letters SET tries = ?", (MOST_TRIES,))
    assert send_letters(stocked, SENDER, lambda _message: None) == (0, 0)
