"""Python: a check of who asks that is missing beside guarded neighbours is claimed, what everybody may use is not."""

from __future__ import annotations

import textwrap

import pytest

from tests.engine.probes.access.claiming import added, claimed

URLS = """
from django.urls import path
from . import views
urlpatterns = [
    path("orders/", views.order_list),
    path("orders/<int:pk>/edit/", views.order_edit),
    path("orders/<int:pk>/cancel/", views.order_cancel),
    path("orders/<int:pk>/", views.order_detail),
    path("orders/<int:pk>/{name}/", views.{name}),
    path("own/<int:pk>/", {wrapped}),
]
"""
VIEWS = """
from django.contrib.auth.decorators import login_required, permission_required
from django.shortcuts import get_object_or_404, render, redirect

@login_required
def order_list(request):
    return render(request, "list.html", {"orders": Order.objects.filter(user=request.user)})

@login_required
def order_edit(request, pk):
    order = get_object_or_404(Order, pk=pk, user=request.user)
    order.note = request.POST["note"]
    order.save()
    return redirect("orders")

@login_required
def order_cancel(request, pk):
    order = get_object_or_404(Order, pk=pk, user=request.user)
    order.delete()
    return redirect("orders")

@login_required
def order_detail(request, pk):
    return render(request, "detail.html", {"order": get_object_or_404(Order, pk=pk, user=request.user)})

"""
FLASK = """
from flask import Blueprint, request, jsonify, session
from .auth import staff_only
bp = Blueprint("admin", __name__)

@bp.route("/users")
@staff_only
def users():
    return jsonify([user.name for user in User.query.all()])

@bp.route("/users/<int:id>", methods=["DELETE"])
@staff_only
def remove(id):
    db.session.delete(User.query.get(id))
    db.session.commit()
    return "", 204

@bp.route("/users/<int:id>", methods=["PUT"])
@staff_only
def change(id):
    return jsonify({})

"""
AUTH = """
from functools import wraps
def staff_only(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if not session.get("user"):
            abort(401)
        return view(*args, **kwargs)
    return inner
"""
FASTAPI = """
from fastapi import APIRouter, Depends
from .deps import get_current_user, SessionDep
router = APIRouter()

@router.get("/invoices")
def invoices(session: SessionDep, user=Depends(get_current_user)):
    return session.query(Invoice).filter(Invoice.owner_id == user.id).all()

@router.post("/invoices")
def create(session: SessionDep, body: In, user=Depends(get_current_user)):
    session.add(Invoice(**body.dict(), owner_id=user.id))

@router.put("/invoices/{id}")
async def change(id: int, session: SessionDep, user: User = Depends(get_current_user)):
    invoice = session.get(Invoice, id)
    if invoice.owner_id != user.id:
        raise HTTPException(403)

@router.delete("/invoices/{id}")
async def remove(id: int, session: SessionDep, user: User = Depends(get_current_user)):
    invoice = session.get(Invoice, id)
    if invoice.owner_id != user.id:
        raise HTTPException(403)
    session.delete(invoice)

"""


def django(view: str, wrapped: str = "views.order_list") -> list[tuple[str, str, int]]:
    """Claims about shop/views.py, lines counted from the first of `view`."""
    name = view.partition("def ")[2].partition("(")[0] or "none"
    urls = URLS.replace("{name}", name).replace("{wrapped}", wrapped)
    files = {"shop/views.py": VIEWS + textwrap.dedent(view), "shop/urls.py": urls}
    return [(rule, path, line - VIEWS.count("\n")) for rule, path, line in claimed(files)]


