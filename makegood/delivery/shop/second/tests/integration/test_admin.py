import pytest
from conftest import Browser

from larkspur.admin.routes import admin


@pytest.mark.parametrize(("method", "path"), [(method, path) for method, path, _ in admin.known])
def test_every_route_of_the_store_is_closed_to_customers(
    customer: Browser, method: str, path: str
) -> None:
    address = path.replace("{order}", "1").replace("{product}", "1")
    body = {"status": "packed", "pieces": 1}
    assert customer.ask(method, address, body)[0] == 404


def ordered(customer: Browser) -> int:
    customer.ask("PUT", "/api/cart/2", {"quantity": 2})
    return int(customer.ask("POST", "/api/orders", {"state": "IA"})[1]["order"])


def move(staff: Browser, order: int, status: str) -> int:
    return staff.ask("POST", f"/api/admin/orders/{order}/status", {"status": status})[0]


def test_an_order_is_packed_then_sent_then_off_the_list(customer: Browser, staff: Browser) -> None:
    order = ordered(customer)
    assert [row["id"] for row in staff.ask("GET", "/api/admin/orders")[1]["orders"]] == [order]
    assert move(staff, order, "packed") == 200
    assert move(staff, order, "sent") == 200
    assert staff.ask("GET", "/api/admin/orders")[1] == {"orders": []}


def test_steps_cannot_be_skipped_or_taken_back(customer: Browser, staff: Browser) -> None:
    order = ordered(customer)
    assert move(staff, order, "sent") == 409
    assert move(staff, order, "packed") == 200
    assert move(staff, order, "new") == 409


def test_a_cancelled_order_gives_its_stock_back(customer: Browser, staff: Browser) -> None:
    order = ordered(customer)
    assert staff.ask("GET", "/api/products/2")[1]["stock"] == 1
    assert move(staff, order, "cancelled") == 200
    assert staff.ask("GET", "/api/products/2")[1]["stock"] == 3


def test_a_new_product_is_in_the_shop(staff: Browser) -> None:
    body = {"category": "Tools", "name": "Rake", "price_cents": 2_900, "weight_grams": 900}
    status, made = staff.ask("POST", "/api/admin/products", {**body, "stock": 4})
    assert status == 201
    assert staff.ask("GET", f"/api/products/{made['product']}")[1]["category"] == "Tools"


def test_stock_that_arrives_is_added(staff: Browser) -> None:
    assert staff.ask("GET", "/api/admin/stock/low")[1]["products"][0]["id"] == 2
    assert staff.ask("POST", "/api/admin/products/2/stock", {"pieces": 7})[1] == {"stock": 10}
    assert staff.ask("GET", "/api/admin/stock/low")[1] == {"products": []}


def test_sales_leave_out_what_was_cancelled(customer: Browser, staff: Browser) -> None:
    move(staff, ordered(customer), "cancelled")
    customer.ask("PUT", "/api/cart/1", {"quantity": 1})
    customer.ask("POST", "/api/orders", {"state": "IA"})
    months = staff.ask("GET", "/api/admin/sales")[1]["months"]
    assert [(month["orders"], month["goods_cents"]) for month in months] == [(1, 1_895)]


def test_a_removed_product_leaves_shop_and_carts(customer: Browser, staff: Browser) -> None:
    customer.ask("PUT", "/api/cart/1", {"quantity": 1})
    assert staff.ask("DELETE", "/api/admin/products/1")[0] == 204
    assert customer.ask("GET", "/api/products/1")[0] == 404
    assert customer.ask("GET", "/api/cart")[1]["lines"] == []
