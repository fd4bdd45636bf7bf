import type { Cart, ListedProduct } from "./api.js";
import { dollars } from "./money.js";

/** The words under a product: how many there are, if that matters to who buys. */
export function availability(stock: number): string {
  if (stock === 0) {
    return "Sold out";
  }
  return stock < 5 ? `Only ${stock} left` : "In stock";
}

/** One product with its button; text is set as text, never as HTML. */
export function productItem(product: ListedProduct, onAdd: (id: number) => void): HTMLLIElement {
  const item = document.createElement("li");
  const name = document.createElement("h3");
  name.textContent = product.name;
  const price = document.createElement("p");
  price.textContent = `${dollars(product.price_cents)}. ${availability(product.stock)}.`;
  const button = document.createElement("button");
  button.textContent = "Put in cart";
  button.disabled = product.stock === 0;
  button.addEventListener("click", () => onAdd(product.id));
  item.classList.toggle("sold-out", product.stock === 0);
  item.append(name, price, button);
  return item;
}

/** A cart as lines of text, and its sum. */
export function cartText(cart: Cart): { lines: string[]; total: string } {
  const lines = cart.lines.map(
    (line) => `${line.quantity} × ${line.name}, ${dollars(line.price_cents * line.quantity)}`,
  );
  const total = lines.length === 0 ? "The cart is empty." : `Goods: ${dollars(cart.goods_cents)}`;
  return { lines, total };
}
