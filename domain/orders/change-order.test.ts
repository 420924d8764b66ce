import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { db } from "@/db";
import { audit_log, orders } from "@/db/schema";
import { newProduct, newUser, one } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import type { UserContext } from "../operation";
import { changeOrder, replaceOrder } from "./change-order";
import { placeOrder } from "./place-order";

const HOME = { name: "Robin Ash", line1: "9 Harbor Ln", city: "Portsmouth", country: "US" };

async function place(shopper: UserContext, to: Omit<Parameters<typeof placeOrder>[1], "email"> = { shipping: HOME }) {
  await addToCart(shopper, { product_id: (await newProduct()).id });
  return placeOrder(shopper, to);
}

test("a whole order that was read is sent back with the one field that changes, shipped as it is", async () => {
  const [shopper, admin] = [await newUser(), await newUser("admin")];
  const { id } = await place(shopper, { shipping: HOME, billing: { ...HOME, line1: "1 Quay", region: "ME" } });
  await db().update(orders).set({ status: "shipped" }).where(eq(orders.id, id));
  const read = await changeOrder(admin, { id, carrier: "ups" });
  expect(await changeOrder(admin, { ...read, carrier: "ups", status: "delivered" })).toMatchObject({
    status: "delivered",
  });
  const written = await db()
    .select()
    .from(audit_log)
    .where(eq(audit_log.object_id, String(id)));
  expect(one(written.filter(({ action }) => action === "change_order")).after).toEqual({ fields: ["carrier"] });
});

test("blank text is no address: it is refused, and beside parts it is written of them", async () => {
  const shopper = await newUser();
  const { id } = await place(shopper);
  await expect(changeOrder(shopper, { id, shipping_address: " " })).rejects.toMatchObject({
    fields: { shipping_address: ["This field may not be blank."] },
  });
  const line1 = "1 Quay";
  const moved = { shipping: { ...HOME, line1 }, shipping_address: "Robin Ash\n1 Quay\nPortsmouth\nUnited States" };
  for (const write of [changeOrder, replaceOrder])
    expect(await write(shopper, { id, shipping: { ...HOME, line1 }, shipping_address: "" })).toMatchObject(moved);
});
