"""Which routes the code has, whom they serve, and whether a description knows them."""

from __future__ import annotations

from collections.abc import Callable

from makegood.engine.probes.api.javascript import routes as javascript
from makegood.engine.probes.api.probe import PROBE
from makegood.engine.probes.api.python import routes as python
from tests.engine.building import Delivery
from tests.engine.looking import Seen


def found(result: dict[str, object]) -> list[tuple[str, str, int, str]]:
    rows = result.get("routes", [])
    assert isinstance(rows, list)
    return [(row[0], row[1], row[2], row[3]) for row in rows]


FLASK = b"""from flask import Blueprint, jsonify, render_template
admin = Blueprint("admin", __name__, url_prefix="/admin")

@admin.route("/orders", methods=["GET", "POST"])
def orders():
    return jsonify([])

@admin.get("/home")
def home():
    return render_template("home.html")

@mock.patch("shop.db")
def test(): pass
"""


def test_flask_routes_with_their_prefix_and_whom_they_serve() -> None:
    assert found(python(FLASK)) == [
        ("GET", "/admin/orders", 4, "api"),
        ("POST", "/admin/orders", 4, "api"),
        ("GET", "/admin/home", 8, "page"),
    ]


def test_fastapi_makes_its_own_description() -> None:
    code = b"from fastapi import FastAPI\napp = FastAPI()\n@app.post('/items/{id}')\ndef make(id): return id\n"
    assert found(python(code)) == [("POST", "/items/{id}", 3, "api")]
    assert python(code)["makers"] == [["fastapi", 2]]
    assert python(code.replace(b"FastAPI()", b"FastAPI(openapi_url=None)"))["makers"] == []


EXPRESS = b"""const express = require('express')
app.set('x', 1); app.get('env'); axios.get('/api/x', y)
app.get('/pages', (req, res) => res.render('x'))
app.post('/api/orders', auth, orders.create)
router.route('/things/:id').get(list).put(wrap(things.update))
"""


def test_express_routes_and_no_getters_or_clients() -> None:
    assert sorted(found(javascript(EXPRESS, "javascript")), key=lambda row: (row[2], row[0])) == [
        ("GET", "/pages", 3, "page"),
        ("POST", "/api/orders", 4, "api"),
        ("GET", "/things/:id", 5, "unclear"),
        ("PUT", "/things/:id", 5, "unclear"),
    ]


def test_nest_routes() -> None:
    code = b"@Controller('cats')\nexport class Cats {\n  @Get()\n  all() {}\n  @Put(':id')\n  one() {}\n}\n"
    assert found(javascript(code, "typescript")) == [("GET", "/cats", 3, "api"), ("PUT", "/cats/:id", 5, "api")]


def test_a_browsers_calls_are_no_routes() -> None:
    assert "routes" not in javascript(b"import axios from 'axios'\napp.get('/api/x', () => 1)\n", "javascript")


def seen(looked: Callable[..., Seen]) -> dict[tuple[object, object], tuple[object, object]]:
    rows = looked(PROBE)["api.routes"]
    assert isinstance(rows, list)
    return {(row["method"], row["path"]): (row["kind"], row["described"]) for row in rows}


def test_django_views_tell_whom_a_route_serves(repository: Delivery, looked: Callable[..., Seen]) -> None:
    urls = "urlpatterns = [\n path('list/', views.listing),\n path('a/', include('x')),\n"
    urls += " path('shop/<int:id>/', views.Shop.as_view()),\n]\n"
    views = "def listing(request):\n    return JsonResponse({})\n\nclass Shop(DetailView):\n    pass\n"
    repository.commit({"shop/urls.py": urls, "shop/views.py": views})
    assert seen(looked) == {("ANY", "/list"): ("api", False), ("ANY", "/shop/{}"): ("page", False)}


