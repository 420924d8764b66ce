import { eq, sql } from "drizzle-orm";
import { expect, test } from "vitest";

import { publicContext } from "@/adapters/context";
import { db } from "@/db";
import { orders, outbox } from "@/db/schema";
import { newProduct, newUser, one } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { sendOrderLink } from "../orders/order-links";
import { placeOrder } from "../orders/place-order";
import { closeAccount, eraseFinishedOrders } from "../users/accounts";
import { MAX_ATTEMPTS, purgeMail, queueMail } from "./outbox";

let last = 9000;
async function queued(row: Partial<typeof outbox.$inferInsert>, to = "robin@shop.test") {
  const order_id = ++last;
  await queueMail(publicContext(), { topic: "order_refunded", order_id, to, once: 1 });
  const made = eq(outbox.dedupe_key, `order_refunded:${order_id}:1`);
  await db().update(outbox).set(row).where(made);
  const again = () => queueMail(publicContext(), { topic: "order_refunded", order_id, to, once: 1 });
  return { again, read: async () => one(await db().select().from(outbox).where(made)) };
}
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
const to = sql<string | null>`${outbox.payload} ->> 'to'`;

test("after 30 days nobody knows to whom a mail went, and it does not go out once more", async () => {
  const sent = await queued({ created_at: daysAgo(31), sent_at: daysAgo(31) });
  const givenUp = await queued({ created_at: daysAgo(31), attempts: MAX_ATTEMPTS, last_error: "no robin@shop.test" });
  const waiting = await queued({ created_at: daysAgo(31), attempts: 3 });
  const young = await queued({ created_at: daysAgo(29), sent_at: daysAgo(29) });
  expect(await purgeMail(publicContext())).toBe(2);
  expect(await purgeMail(publicContext())).toBe(0);
  for (const { read, again } of [sent, givenUp]) {
    const before = await read();
    expect(before).toMatchObject({ payload: {}, last_error: null });
    await again();
    expect(await read()).toEqual(before);
  }
  for (const { read } of [waiting, young]) expect(await read()).toMatchObject({ payload: { to: "robin@shop.test" } });
});

test("with an account goes to whom its mails went, and what still has to go out does", async () => {
  const shopper = await newUser();
  const email = `elsewhere-${shopper.user.email}`;
  await addToCart(shopper, { product_id: (await newProduct()).id });
  const order = await placeOrder(shopper, { shipping_address: "214 Alder St", email });
  await sendOrderLink(shopper, { email, number: order.number });
  const left = async () =>
    db()
      .select({ topic: outbox.topic, to })
      .from(outbox)
      .where(sql`${to} like ${`%${shopper.user.email}`}`);
  const sentAll = () => db().update(outbox).set({ sent_at: new Date() });
  await queued({ sent_at: new Date() }, shopper.user.email.toUpperCase());
  await queued({ attempts: 0 }, shopper.user.email);
  await sentAll();
  await queued({ attempts: 0 }, shopper.user.email);
  await closeAccount(shopper, { id: shopper.user.id });
  // An order under way is told of as long as it is.
  expect((await left()).toSorted((a, b) => a.topic.localeCompare(b.topic))).toEqual([
    { topic: "order_link", to: email },
    { topic: "order_placed", to: email },
    { topic: "order_refunded", to: shopper.user.email },
  ]);
  await db().update(orders).set({ status: "delivered" }).where(eq(orders.id, order.id));
  expect(await eraseFinishedOrders(publicContext())).toBe(1);
  expect(await left()).toEqual([{ topic: "order_refunded", to: shopper.user.email }]);
});
