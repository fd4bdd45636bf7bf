import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem, Shop } from "../src/api.js";

function answering(status: number, body: unknown, seen: string[] = []): Shop {
  return new Shop(async (address, options) => {
    seen.push(`${options?.method} ${address} ${options?.body ?? ""}`.trim());
    return new Response(JSON.stringify(body), { status });
  });
}

test("search words are escaped", async () => {
  const seen: string[] = [];
  await answering(200, { products: [] }, seen).search("soil & 100%");
  assert.deepEqual(seen, ["GET /api/search?q=soil%20%26%20100%25"]);
});

test("a problem carries the sentence of the shop", async () => {
  const shop = answering(409, { problem: "We have only 3 of these." });
  await assert.rejects(shop.putInCart(2, 4), new Problem(409, "We have only 3 of these."));
});

test("a name opens an account, without one a customer signs in", async () => {
  const seen: string[] = [];
  const shop = answering(200, { customer: 1 }, seen);
  await shop.signIn("rosa@garden.test", "a long password", "");
  await shop.signIn("rosa@garden.test", "a long password", "Rosa");
  assert.deepEqual(
    seen.map((call) => call.split(" ").slice(0, 2).join(" ")),
    ["POST /api/session", "POST /api/accounts"],
  );
});

test("an order without a code sends none", async () => {
  const seen: string[] = [];
  assert.equal(await answering(201, { order: 7 }, seen).order("IA", ""), 7);
  assert.deepEqual(seen, ['POST /api/orders {"state":"IA"}']);
});

test("taking out answers with the cart that is left", async () => {
  const cart = { lines: [], goods_cents: 0 };
  assert.deepEqual(await answering(200, cart).takeFromCart(1), cart);
});
