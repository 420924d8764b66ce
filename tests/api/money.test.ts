import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, test } from "vitest";

import { db } from "@/db";
import { audit_log, inventory_pools, stock_movements, webhook_events } from "@/db/schema";
import { addToCart } from "@/domain/cart/add-to-cart";
import { placeOrder } from "@/domain/orders/place-order";
import { newProduct, newToken, newUser, one } from "@/tests/helpers";

import { send } from "./routes";

let admin = "";
beforeAll(async () => {
  admin = await newToken(await newUser("admin"));
});

describe("stock by a number and a reason", () => {
  const adjust = async (id: number, body: object) => {
    const response = await send("POST /products/{id}/stock/", { token: admin, id, body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  test("comes and goes, with a movement that says why and who", async () => {
    const { id, variants } = await newProduct({ stock: 5 });
    expect(await adjust(id, { delta: -2, reason: "Broken" })).toEqual({
      status: 200,
      body: { product: id, variant_id: null, on_hand: 3, reserved: 0, available: 3 },
    });
    expect((await adjust(id, { delta: "4", reason: "Found" })).body).toMatchObject({ available: 7 });
    const moves = await db()
      .select()
      .from(stock_movements)
      .where(eq(stock_movements.pool_id, variants[0]?.pool.id ?? 0))
      .orderBy(stock_movements.id);
    expect(moves.map(({ delta, note }) => [delta, note])).toEqual([
      [5, ""],
      [-2, "Broken"],
      [4, "Found"],
    ]);
    const [entry] = await db().select().from(audit_log).where(eq(audit_log.action, "adjust_stock"));
    expect(entry).toMatchObject({ before: { on_hand: 5 }, after: { on_hand: 3, reason: "Broken" } });
  });

  test("never goes below what orders hold, also while orders are placed", async () => {
    const { id, variants } = await newProduct({ stock: 10 });
    const buyers = await Promise.all(Array.from({ length: 8 }, () => newUser()));
    for (const buyer of buyers) await addToCart(buyer, { product_id: id });
    const results = await Promise.all([
      ...buyers.map((buyer) =>
        placeOrder(buyer, { shipping_address: "x" })
          .then(() => 201)
          .catch(() => 409),
      ),
      ...Array.from({ length: 8 }, () => adjust(id, { delta: -1, reason: "Lost" }).then(({ status }) => status)),
    ]);
    expect(results.filter((status) => status === 409)).toHaveLength(6);
    const pool = one(
      await db()
        .select()
        .from(inventory_pools)
        .where(eq(inventory_pools.id, variants[0]?.pool.id ?? 0)),
    );
    expect(pool.on_hand).toBe(pool.reserved);
    expect(await adjust(id, { delta: -1, reason: "Lost" })).toMatchObject({
      status: 409,
      body: { code: "stock_reserved", on_hand: pool.on_hand, reserved: pool.reserved },
    });
  });

  test("of variants with stocks of their own wants to know which", async () => {
    const { id, variants } = await newProduct({ variants: [{ size: "S" }, { size: "M" }] });
    expect(await adjust(id, { delta: 1, reason: "x" })).toMatchObject({
      status: 400,
      body: { variant_id: [/name one/] },
    });
    const [, medium] = variants;
    expect(await adjust(id, { variant_id: medium?.id, delta: 1, reason: "x" })).toMatchObject({
      body: { variant_id: medium?.id, on_hand: 6 },
    });
    expect(await adjust(id, { variant_id: 99_999_999, delta: 1, reason: "x" })).toMatchObject({ status: 400 });
    expect(await adjust(id, { variant_id: medium?.id, delta: 0 })).toMatchObject({
      status: 400,
      body: { delta: [expect.any(String)], reason: ["This field is required."] },
    });
  });

  test("ends where the database's numbers do", async () => {
    const { id } = await newProduct({ stock: 2_147_483_647 });
    expect(await adjust(id, { delta: 1, reason: "x" })).toMatchObject({ status: 400, body: { delta: [/2147483647/] } });
  });
});

describe("events that were given up on", () => {
  const newEvent = async (state: "dead" | "processed") =>
    one(
      await db()
        .insert(webhook_events)
        .values({
          event_id: `evt_${crypto.randomUUID()}`,
          type: "payment_intent.succeeded",
          payload: { data: { object: { id: "pi_unknown", client_secret: "pi_secret" } } },
          state,
          attempts: 20,
          last_error: "Stripe was away",
        })
        .returning(),
    );

  test("are listed without what they carry, and tried again when asked", async () => {
    const { id } = await newEvent("dead");
    const list = await send("GET /webhook-events/", { token: admin, query: "?state=dead" });
    const text = await list.text();
    expect(text).not.toContain("secret");
    expect(JSON.parse(text)).toMatchObject({
      count: 1,
      results: [{ id, state: "dead", last_error: "Stripe was away" }],
    });
    const retried = await send("POST /webhook-events/{id}/retry/", { token: admin, id, body: {} });
    expect([retried.status, await retried.json()]).toMatchObject([200, { state: "received", attempts: 1 }]);
    await db()
      .update(webhook_events)
      .set({ payload: { data: { object: {} } } })
      .where(eq(webhook_events.id, id));
    const again = await send("POST /webhook-events/{id}/retry/", { token: admin, id, body: {} });
    expect(await again.json()).toMatchObject({ state: "ignored" });
  });

  test("that were worked off are not worked off again", async () => {
    const { id } = await newEvent("processed");
    const refused = await send("POST /webhook-events/{id}/retry/", { token: admin, id, body: {} });
    expect([refused.status, await refused.json()]).toMatchObject([409, { code: "already_processed" }]);
    expect(await (await send("GET /webhook-events/{id}/", { token: admin, id })).json()).toMatchObject({
      attempts: 20,
    });
  });
});
