import assert from "node:assert/strict";
import { test } from "node:test";
import { dollars } from "../src/money.js";

test("cents read as dollars", () => {
  assert.equal(dollars(0), "$0.00");
  assert.equal(dollars(5), "$0.05");
  assert.equal(dollars(123450), "$1,234.50");
});

test("a refund has its sign before the dollar", () => {
  assert.equal(dollars(-250), "-$2.50");
});