def test_mounted_routers_and_next_get_their_whole_paths(repository: Delivery, looked: Callable[..., Seen]) -> None:
    files = {
        "server.js": "const users = require('./routes/users')\napp.use('/api/users', users)\n",
        "routes/users.js": "router.get('/:id', (req, res) => res.json(1))\n",
        "app/api/(shop)/cart/[id]/route.ts": "export async function DELETE(request) {}\n",
        "pages/api/hello.js": "export default function handler(req, res) {}\n",
    }
    repository.commit(files)
    assert seen(looked) == {
        ("GET", "/api/users/{}"): ("api", False),
        ("DELETE", "/api/cart/{}"): ("api", False),
        ("ANY", "/api/hello"): ("api", False),
    }


OPENAPI = """openapi: 3.0.0
servers: [{url: 'https://x.test/v1'}]
paths:
  /orders/{order}:
    get: {responses: {}}
  /gone:
    get: {responses: {}}
"""


def test_routes_and_description_are_compared(repository: Delivery, looked: Callable[..., Seen]) -> None:
    code = "@app.get('/v1/orders/{id}')\ndef one(): pass\n@app.get('/v1/other')\ndef two(): pass\n"
    repository.commit({"app.py": code, "docs/openapi.yaml": OPENAPI})
    assert seen(looked) == {("GET", "/v1/orders/{}"): ("api", True), ("GET", "/v1/other"): ("api", False)}
    assert looked(PROBE).places("api.unserved") == [("docs/openapi.yaml", 7)]


def test_comments_may_describe_routes(repository: Delivery, looked: Callable[..., Seen]) -> None:
    code = "router.get('/', (req, res) => res.json([]))\n/**\n * @swagger\n * /users:\n *   get:\n *   delete:\n */\n"
    repository.commit({"users.js": code})
    assert seen(looked) == {("GET", "/"): ("api", True)}
    assert looked(PROBE).places("api.unserved") == [("users.js", 6)]


def test_other_languages_and_frameworks_are_gaps(repository: Delivery, looked: Callable[..., Seen]) -> None:
    repository.commit({f"src/Main{n}.java": "class A {}\n" for n in range(5)} | {"a.py": "import tornado.web\n"})
    reasons = {gap.reason for gap in looked(PROBE).gaps("api.routes")}
    assert reasons == {"Routes in Java are not read.", "a.py uses tornado.web, whose routes are not read."}


def test_a_front_page_answers_no_program(repository: Delivery, looked: Callable[..., Seen]) -> None:
    code = "router.get('/', (req, res) => res.render('home'))\nrouter.get('/v1/orders/:id', (q, r) => r.json(1))\n"
    repository.commit({"routes.js": code, "openapi.yaml": OPENAPI})
    assert looked(PROBE).places("api.unserved") == [("openapi.yaml", 7)]


def test_without_a_written_description_the_routes_of_the_code_are_compared(
    repository: Delivery, looked: Callable[..., Seen]
) -> None:
    head = "from fastapi import APIRouter\nrouter = APIRouter(prefix='/items')\n\n"
    one, two = "@router.get('/all')\ndef a(): return {}\n", "@router.delete('/{id}/gone')\ndef b(): return {}\n"
    first = repository.commit(
        {"app.py": "from fastapi import FastAPI\napp = FastAPI()\n", "items.py": head + one + two}
    )
    repository.commit({"items.py": head + one})
    seen = looked(PROBE, since=first)
    assert seen.places("api.changes") == [("items.py", 6)]
    assert seen.gaps("api.changes") == []


def test_a_route_that_comments_describe_is_missed_when_it_is_renamed(
    repository: Delivery, looked: Callable[..., Seen]
) -> None:
    code = "router.route('/:id')\n  .get(auth(), users.one);\n/**\n * @swagger\n * /users/{id}:\n *   get:\n */\n"
    first = repository.commit({"users.js": code})
    repository.commit({"users.js": code.replace("'/:id'", "'/member/:id'")})
    seen = looked(PROBE, since=first)
    assert seen.places("api.changes") == [("users.js", 2)]
