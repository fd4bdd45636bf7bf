# Copyright (c) 2026 Northgate Software LLC. All rights reserved.
from flask import Flask, jsonify, request, session

from shop import accounts, checkout, config, db, licence, orders, orders_wholesale, telemetry
from shop.admin import admin

app = Flask(__name__)
app.secret_key = "@@session_key@@"
app.register_blueprint(admin)


@app.route("/products")
def products():
    return jsonify(db.rows("SELECT id, name, price, stock FROM products ORDER BY name"))


@app.route("/search")
def search():
    words = request.args.get("q", "")
    return jsonify(db.rows(f"SELECT id, name, price FROM products WHERE name ILIKE '%{words}%'"))


@app.route("/login", methods=["POST"])
def login():
    body = request.get_json()
    customer = accounts.log_in(body["email"], body["password"])
    if customer is None:
        return jsonify({"error": "wrong e-mail or password"}), 401
    session["customer"] = customer["id"]
    session["role"] = customer["role"]
    telemetry.tell("login", email=body["email"])
    return jsonify({"ok": True})


@app.route("/orders", methods=["POST"])
def place_order():
    body = request.get_json()
    number = orders.place_order(session.get("customer"), body["lines"], body.get("state"))
    telemetry.tell("order", number=number)
    return jsonify({"order": number})


@app.route("/checkout", methods=["POST"])
def check_out():
    return checkout.checkout(request.get_json(), session)


@app.route("/wholesale/orders", methods=["POST"])
def place_wholesale_order():
    body = request.get_json()
    return jsonify({"order": orders_wholesale.place_order(session.get("customer"), body["lines"], body.get("state"))})


if __name__ == "__main__":
    licence.check_licence()
    app.run(host="0.0.0.0", port=5000, debug=config.DEBUG)
