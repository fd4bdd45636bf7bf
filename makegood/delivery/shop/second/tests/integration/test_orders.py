import sqlite3

from conftest import Browser


def fill(customer: Browser) -> None:
    assert customer.ask("PUT", "/api/cart/1", {"quantity": 2})[0] == 200
    assert customer.ask("PUT", "/api/cart/2", {"quantity": 1})[0] == 200


def test_the_quote_is_what_the_order_costs(customer: Browser) -> None:
    fill(customer)
    status, price = customer.ask("POST", "/api/quote", {"state": "ia", "code": "neighbor"})
    assert status == 200
    _, placed = customer.ask("POST", "/api/orders", {"state": "IA", "code": "NEIGHBOR"})
    _, past = customer.ask("GET", "/api/orders")
    assert past["orders"][0]["id"] == placed["order"]
    assert past["orders"][0]["total_cents"] == price["total_cents"] == 8_541


def test_an_order_takes_the_stock_and_empties_the_cart(customer: Browser) -> None:
    fill(customer)
    assert customer.ask("POST", "/api/orders", {"state": "WI"})[0] == 201
    assert customer.ask("GET", "/api/products/2")[1]["stock"] == 2
    assert customer.ask("GET", "/api/cart")[1]["lines"] == []


def test_an_empty_cart_cannot_be_ordered(customer: Browser) -> None:
    assert customer.ask("POST", "/api/orders", {"state": "IA"})[0] == 409


def test_a_state_we_do_not_send_to_is_refused(customer: Browser) -> None:
    fill(customer)
    assert customer.ask("POST", "/api/quote", {"state": "TX"})[0] == 422


def test_an_order_keeps_the_price_of_its_day(
    customer: Browser, stocked: sqlite3.Connection
) -> None:
    fill(customer)
    _, placed = customer.ask("POST", "/api/orders", {"state": "IA"})
    with stocked:
        stocked.execute("UPDATE products SET price_cents = 9999, name = 'Another'")
    _, order = customer.ask("GET", f"/api/orders/{placed['order']}")
    assert [(line["name"], line["price_cents"]) for line in order["lines"]] == [
        ("Hand trowel", 1_895),
        ("Rose bush 'Prairie Joy'", 3_450),
    ]


def test_the_last_one_is_sold_once(customer: Browser, staff: Browser) -> None:
    for buyer in (customer, staff):
        assert buyer.ask("PUT", "/api/cart/2", {"quantity": 3})[0] == 200
    assert customer.ask("POST", "/api/orders", {"state": "IA"})[0] == 201
    status, answer = staff.ask("POST", "/api/orders", {"state": "IA"})
    assert (status, answer["problem"]) == (409, "Meanwhile 'Rose bush 'Prairie Joy'' has sold out.")
    assert staff.ask("GET", "/api/orders")[1] == {"orders": []}


def test_nobody_sees_the_order_of_another(customer: Browser, staff: Browser) -> None:
    fill(customer)
    _, placed = customer.ask("POST", "/api/orders", {"state": "IA"})
    assert staff.ask("GET", f"/api/orders/{placed['order']}")[0] == 404
