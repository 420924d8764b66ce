import { eq } from "drizzle-orm";
import { extractText, getDocumentProxy } from "unpdf";
import { expect, test } from "vitest";

import { db } from "@/db";
import { orders } from "@/db/schema";
import { english } from "@/messages/all";
import { invoiceView } from "@/model/invoice-view";
import { newGuest, newProduct, newUser } from "@/tests/helpers";

import { addToCart } from "../cart/add-to-cart";
import { getCheckout, saveDelivery } from "../cart/checkout";
import { invoicePdf } from "../invoices/invoice-pdf";
import { getInvoice } from "../invoices/invoices";
import type { Context } from "../operation";
import { changeOrder } from "./change-order";
import { placeOrder } from "./place-order";

const HOME = {
  name: "Robin Ash",
  line1: "214 Alder St",
  city: "Portland",
  region: "OR",
  postal_code: "97205",
  country: "US",
};
const OFFICE = {
  name: "Ash & Sons Lda",
  line1: "Rua Augusta 9",
  city: "Lisboa",
  postal_code: "1100-048",
  country: "PT",
};

async function place(shopper: Context, billing?: typeof OFFICE | null) {
  const product = await newProduct();
  await addToCart(shopper, { product_id: product.id });
  return placeOrder(shopper, { shipping: HOME, ...(billing !== undefined && { billing }) });
}
const pay = (id: number) => db().update(orders).set({ status: "paid", paid_at: new Date() }).where(eq(orders.id, id));

test("an invoice is made out to the address that was named for it, on screen and as a file", async () => {
  const shopper = await newUser();
  const order = await place(shopper, OFFICE);
  expect(order).toMatchObject({ shipping: HOME, billing: { ...OFFICE, region: "" } });
  await pay(order.id);
  const invoice = await getInvoice(shopper, { id: order.id });
  const view = invoiceView(english, invoice);
  expect(view).toMatchObject({
    paper: "A4",
    recipient: ["Ash & Sons Lda", "Rua Augusta 9", "1100-048 Lisboa", "Portugal"],
    delivered: ["Robin Ash", "214 Alder St", "Portland, OR 97205", "United States"],
  });
  const { content } = await invoicePdf(shopper, invoice);
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(content)), { mergePages: true });
  for (const line of [...view.recipient, ...view.delivered]) expect(text).toContain(line);
});

test("without one it is made out to whom the parcel goes to", async () => {
  const shopper = await newUser();
  for (const none of [undefined, null]) {
    const order = await place(shopper, none);
    expect(order.billing).toBeNull();
    await pay(order.id);
    const view = invoiceView(english, await getInvoice(shopper, { id: order.id }));
    expect([view.recipient[0], view.delivered]).toEqual(["Robin Ash", []]);
  }
});

test("it can be changed and taken away until the order is paid, and no longer", async () => {
  const shopper = await newUser();
  const { id } = await place(shopper, OFFICE);
  expect(await changeOrder(shopper, { id, billing: { ...OFFICE, city: "Porto" } })).toMatchObject({
    billing: { city: "Porto" },
  });
  expect(await changeOrder(shopper, { id, billing: null })).toMatchObject({ billing: null });
  await pay(id);
  await expect(changeOrder(shopper, { id, billing: OFFICE })).rejects.toMatchObject({ code: "order_locked" });
});

test("the checkout judges it by its country, keeps it, and forgets it when it is the same again", async () => {
  const guest = newGuest();
  await expect(
    saveDelivery(guest, { shipping: HOME, billing: { ...OFFICE, postal_code: "1100" } }),
  ).rejects.toMatchObject({ fields: { billing: { postal_code: [expect.stringContaining("1100-148")] } } });
  await saveDelivery(guest, { shipping: HOME, billing: OFFICE });
  expect(await getCheckout(guest, {})).toMatchObject({ billing: { line1: "Rua Augusta 9" } });
  await saveDelivery(guest, { shipping: HOME, billing: null });
  expect((await getCheckout(guest, {})).billing).toBeNull();
});
