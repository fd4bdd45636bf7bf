"""What the people of the store may do. Every route here is guarded."""

from larkspur.accounts.guards import staff_required
from larkspur.admin.work import low_stock, open_orders, receive_stock, sales_by_month
from larkspur.catalogue.products import NewProduct, add_product, hide_product
from larkspur.http.application import Routes
from larkspur.http.request import Request
from larkspur.http.response import Problem, Response
from larkspur.orders.history import move_order

admin = Routes()


@admin.get("/api/admin/orders")
@staff_required
def orders_to_do(request: Request) -> Response:
    return Response({"orders": open_orders(request.database)})


@admin.post("/api/admin/orders/{order}/status")
@staff_required
def change_status(request: Request) -> Response:
    status = request.text("status", 20)
    if not move_order(request.database, request.number("order"), status):
        raise Problem(409, "The order cannot take this step.")
    return Response({"status": status})


@admin.post("/api/admin/products")
@staff_required
def new_product(request: Request) -> Response:
    product = NewProduct(
        category=request.text("category", 60),
        name=request.text("name", 120),
        price_cents=request.whole("price_cents", 1, 10_000_000),
        weight_grams=request.whole("weight_grams", 0, 1_000_000),
        stock=request.whole("stock", 0, 100_000),
    )
    return Response({"product": add_product(request.database, product)}, 201)


@admin.post("/api/admin/products/{product}/stock")
@staff_required
def stock_arrived(request: Request) -> Response:
    pieces = request.whole("pieces", 1, 100_000)
    stock = receive_stock(request.database, request.number("product"), pieces)
    if stock is None:
        raise Problem(404, "We do not have this product.")
    return Response({"stock": stock})


@admin.get("/api/admin/stock/low")
@staff_required
def running_low(request: Request) -> Response:
    return Response({"products": low_stock(request.database)})


@admin.get("/api/admin/sales")
@staff_required
def sales(request: Request) -> Response:
    return Response({"months": sales_by_month(request.database)})


@admin.delete("/api/admin/products/{product}")
@staff_required
def remove_product(request: Request) -> Response:
    if not hide_product(request.database, request.number("product")):
        raise Problem(404, "We do not have this product.")
    return Response(status=204)