@pytest.mark.parametrize(
    ("rule", "line", "view"),
    [
        ("guard-missing", 1, "def order_remove(request, pk):\n    Order.objects.filter(pk=pk).delete()\n"),
        ("guard-missing", 2, "@require_POST\ndef order_pay(request, pk):\n    pay(pk)\n    return redirect('x')\n"),
        ("guard-missing", 1, "def order_note(request, pk):\n    request.user.notes.create(text=pk)\n"),
        ("guard-missing", 1, "def order_export(request):\n    return render(request, 'x', {'o': "
                             "request.user.orders.all()})\n"),
        ("guard-commented-out", 1, "# @login_required\ndef order_remove(request, pk):\n    "
                                   "Order.objects.get(pk=pk).delete()\n"),
        ("record-of-others", 3, "@login_required\ndef order_print(request, pk):\n    order = "
                                "get_object_or_404(Order, pk=pk)\n    return render(request, 'x', {'o': order})\n"),
        ("record-of-others", 3, "@login_required\ndef order_print(request, pk):\n    order = "
                                "Order.objects.get(id=pk)\n    return render(request, 'x', {'o': order})\n"),
        ("csrf-switched-off", 3, "@csrf_exempt\n@login_required\ndef order_pay(request):\n    "
                                 "request.user.orders.create(total=1)\n"),
        ("check-short-circuited", 3, "@login_required\ndef order_x(request):\n    if request.user.is_staff or "
                                     "True:\n        pass\n"),
        ("check-short-circuited", 3, "@login_required\ndef order_x(request):\n    if True or "
                                     "user_is_admin(request):\n        pass\n"),
        ("check-always-passes", 1, "def has_permission(request, view):\n    # for now\n    return True\n"),
        ("check-always-passes", 1, "def can_edit_order(user, order):\n    '''Only the owner.'''\n    return True\n"),
        ("check-always-passes", 1, "def admin_required(view):\n    def inner(*a, **k):\n        return view(*a, "
                                   "**k)\n    return inner\n"),
        ("token-not-verified", 2, "def current_user(token):\n    return jwt.decode(token, "
                                  "options={'verify_signature': False})['sub']\n"),
        ("token-not-verified", 2, "def current_user(token):\n    return jwt.decode(token, KEY, "
                                  "algorithms=['none'])['sub']\n"),
    ],
)  # fmt: skip
def test_in_django_what_neighbours_ask_for_is_missed(rule: str, line: int, view: str) -> None:
    assert (rule, "shop/views.py", line) in django(view)


@pytest.mark.parametrize(
    "view",
    [
        "def login(request):\n    request.session.create()\n    return redirect('x')\n",
        "def password_reset_confirm(request, token):\n    User.objects.get(token=token).save()\n",
        "@csrf_exempt\ndef stripe_webhook(request):\n    Order.objects.filter(pk=1).update(paid=True)\n",
        "def terms(request):\n    return render(request, 'terms.html')\n",
        "def product_list(request):\n    return render(request, 'x', {'p': Product.objects.all()})\n",
        "def order_x(request):\n    if not request.user.is_authenticated:\n        return redirect('login')\n    "
        "request.user.orders.create()\n",
        "@permission_required('shop.change_order')\ndef order_print(request, pk):\n    order = "
        "get_object_or_404(Order, pk=pk)\n",
        "@login_required\ndef order_print(request, pk):\n    product = get_object_or_404(Product, pk=pk)\n",
        "@login_required\ndef order_print(request, pk):\n    order = get_object_or_404(Order, pk=pk)\n    if "
        "order.user != request.user:\n        raise Http404\n",
        "def helper(request, order):\n    order.save()\n",
        "@csrf_exempt\n@token_required\ndef order_api(request):\n    Order.objects.create()\n",
        "@csrf_exempt\ndef order_hook(request):\n    if not hmac.compare_digest(a, b):\n        return "
        "HttpResponse(status=400)\n    Order.objects.create()\n",
        "class AllowAll:\n    def has_permission(self, request, view):\n        return True\n",
        "class SignedIn:\n    @property\n    def is_authenticated(self) -> bool:\n        return True\n",
        "def can_edit_order(user, order):\n    return order.user == user\n",
        "def is_ours(token):\n    return jwt.decode(token, options={'verify_signature': False})['iss'] == "
        "US\ndef user(token):\n    return jwt.decode(token, KEY)\n",
        "def order_x(request):\n    if DEBUG or True:\n        pass\n",
    ],
)  # fmt: skip
def test_in_django_what_everybody_may_use_is_no_lead(view: str) -> None:
    if view.startswith("def helper"):
        assert claimed({"shop/views.py": VIEWS + view, "shop/urls.py": URLS.replace("{name}", "order_list")}) == []
    else:
        assert django(view) == []


def test_a_guard_in_the_table_of_addresses_counts() -> None:
    view = "def own(request, pk):\n    Order.objects.get(pk=pk, user=request.user).delete()\n"
    files = {"shop/views.py": VIEWS + view, "shop/urls.py": URLS.replace("{name}", "order_list")}
    assert (
        claimed({**files, "shop/urls.py": files["shop/urls.py"].replace("{wrapped}", "login_required(views.own)")})
        == []
    )
    assert claimed({**files, "shop/urls.py": files["shop/urls.py"].replace("{wrapped}", "views.own")}) != []


