import { eq } from "drizzle-orm";
import { expect, test } from "vitest";

import { db } from "@/db";
import { audit_log, orders, shipping_methods, tax_rates } from "@/db/schema";
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

test("an order stays in the country that it was priced for, whoever moves it", async () => {
  const [shopper, admin] = [await newUser(), await newUser("admin")];
  await db().insert(tax_rates).values({ country: "FI", name: "VAT", rate: "0.2550" });
  const terms = { code: "north", name: "North", price: "6.00", min_days: 1, max_days: 2, countries: ["FI", "US"] };
  await db().insert(shipping_methods).values(terms);
  const parts = await place(shopper, { shipping: HOME, shipping_method: "north" });
  const text = await place(shopper, { shipping_address: "9 Harbor Ln", shipping_method: "north" });
  const stays = { fields: { shipping: { country: [expect.stringContaining("Cancel it and place a new one")] } } };
  const to = (id: number, country: string) => ({ id, shipping: { ...HOME, country } });
  for (const caller of [shopper, admin]) {
    await expect(changeOrder(caller, to(parts.id, "FI"))).rejects.toMatchObject(stays);
    // Without parts the country is not known yet: any that costs the same, and is delivered to, can be told.
    await expect(changeOrder(caller, to(text.id, "FI"))).rejects.toMatchObject(stays);
    await expect(replaceOrder(caller, to(text.id, "AQ"))).rejects.toMatchObject(stays);
  }
  expect(await changeOrder(shopper, to(text.id, "US"))).toMatchObject({ shipping: HOME });
  await changeOrder(shopper, { id: parts.id, shipping_address: "At the mill" });
  await expect(changeOrder(shopper, to(parts.id, "FI"))).rejects.toMatchObject(stays);
});
