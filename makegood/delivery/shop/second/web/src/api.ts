/** The calls of api/openapi.yaml that the shop front makes. */
export interface ListedProduct {
  id: number;
  name: string;
  price_cents: number;
  stock: number;
}

export interface CartLine {
  product: number;
  name: string;
  price_cents: number;
  quantity: number;
}

export interface Cart {
  lines: CartLine[];
  goods_cents: number;
}

/** What the shop says when it cannot do what was asked. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    sentence: string,
  ) {
    super(sentence);
  }
}

export type Fetch = (address: string, options?: RequestInit) => Promise<Response>;

/** Speaks to the shop; `fetch` is given so that tests need no network. */
export class Shop {
  constructor(private readonly fetch: Fetch) {}

  private async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await this.fetch(path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const read: unknown = answer.status === 204 ? null : await answer.json();
    if (!answer.ok) {
      throw new Problem(answer.status, (read as { problem: string }).problem);
    }
    return read as T;
  }

  async products(): Promise<ListedProduct[]> {
    return (await this.ask<{ products: ListedProduct[] }>("GET", "/api/products")).products;
  }

  async search(words: string): Promise<ListedProduct[]> {
    const path = `/api/search?q=${encodeURIComponent(words)}`;
    return (await this.ask<{ products: ListedProduct[] }>("GET", path)).products;
  }

  cart(): Promise<Cart> {
    return this.ask<Cart>("GET", "/api/cart");
  }

  /** Signs in, or opens an account if a name is given. */
  async signIn(email: string, password: string, name: string): Promise<void> {
    const path = name === "" ? "/api/session" : "/api/accounts";
    const body = name === "" ? { email, password } : { email, password, name };
    await this.ask<{ customer: number }>("POST", path, body);
  }

  async order(state: string, code: string): Promise<number> {
    const body = code === "" ? { state } : { state, code };
    return (await this.ask<{ order: number }>("POST", "/api/orders", body)).order;
  }

  putInCart(product: number, quantity: number): Promise<Cart> {
    return this.ask<Cart>("PUT", `/api/cart/${product}`, { quantity });
  }

  takeFromCart(product: number): Promise<Cart> {
    return this.ask<Cart>("DELETE", `/api/cart/${product}`);
  }
}
