import { expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { getProduct } from "@/domain/catalog/get-product";
import { newProduct } from "@/tests/helpers";

import { llmsText, productMarkdown } from "./markdown";

test("a product's text has every variant with its price and stock", async () => {
  const { id } = await newProduct({
    price: "12.00",
    variants: [
      { color: "Moss", stock: 2, price: "12.00" },
      { color: "Clay", stock: 0, price: "14.50" },
    ],
  });
  const text = productMarkdown(await getProduct(publicContext(), { id }), undefined);
  expect(text).toContain("Price: $12.00 to $14.50");
  expect(text).toMatch(/\| Moss \| – \| \$12\.00 \| in stock \|/);
  expect(text).toMatch(/\| Clay \| – \| \$14\.50 \| sold out \|/);
  expect(text).toContain(`/api/v1/products/${id}/`);
});

test("a product that comes in a set has the price of one beside its own", async () => {
  const { id } = await newProduct({ price: "24.00", variants: [{ color: "Moss" }, { color: "Clay" }] });
  const product = await getProduct(publicContext(), { id });
  const [first] = product.variants;
  if (!first) throw new Error("it has no variant");
  const set = { ...first, content: { amount: "2", unit: "piece" as const }, unit_price: "12.00" };
  expect(productMarkdown({ ...product, variants: [set] }, undefined)).toContain("- Unit price: $12.00 each\n");
  const both = productMarkdown({ ...product, variants: [set, { ...first, sku: "other" }] }, undefined);
  expect(both).toMatch(/\| \$24\.00 \(\$12\.00 each\) \|/);
  expect(both).toMatch(/\| other \| Moss \| – \| \$24\.00 \|/);
});

test("what the shop's texts hold is text: no link, heading, row or markup comes of it", async () => {
  const { id } = await newProduct({ price: "1.00" });
  const product = {
    ...(await getProduct(publicContext(), { id })),
    name: "Bowl\n# [free](https://elsewhere.example)",
    details: [{ label: "Glaze | all", text: "<img src=x onerror=alert(1)>" }],
  };
  const text = productMarkdown(product, undefined);
  expect(text.match(/^#/gm)).toHaveLength(1);
  expect(text).not.toMatch(/[^\\]\[free/);
  expect(text).not.toMatch(/[^\\]<img/);
});

test("the front door for language models leads to text alone", () => {
  const category = { id: 1, name: "Vases", slug: "vases", description: "", image: "", picture: null, product_count: 3 };
  const text = llmsText([category], []);
  expect(text).toMatch(/\[Vases\]\(http.*\/categories\/vases\.md\).*\(3 products\)/);
  expect(text).toMatch(/\[MCP\]\(http.*\/mcp\/server-card\).*\/mcp;/);
});
