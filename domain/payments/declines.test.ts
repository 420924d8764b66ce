import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";

import { db } from "@/db";
import { orders, rate_limits, webhook_events } from "@/db/schema";
import { env } from "@/env";
import { confirmIntent, newGuest, newProduct, newUser, one } from "@/tests/helpers";
import { addFault, clearFaults } from "@/tests/sandbox";

import { addToCart } from "../cart/add-to-cart";
import type { Context } from "../operation";
import { placeOrder } from "../orders/place-order";
import { startPayment } from "./start-payment";
import { stripe } from "./stripe";
import { processEvent } from "./webhook";

// The events of these payments come from the test alone.
beforeEach(() => addFault({ kind: "drop", rate: 1 }));
afterEach(() => clearFaults());

async function order(shopper: Context) {
  await addToCart(shopper, { product_id: (await newProduct()).id });
  return (await placeOrder(shopper, { email: "robin@mail.example", shipping_address: "214 Alder St" })).id;
}

async function decline(shopper: Context, client_secret: string) {
  const { error } = await confirmIntent(client_secret, "pm_card_chargeDeclined");
  const id = client_secret.split("_secret_")[0];
  const values = { event_id: `evt_${crypto.randomUUID()}`, type: "payment_intent.payment_failed" };
  const event = one(
    await db()
      .insert(webhook_events)
      .values({ ...values, payload: { data: { object: { id } } } })
      .returning(),
  );
  await processEvent(shopper, event);
  return error?.code;
}

test.each([
  ["an account", newUser],
  ["a guest", async () => newGuest()],
])("the tenth decline of %s in an hour ends the payment, and no other is begun", async (_who, make) => {
  const shopper: Context = await make();
  const [first, second] = [await order(shopper), await order(shopper)];
  const { client_secret, payment_intent_id } = await startPayment(shopper, { order_id: first });
  expect(await decline(shopper, client_secret)).toBe("card_declined");
  const key = `declines:${shopper.user ? `user:${shopper.user.id}` : `guest:${shopper.guest}`}`;
  const points = 10 * env().RATE_LIMIT_SCALE - 2;
  await db().update(rate_limits).set({ points }).where(eq(rate_limits.key, key));
  await decline(shopper, client_secret);
  expect((await startPayment(shopper, { order_id: first })).payment_intent_id).toBe(payment_intent_id);
  await decline(shopper, client_secret);
  expect((await stripe().paymentIntents.retrieve(payment_intent_id)).status).toBe("canceled");
  expect(await decline(shopper, client_secret)).toBe("payment_intent_unexpected_state");
  for (const order_id of [first, second])
    await expect(startPayment(shopper, { order_id })).rejects.toMatchObject({ status: 429 });
  expect(one(await db().select().from(orders).where(eq(orders.id, first)))).toMatchObject({ status: "pending" });
  const other = newGuest();
  await expect(startPayment(other, { order_id: await order(other) })).resolves.toMatchObject({ currency: "usd" });
});
