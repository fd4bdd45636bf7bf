# Copyright (c) 2026 Northgate Software LLC. All rights reserved.
from flask import Blueprint, jsonify, request

from shop import db
from shop.accounts import admin_required

admin = Blueprint("admin", __name__, url_prefix="/admin")


@admin.route("/orders")
@admin_required
def list_orders():
    return jsonify(db.rows("SELECT * FROM orders ORDER BY placed_at DESC"))


@admin.route("/orders/<int:order_id>/cancel", methods=["POST"])
@admin_required
def cancel_order(order_id):
    db.execute("UPDATE orders SET status = 'cancelled' WHERE id = %s", (order_id,))
    return jsonify({"ok": True})


@admin.route("/products", methods=["POST"])
@admin_required
def add_product():
    body = request.get_json()
    db.execute("INSERT INTO products (name, price) VALUES (%s, %s)", (body["name"], body["price"]))
    return jsonify({"ok": True})


@admin.route("/customers/export")
def export_customers():
    return jsonify(db.rows("SELECT * FROM customers"))


@admin.route("/products/<int:product_id>", methods=["DELETE"])
@admin_required
def remove_product(product_id):
    db.execute("DELETE FROM products WHERE id = %s", (product_id,))
    return jsonify({"ok": True})
