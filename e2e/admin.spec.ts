import { expect, test } from "./shop";

test("what an admin changes is on every page at the next request", async ({ request }) => {
  const { token } = await (
    await request.post("/api/v1/token/", { data: { username: "admin", password: "admin-loom-2026" } })
  ).json();
  const headers = { Authorization: `Token ${token}` };
  const { results } = await (await request.get("/api/v1/products/?search=noodle%20bowl", { headers })).json();
  const [product] = results;
  const change = (data: object) => request.patch(`/api/v1/products/${product.id}/`, { headers, data });
  const text = async (path: string) => (await request.get(path)).text();
  const places = ["/products/noodle-bowl", "/categories/bowls-plates", "/products?color=Ink+%26+Oat"];
  for (const place of places) expect(await text(place)).toContain(`$${product.price}`);
  for (const price of ["41.10", "41.20", "41.30"]) {
    expect((await change({ price })).status()).toBe(200);
    for (const place of places) expect([place, (await text(place)).includes(`$${price}`)]).toEqual([place, true]);
  }
  await change({ description: "Wide enough.\n\n- For [two](https://kiln.example)\n- <b>For one</b>" });
  const described = await text("/products/noodle-bowl");
  expect(described).toContain(
    '<p>Wide enough.</p>\n<ul>\n<li>For <a rel="nofollow ugc" href="https://kiln.example">two</a></li>',
  );
  expect(described).toContain("<li>&lt;b&gt;For one&lt;/b&gt;</li>");
  await change({ is_active: false });
  expect((await request.get("/products/noodle-bowl")).status()).toBe(404);
  await change({ is_active: true, price: product.price, description: product.description });
  expect((await request.get("/products/noodle-bowl")).status()).toBe(200);
});
