"""JavaScript and TypeScript: a route without the guard of its neighbours is claimed, what everybody may use is not."""

from __future__ import annotations

import textwrap

import pytest

from tests.engine.probes.access.claiming import claimed

EXPRESS = """
const express = require("express");
const { requireUser, isAdmin } = require("../middleware/auth");
const orders = require("../controllers/orders");
const router = express.Router();
router.get("/", requireUser, orders.list);
router.post("/", requireUser, orders.create);
router.put("/:id", requireUser, orders.update);
router.get("/:id", requireUser, orders.one);
"""
CONTROLLER = """
exports.list = async (req, res) => res.json(await Order.find({ user: req.user.id }));
exports.one = async (req, res) => res.json(await Order.findOne({ _id: req.params.id, user: req.user.id }));
exports.update = async (req, res) => {
  const order = await Order.findOne({ _id: req.params.id, user: req.user.id });
  res.json(order);
};
exports.remove = async (req, res) => {
  await Order.findByIdAndDelete(req.params.id);
  res.sendStatus(204);
};
"""
NEST = """
import { Controller, Get, Post, Delete, UseGuards } from "@nestjs/common";
@Controller("users")
export class UsersController {
  @UseGuards(JwtAuthGuard)
  @Get()
  all() { return this.users.all(); }
  @UseGuards(JwtAuthGuard)
  @Post()
  create(@Body() dto: Dto) { return this.users.create(dto); }
  @UseGuards(JwtAuthGuard)
  @Put(":id")
  change(@Body() dto: Dto) { return this.users.change(dto); }
MORE
}
"""
NEXT = """
import { getServerSession } from "next-auth";
export async function POST(request: Request) {
  const session = await getServerSession(authOptions);
  if (!session) return new Response(null, { status: 401 });
  return Response.json(await db.post.create({ data: await request.json() }));
}
"""
WRAPPED = """
import { withAuth } from "@/lib/auth";
export const POST = withAuth(async (request: Request) => {
  return Response.json(await db.note.create({ data: await request.json() }));
});
"""
BARE = """
export async function DELETE(request: Request, { params }) {
  await db.post.delete({ where: { id: params.id } });
  return new Response(null, { status: 204 });
}
"""


def express(more: str, others: dict[str, str] | None = None, head: str = EXPRESS) -> list[tuple[str, int]]:
    files = {
        "src/routes/orders.js": head + textwrap.dedent(more),
        "src/controllers/orders.js": CONTROLLER,
        **(others or {}),
    }
    places = claimed(files)
    return [(rule, line - head.count("\n")) for rule, path, line in places if path == "src/routes/orders.js"]


@pytest.mark.parametrize(
    ("rule", "line", "more"),
    [
        ("guard-missing", 1, 'router.delete("/:id", orders.remove);'),
        ("guard-missing", 1, 'router.patch("/:id/ship", validate(schema), (req, res) => { Order.update({}); '
                             'res.json({}); });'),
        ("guard-missing", 2, 'router.route("/:id/pay")\n  .post(orders.pay)\n  .put(requireUser, orders.repay);'),
        ("guard-commented-out", 1, 'router.delete("/:id", /* requireUser, */ orders.remove);'),
        ("check-short-circuited", 1, "if (true || req.user.isAdmin) { next(); }"),
        ("check-short-circuited", 1, "if (user.role === 'admin' || true) { next(); }"),
        ("check-always-passes", 1, "function requireAdmin(req, res, next) {\n  // TODO\n  next();\n}"),
        ("check-always-passes", 1, "const isAuthorized = (req) => { return true; };"),
        ("token-not-verified", 1, "const user = jwt.decode(req.headers.authorization);"),
        ("token-not-verified", 1, "jwt.verify(token, key, { algorithms: ['none'] });"),
    ],
)  # fmt: skip
def test_in_express_what_neighbours_ask_for_is_missed(rule: str, line: int, more: str) -> None:
    assert (rule, line) in express(more)


@pytest.mark.parametrize(
    "more",
    [
        'router.post("/login", orders.login);',
        'router.post("/webhook", express.raw(), (req, res) => { stripe.webhooks.constructEvent(req.body); '
        'res.end(); });',
        'router.get("/health", (req, res) => res.send("ok"));',
        'router.delete("/:id", [requireUser, isAdmin], orders.remove);',
        'router.delete("/:id", requireUser, asyncHandler(orders.remove2));',
        'router.delete("/:id", requireUser(orders.remove2));',
        'router.delete("/:id", (req, res) => { if (!req.user) return res.sendStatus(401); Order.drop(); });',
        'axios.delete("/api/orders/1", config);',
        "function attachUser(req, res, next) { next(); }",
        "const isOwner = (req) => { return req.user.id === order.user; };",
        "const { header } = jwt.decode(token, { complete: true });",
    ],
)  # fmt: skip
def test_in_express_what_everybody_may_use_is_no_lead(more: str) -> None:
    assert express(more) == []


