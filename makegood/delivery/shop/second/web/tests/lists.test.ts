import assert from "node:assert/strict";
import { test } from "node:test";
import { availability, cartText } from "../src/lists.js";

test("few pieces are said to be few", () => {
  assert.equal(availability(0), "Sold out");
  assert.equal(availability(4), "Only 4 left");
  assert.equal(availability(5), "In stock");
});

test("a cart reads line by line", () => {
  const lines = [{ product: 1, name: "Hand trowel", price_cents: 1895, quantity: 2 }];
  assert.deepEqual(cartText({ lines, goods_cents: 3790 }), {
    lines: ["2 × Hand trowel, $37.90"],
    total: "Goods: $37.90",
  });
});

test("an empty cart says so", () => {
  assert.equal(cartText({ lines: [], goods_cents: 0 }).total, "The cart is empty.");
});