@pytest.mark.parametrize(
    ("line", "more"),
    [
        (3, "\n@bp.route('/users', methods=['POST'])\ndef add():\n    db.session.add(User())\n    return '', 201\n"),
        (4, "\n@bp.route('/users/<int:id>/role', methods=['POST'])\n@cache.cached()\ndef role(id):\n    return ''\n"),
        (3, "\n@bp.delete('/keys/<id>')\ndef drop_key(id):\n    Key.query.filter_by(id=id).delete()\n    return ''\n"),
    ],
)
def test_in_flask_a_writing_route_without_the_decorator_of_its_neighbours(line: int, more: str) -> None:
    assert added(FLASK, more, "app/admin.py", {"app/auth.py": AUTH}) == [("guard-missing", line)]


@pytest.mark.parametrize(
    "more",
    [
        "\n@bp.route('/login', methods=['POST'])\ndef login():\n    session['user'] = 1\n    return ''\n",
        "\n@bp.route('/health')\ndef health():\n    return 'ok'\n",
        "\n@bp.route('/users', methods=['POST'])\ndef add():\n    if 'user_id' not in session:\n        "
        "abort(401)\n    return ''\n",
        "\n@bp.before_request\ndef only_staff():\n    if not session.get('user'):\n        "
        "abort(401)\n\n@bp.post('/users')\ndef add():\n    return ''\n",
    ],
)  # fmt: skip
def test_in_flask_what_everybody_may_use_is_no_lead(more: str) -> None:
    assert added(FLASK, more, "app/admin.py", {"app/auth.py": AUTH}) == []


@pytest.mark.parametrize(
    ("rule", "line", "more"),
    [
        ("guard-missing", 3, "\n@router.patch('/invoices/{id}')\ndef part(id: int, session: SessionDep):\n    "
                             "session.get(Invoice, id).paid = True\n"),
        ("guard-missing", 3, "\n@router.post('/invoices/{id}/refund')\nasync def refund(id: int, session: "
                             "SessionDep):\n    session.add(Refund(id))\n"),
        ("record-of-others", 4, "\n@router.get('/invoices/{id}')\ndef one(id: int, session: SessionDep, "
                                "user=Depends(get_current_user)):\n    return session.get(Invoice, id)\n"),
    ],
)  # fmt: skip
def test_in_fastapi_a_route_without_the_dependency_of_its_neighbours(rule: str, line: int, more: str) -> None:
    assert added(FASTAPI, more, "app/invoices.py", {}) == [(rule, line)]


@pytest.mark.parametrize(
    ("more", "files"),
    [
        ("\n@router.post('/webhooks/stripe')\nasync def stripe(request: Request):\n    "
         "verify_signature(request)\n", {}),
        ("\n@router.post('/x', dependencies=[Depends(require_admin)])\ndef x(session: SessionDep):\n    "
         "session.add(X())\n", {}),
        ("\n@router.post('/x')\ndef x(session: SessionDep, user: CurrentUser):\n    session.add(X())\n", {}),
        (
            "\n@router.post('/x')\ndef x(session: SessionDep):\n    session.add(X())\n",
            {"app/main.py": "from . import invoices\napp.include_router(invoices.router, "
                            "dependencies=[Depends(get_current_user)])\n"},
        ),
    ],
)  # fmt: skip
def test_in_fastapi_what_is_guarded_elsewhere_is_no_lead(more: str, files: dict[str, str]) -> None:
    assert added(FASTAPI, more, "app/invoices.py", files) == []


def test_a_guard_that_was_there_at_the_last_acceptance_is_missed_without_any_neighbour() -> None:
    old = "from flask import Flask\n@app.post('/pay')\n@login_required\ndef pay():\n    return ''\n"
    assert claimed({"a.py": old.replace("@login_required\n", "")}, {"a.py": old}) == [("guard-removed", "a.py", 3)]
    assert claimed({"a.py": old}, {"a.py": old}) == []
    weaker = old.replace("@login_required", "@login_required\n@admin_required")
    assert claimed({"a.py": old}, {"a.py": weaker}) == [("guard-weakened", "a.py", 4)]


def test_what_a_tool_can_do_is_no_right_of_anybody() -> None:
    tool = "class Resizer:\n    def can_write_metadata(self) -> bool:\n        return True\n"
    rights = "class Order:\n    def can_edit(self, user) -> bool:\n        return True\n"
    assert claimed({"shop/images.py": tool}) == []
    assert [(one[0], one[2]) for one in claimed({"shop/orders.py": rights})] == [("check-always-passes", 2)]
