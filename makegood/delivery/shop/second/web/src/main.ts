import { type Cart, type ListedProduct, Problem, Shop } from "./api.js";
import { cartText, productItem } from "./lists.js";

const shop = new Shop((address, options) => window.fetch(address, options));

function part<T extends HTMLElement>(id: string): T {
  const found = document.getElementById(id);
  if (found === null) {
    throw new Error(`the page has no #${id}`);
  }
  return found as T;
}

/** Shows what went wrong in the place that screen readers announce. */
async function tell(work: () => Promise<string | void>): Promise<void> {
  const notice = part("notice");
  try {
    notice.textContent = (await work()) ?? "";
  } catch (error) {
    notice.textContent = error instanceof Problem ? error.message : "The shop cannot be reached.";
  }
}

function showCart(cart: Cart): void {
  const { lines, total } = cartText(cart);
  const items = lines.map((line) => {
    const item = document.createElement("li");
    item.textContent = line;
    return item;
  });
  part("cart").replaceChildren(...items);
  part("total").textContent = total;
  part("order").hidden = lines.length === 0;
}

function typed(id: string): string {
  return part<HTMLInputElement | HTMLSelectElement>(id).value.trim();
}

async function add(product: number): Promise<void> {
  await tell(async () => showCart(await shop.putInCart(product, 1)));
}

function showProducts(products: ListedProduct[]): void {
  part("products").replaceChildren(...products.map((product) => productItem(product, add)));
}

part<HTMLFormElement>("search").addEventListener("submit", (event) => {
  event.preventDefault();
  const words = typed("words");
  void tell(async () => showProducts(await (words ? shop.search(words) : shop.products())));
});

part<HTMLFormElement>("sign-in").addEventListener("submit", (event) => {
  event.preventDefault();
  void tell(async () => {
    await shop.signIn(typed("email"), part<HTMLInputElement>("password").value, typed("name"));
    part("sign-in").hidden = true;
    showCart(await shop.cart());
  });
});

part<HTMLFormElement>("order").addEventListener("submit", (event) => {
  event.preventDefault();
  void tell(async () => {
    const number = await shop.order(typed("state"), typed("code"));
    showCart(await shop.cart());
    return `Thank you. Your order has the number ${number}; a letter is on its way.`;
  });
});

void tell(async () => showProducts(await shop.products()));
