"""Puts the application together."""

from larkspur.accounts.routes import account_routes
from larkspur.accounts.sessions import identify
from larkspur.admin.routes import admin
from larkspur.cart.routes import cart
from larkspur.catalogue.routes import catalogue
from larkspur.http.application import Application, Routes
from larkspur.http.files import file_routes
from larkspur.http.request import Request
from larkspur.http.response import Response
from larkspur.orders.routes import orders
from larkspur.settings import Settings
from larkspur.storage.database import connect

health = Routes()


@health.get("/api/health")
def alive(request: Request) -> Response:
    """For the watch on the store's machine: the database answers, too."""
    newest = request.database.execute("SELECT max(name) FROM migrations").fetchone()[0]
    return Response({"ok": True, "schema": newest})


def route_groups(settings: Settings) -> tuple[Routes, ...]:
    """Every route of the shop."""
    accounts = account_routes(settings.secure_cookies)
    return (health, catalogue, accounts, cart, orders, admin, file_routes(settings.web_root))


def build_application(settings: Settings) -> Application:
    """The whole shop behind one WSGI callable."""
    return Application(route_groups(settings), lambda: connect(settings.database), identify)