def test_a_guard_over_the_router_or_where_it_is_mounted_counts() -> None:
    more = 'router.delete("/:id", orders.remove2);\n'
    over = EXPRESS.replace('router.get("/", requireUser', 'router.use(requireUser);\nrouter.get("/", requireUser')
    assert express(more, head=over) == []
    main = 'const orders = require("./routes/orders");\napp.use("/api/orders", requireUser, orders);\n'
    assert express(more, {"src/app.js": main}) == []
    wide = (
        'const orders = require("./routes/orders");\napp.use("/api", requireUser);\napp.use("/api/orders", orders);\n'
    )
    assert express(more, {"src/app.js": wide}) == []
    late = (
        'const orders = require("./routes/orders");\napp.use("/api/orders", orders);\napp.use("/api", requireUser);\n'
    )
    assert express(more, {"src/app.js": late}) == [("guard-missing", 1)]


def test_a_catalogue_that_everybody_may_read_is_no_lead() -> None:
    routes = """
    const router = express.Router();
    router.get("/", list);
    router.get("/:slug", one);
    router.post("/", protect, admin, create);
    router.put("/:id", protect, admin, update);
    router.delete("/:id", protect, admin, remove);
    """
    assert claimed({"routes/products.js": routes}) == []
    assert claimed({"routes/products.js": routes.replace("protect, admin, remove", "remove")}) == [
        ("guard-missing", "routes/products.js", 7)
    ]
    assert claimed({"routes/products.js": routes.replace("protect, admin, remove", "admin, remove")}) == [
        ("guard-missing", "routes/products.js", 7)
    ]


def test_a_record_is_fetched_by_its_number_alone_in_the_controller() -> None:
    files = {
        "src/routes/orders.js": EXPRESS + 'router.delete("/:id", requireUser, orders.remove);\n',
        "src/controllers/orders.js": CONTROLLER,
    }
    assert claimed(files) == [("record-of-others", "src/controllers/orders.js", 9)]


def test_in_fastify_and_koa_the_guard_stands_in_the_options_or_before_the_handler() -> None:
    fastify = """
    export default async function (fastify) {
      fastify.get("/orders", { preHandler: [fastify.authenticate] }, list);
      fastify.post("/orders", { preHandler: [fastify.authenticate] }, create);
      fastify.put("/orders/:id", { onRequest: fastify.authenticate }, change);
      fastify.delete("/orders/:id", { schema }, async (request) => { await db.remove(request.params.id); });
    }
    """
    assert claimed({"src/orders.ts": fastify}) == [("guard-missing", "src/orders.ts", 6)]
    hooked = fastify.replace("(fastify) {", "(fastify) {\n  fastify.addHook('onRequest', fastify.authenticate);")
    assert claimed({"src/orders.ts": hooked}) == []
    koa = """
    const router = new Router();
    router.post("/a", jwtAuth, a);
    router.put("/b", jwtAuth, b);
    router.del("/c", c);
    """
    assert claimed({"src/orders.js": koa}) == [("guard-missing", "src/orders.js", 5)]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('  @Delete(":id")\n  remove(@Param("id") id: string) { return this.users.rm(id); }', [("guard-missing", 15)]),
        ('  // @UseGuards(JwtAuthGuard)\n  @Delete(":id")\n  remove() { return '
         'this.users.remove(); }', [("guard-commented-out", 14)]),
        ('  @Public()\n  @Delete(":id")\n  remove() { return this.users.remove(); }', [("open-to-everybody", 16)]),
        ('  @UseGuards(RolesGuard)\n  @Roles("admin")\n  @Delete(":id")\n  remove() { return '
         'this.users.remove(); }', []),
        ("  @Post('register')\n  register() { return this.users.create(); }", []),
    ],
)  # fmt: skip
def test_in_nest_a_method_without_the_guard_of_its_neighbours(more: str, expected: list[tuple[str, int]]) -> None:
    places = claimed({"src/users.controller.ts": NEST.replace("MORE", more)})
    assert [(rule, line) for rule, _, line in places] == expected


def test_in_next_the_files_of_the_api_are_neighbours() -> None:
    files = {
        "app/api/posts/route.ts": NEXT,
        "app/api/pages/route.ts": NEXT,
        "app/api/notes/route.ts": WRAPPED,
        "app/api/todos/route.ts": WRAPPED,
        "app/api/posts/[id]/route.ts": BARE,
    }
    assert claimed(files) == [("guard-missing", "app/api/posts/[id]/route.ts", 2)]
    middleware = "export default function middleware(req) { if (!req.auth) return deny(401); }\n"
    assert claimed({**files, "middleware.ts": middleware}) == []
    assert claimed({"lib/route.ts": BARE, **{path: text for path, text in files.items() if "[id]" not in path}}) == []
