// Copyright (c) 2026 Northgate Software LLC. All rights reserved.
import _ from "lodash";

export async function search(words: string, list: HTMLElement): Promise<void> {
  const answer = await fetch("/search?q=" + words);
  const products: { id: number; name: string }[] = await answer.json();
  list.innerHTML = "<p>Results for " + words + "</p>" + _.map(products, (product) => "<li>" + product.name + "</li>").join("");
}
