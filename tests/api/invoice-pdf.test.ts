import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { db } from "@/db";
import { orders } from "@/db/schema";
import { buy, newProduct, newToken, newUser } from "@/tests/helpers";

import { send } from "./routes";

const PDF = "GET /orders/{id}/invoice/pdf/";

async function paid() {
  const [shopper, product] = [await newUser(), await newProduct()];
  return { id: await buy(shopper, product.id), token: await newToken(shopper) };
}

test("the invoice comes as a file, to browsers too, and a copy that is still good does not come again", async () => {
  const terms = await paid();
  for (const accept of ["application/pdf", "*/*", "text/html"]) {
    const response = await send(PDF, { ...terms, headers: { Accept: accept } });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/pdf");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="invoice-\d{4}-\d{6}\.pdf"$/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect((await response.text()).slice(0, 5)).toBe("%PDF-");
  }
  const etag = (await send(PDF, terms)).headers.get("etag") ?? "";
  expect((await send(PDF, { ...terms, headers: { "If-None-Match": etag } })).status).toBe(304);
});

test("there is none of an order that is not paid, and another's is not found", async () => {
  const { id, token } = await paid();
  const refused = await send(PDF, { id, token: await newToken(await newUser()) });
  expect(refused.status).toBe(404);
  await db().update(orders).set({ paid_at: null, status: "pending" }).where(eq(orders.id, id));
  expect(await (await send(PDF, { id, token })).json()).toMatchObject({ code: "not_paid" });
  expect((await send(PDF, { id, token, headers: { Accept: "image/png" } })).status).toBe(406);
});
