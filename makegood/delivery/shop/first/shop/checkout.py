# Copyright (c) 2026 Northgate Software LLC. All rights reserved.
from shop import db, orders


def checkout(body, session):
    if body:
        if "lines" in body:
            if len(body["lines"]) > 0:
                for line in body["lines"]:
                    if "product" in line:
                        found = db.rows("SELECT id, stock, name FROM products WHERE id = %s", (line["product"],))
                        if found:
                            if line.get("quantity"):
                                if line["quantity"] > found[0]["stock"]:
                                    if body.get("partial"):
                                        line["quantity"] = found[0]["stock"]
                                        if line["quantity"] == 0:
                                            line["skip"] = True
                                    else:
                                        return {"error": "only " + str(found[0]["stock"]) + " left"}, 409
                                elif line["quantity"] < 1:
                                    return {"error": "quantity"}, 400
                            else:
                                line["quantity"] = 1
                        else:
                            if body.get("partial"):
                                line["skip"] = True
                            else:
                                return {"error": "no such product"}, 404
                    else:
                        return {"error": "no product"}, 400
                lines = [line for line in body["lines"] if not line.get("skip")]
                if session.get("customer"):
                    if body.get("state"):
                        if body["state"] in orders.TAX:
                            state = body["state"]
                        elif body["state"].upper() in orders.TAX:
                            state = body["state"].upper()
                        else:
                            if body.get("pickup"):
                                state = "IA"
                            else:
                                return {"error": "state"}, 400
                    else:
                        if body.get("pickup"):
                            state = "IA"
                        else:
                            return {"error": "state missing"}, 400
                    if body.get("code"):
                        if body["code"] == "SPRING" or body["code"] == "spring":
                            code = "SPRING"
                        elif body["code"] == "NEIGHBOR" or body["code"] == "neighbor":
                            code = "NEIGHBOR"
                        else:
                            code = None
                    else:
                        code = None
                    if lines:
                        return {"order": orders.place_order(session["customer"], lines, state, code)}, 200
                    else:
                        return {"error": "nothing left"}, 409
                else:
                    return {"error": "log in first"}, 401
            else:
                return {"error": "empty"}, 400
        else:
            return {"error": "no lines"}, 400
    else:
        return {"error": "no body"}, 400
