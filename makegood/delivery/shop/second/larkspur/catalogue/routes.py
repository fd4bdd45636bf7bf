"""What anybody may see."""

from larkspur.catalogue.products import find_product, list_products
from larkspur.catalogue.search import search_products
from larkspur.http.application import Routes
from larkspur.http.request import Request
from larkspur.http.response import Problem, Response
from larkspur.storage.database import rows

catalogue = Routes()


@catalogue.get("/api/products")
def products(request: Request) -> Response:
    return Response(
        {"products": rows(list_products(request.database, request.query.get("category")))}
    )


@catalogue.get("/api/products/{product}")
def product(request: Request) -> Response:
    found = find_product(request.database, request.number("product"))
    if found is None:
        raise Problem(404, "We do not have this product.")
    return Response(dict(found))


@catalogue.get("/api/search")
def search(request: Request) -> Response:
    found = search_products(request.database, request.query.get("q", "")[:200])
    return Response({"products": [dict(row) for row in found]})
