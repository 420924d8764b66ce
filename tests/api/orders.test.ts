import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/db";
import { orders, outbox } from "@/db/schema";
import { addToCart } from "@/domain/cart/add-to-cart";
import { placeOrder } from "@/domain/orders/place-order";
import { getPaymentState } from "@/domain/payments/payment-state";
import { startPayment } from "@/domain/payments/start-payment";
import { confirmIntent, newProduct, newToken, newUser } from "@/tests/helpers";

import { send } from "./routes";

let admin = "";
beforeAll(async () => {
  admin = await newToken(await newUser("admin"));
});

async function pending() {
  const shopper = await newUser();
  await addToCart(shopper, { product_id: (await newProduct()).id });
  const order = await placeOrder(shopper, { shipping_address: "214 Alder St" });
  return { shopper, token: await newToken(shopper), id: order.id, order };
}

async function paid() {
  const made = await pending();
  const { client_secret } = await startPayment(made.shopper, { order_id: made.id });
  await confirmIntent(client_secret);
  await getPaymentState(made.shopper, { id: made.id });
  return made;
}

const patch = async (id: number, token: string, body: unknown) => {
  const response = await send("PATCH /orders/{id}/", { token, id, body });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe("an order by its owner", () => {
  test("takes another address and note while it is pending; what was read may be sent back", async () => {
    const { id, token } = await pending();
    expect(await patch(id, token, { note: "Ring twice" })).toMatchObject({ status: 200, body: { note: "Ring twice" } });
    const shipping = { name: "Robin Ash", line1: "9 Harbor Ln", city: "Portsmouth", country: "US" };
    const put = await send("PUT /orders/{id}/", { token, id, body: { shipping } });
    const changed = (await put.json()) as Record<string, unknown>;
    expect(changed).toMatchObject({
      shipping_address: "Robin Ash\n9 Harbor Ln\nPortsmouth\nUnited States",
      note: "Ring twice",
    });
    const again = await send("PUT /orders/{id}/", { token, id, body: changed });
    expect(await again.json()).toEqual({ ...changed, updated_at: expect.any(String) });
    const empty = await send("PUT /orders/{id}/", { token, id, body: {} });
    expect([empty.status, await empty.json()]).toEqual([400, { shipping_address: ["This field is required."] }]);
  });

  test("whose address is written anew, as text or by its parts, has nothing of the former one", async () => {
    const { id, token } = await pending();
    const shipping = { name: "Robin Ash", line1: "9 Harbor Ln", city: "Portsmouth", country: "US" };
    const { body: before } = await patch(id, token, { shipping });
    const { body: same } = await patch(id, token, { shipping_address: before["shipping_address"] });
    expect(same["shipping"]).toMatchObject(shipping);
    const { body: moved } = await patch(id, token, { shipping_address: "At the mill" });
    expect(moved).toMatchObject({ shipping_address: "At the mill", shipping: null });
    const put = await send("PUT /orders/{id}/", { token, id, body: moved });
    expect(await put.json()).toEqual({ ...moved, updated_at: expect.any(String) });
    const { body: both } = await patch(id, token, { shipping_address: "At the pier", shipping });
    expect(both).toMatchObject({ shipping_address: "At the pier", shipping });
    const back = await send("PUT /orders/{id}/", { token, id, body: both });
    expect(await back.json()).toMatchObject({ shipping_address: "At the pier", shipping });
    const there = { ...shipping, line1: "1 Quay" };
    const { body: parts } = await patch(id, token, { ...both, shipping: there });
    expect(parts).toMatchObject({
      shipping_address: "Robin Ash\n1 Quay\nPortsmouth\nUnited States",
      shipping: there,
    });
  });

  test("does not change its status, its total, its owner or its dates", async () => {
    const { id, token, order } = await pending();
    expect(await patch(id, token, { status: "paid" })).toEqual({
      status: 403,
      body: { detail: "Only an admin may change the status of an order.", code: "permission_denied" },
    });
    await patch(id, token, {
      total_price: "0.01",
      user: 1,
      paid_at: "2020-01-01T00:00:00Z",
      tracking_number: "X1",
      email: "evil@x.example",
    });
    const response = await send("GET /orders/{id}/", { token, id });
    expect(await response.json()).toMatchObject({
      total_price: order.total_price,
      user: order.user,
      paid_at: null,
      tracking_number: "",
      email: order.email,
    });
  });

  test("is fixed once it is paid, and cannot be cancelled then", async () => {
    const { id, token } = await paid();
    expect(await patch(id, token, { note: "too late" })).toMatchObject({
      status: 409,
      body: { detail: "Only a pending order can be changed." },
    });
    const gone = await send("DELETE /orders/{id}/", { token, id });
    expect([gone.status, await gone.json()]).toEqual([
      409,
      { detail: "Only a pending order can be cancelled.", code: "invalid_transition" },
    ]);
  });

  test("cancelled twice is cancelled", async () => {
    const { id, token } = await pending();
    for (let count = 0; count < 2; count++)
      expect((await send("DELETE /orders/{id}/", { token, id })).status).toBe(204);
    expect(await (await send("GET /orders/{id}/", { token, id })).json()).toMatchObject({ status: "cancelled" });
  });

  test("whose payment went through while it was being cancelled is told to be paid", async () => {
    const made = await pending();
    const { client_secret } = await startPayment(made.shopper, { order_id: made.id });
    await db().update(orders).set({ status: "cancelling" }).where(eq(orders.id, made.id));
    await confirmIntent(client_secret);
    const response = await send("DELETE /orders/{id}/", { token: made.token, id: made.id });
    expect(response.status).toBe(409);
  });
});

describe("an order by an admin", () => {
  test("is shipped with a tracking number and a mail, then delivered", async () => {
    const { id } = await paid();
    expect(await patch(id, admin, { status: "shipped", tracking_number: "1Z999" })).toMatchObject({
      body: { status: "shipped", tracking_number: "1Z999", shipped_at: expect.any(String) },
    });
    expect(
      await db()
        .select()
        .from(outbox)
        .where(eq(outbox.dedupe_key, `order_shipped:${id}`)),
    ).toHaveLength(1);
    expect(await patch(id, admin, { status: "delivered" })).toMatchObject({ body: { status: "delivered" } });
  });

  test.each([
    ["pending", "paid"],
    ["pending", "shipped"],
    ["pending", "delivered"],
    ["paid", "pending"],
    ["paid", "delivered"],
    ["paid", "refunded"],
    ["paid", "cancelled"],
    ["shipped", "paid"],
    ["delivered", "shipped"],
    ["cancelled", "pending"],
    ["cancelled", "paid"],
  ] as const)("does not go from %s to %s by hand", async (from, to) => {
    const { id } = await pending();
    await db().update(orders).set({ status: from }).where(eq(orders.id, id));
    expect(await patch(id, admin, { status: to, note: "and this" })).toMatchObject({
      status: 409,
      body: { code: "invalid_transition" },
    });
    const [row] = await db().select().from(orders).where(eq(orders.id, id));
    expect(row).toMatchObject({ status: from, note: "" });
  });

  test("under review or disputed is not shipped", async () => {
    const made = await paid();
    await db().update(orders).set({ disputed: true }).where(eq(orders.id, made.id));
    expect(await patch(made.id, admin, { status: "shipped" })).toMatchObject({
      status: 409,
      body: { code: "not_shippable" },
    });
  });

  test("takes no status that is none", async () => {
    const { id } = await pending();
    expect(await patch(id, admin, { status: "nonsense" })).toEqual({
      status: 400,
      body: { status: ['"nonsense" is not a valid choice.'] },
    });
  });

  test("can be found by user, status and date", async () => {
    const { id, order } = await pending();
    const list = async (query: string) =>
      (await (await send("GET /orders/", { token: admin, query: `?user=${order.user}&${query}` })).json()) as {
        count: number;
      };
    expect(await list("status=pending")).toMatchObject({ count: 1, results: [{ id }] });
    expect(await list("status=paid")).toMatchObject({ count: 0 });
    expect(
      await list(`created_at__gte=${encodeURIComponent(new Date(Date.now() + 60_000).toISOString())}`),
    ).toMatchObject({ count: 0 });
    expect((await send("GET /orders/", { token: admin, query: "?status=nonsense" })).status).toBe(400);
  });
});
