from conftest import Browser


def test_a_visitor_has_no_cart(browser: Browser) -> None:
    assert browser.ask("GET", "/api/cart")[0] == 401


def test_putting_twice_sets_the_quantity(customer: Browser) -> None:
    customer.ask("PUT", "/api/cart/1", {"quantity": 2})
    status, cart = customer.ask("PUT", "/api/cart/1", {"quantity": 5})
    assert status == 200
    assert [(line["product"], line["quantity"]) for line in cart["lines"]] == [(1, 5)]
    assert cart["goods_cents"] == 9_475


def test_more_than_the_stock_is_refused(customer: Browser) -> None:
    status, answer = customer.ask("PUT", "/api/cart/2", {"quantity": 4})
    assert (status, answer["problem"]) == (409, "We have only 3 of these.")


def test_a_quantity_is_a_whole_number(customer: Browser) -> None:
    for quantity in (0, -1, 1.5, "2", True, None):
        assert customer.ask("PUT", "/api/cart/1", {"quantity": quantity})[0] == 422


def test_what_is_taken_out_is_gone(customer: Browser) -> None:
    customer.ask("PUT", "/api/cart/1", {"quantity": 1})
    assert customer.ask("DELETE", "/api/cart/1")[1] == {"lines": [], "goods_cents": 0}


def test_carts_are_private(customer: Browser, staff: Browser) -> None:
    customer.ask("PUT", "/api/cart/1", {"quantity": 1})
    assert staff.ask("GET", "/api/cart")[1]["lines"] == []
