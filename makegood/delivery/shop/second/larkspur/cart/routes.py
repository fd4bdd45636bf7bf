"""The cart of who is signed in."""

from larkspur.accounts.guards import customer_required
from larkspur.cart.carts import MOST_OF_ONE, cart_lines, put_in_cart, take_from_cart
from larkspur.http.application import Routes
from larkspur.http.request import Request
from larkspur.http.response import Response

cart = Routes()


def _shown(request: Request) -> Response:
    lines = [dict(line) for line in cart_lines(request.database, request.customer or 0)]
    total = sum(line["price_cents"] * line["quantity"] for line in lines)
    return Response({"lines": lines, "goods_cents": total})


@cart.get("/api/cart")
@customer_required
def show_cart(request: Request) -> Response:
    return _shown(request)


@cart.put("/api/cart/{product}")
@customer_required
def put(request: Request) -> Response:
    quantity = request.whole("quantity", 1, MOST_OF_ONE)
    put_in_cart(request.database, request.customer or 0, request.number("product"), quantity)
    return _shown(request)


@cart.delete("/api/cart/{product}")
@customer_required
def take(request: Request) -> Response:
    take_from_cart(request.database, request.customer or 0, request.number("product"))
    return _shown(request)
