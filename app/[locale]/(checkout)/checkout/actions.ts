"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";

import { fieldsOf, submit } from "@/adapters/action";
import { inLanguage } from "@/adapters/language";
import type { WalletOrder } from "@/components/checkout/wallets";
import * as checkout from "@/domain/cart/checkout";
import type { Context } from "@/domain/operation";
import { findOpenOrder } from "@/domain/orders/open-order";
import * as orders from "@/domain/orders/place-order";
import { startPayment } from "@/domain/payments/start-payment";
import type { FormState } from "@/model/forms";

const STALE = new Set(["out_of_stock", "cart_changed", "price_changed", "discount_unavailable"]);

/** The fields whose names begin like that, without it. */
const partsOf = (fields: Record<string, string>, prefix: string) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    ),
  );

/** Keeps where the confirmation goes, and goes on to the delivery. */
export async function saveContact(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    await checkout.saveContact(context, fieldsOf(form));
    return { ok: true };
  });
  if (state.ok) redirect(await inLanguage("/checkout?step=delivery"));
  return state;
}

/** Keeps where it goes, judged as a whole, and places the order; its confirmation goes to the e-mail that was shown. */
async function place(context: Context, email: string | undefined, fields: Record<string, string>) {
  const { shipping_method, expected_total, billing_same } = fields;
  const typed = { shipping: partsOf(fields, "shipping."), billing: billing_same ? null : partsOf(fields, "billing.") };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the operation's schema judges what the form sent
  const delivery = { ...typed, shipping_method } as Parameters<typeof checkout.saveDelivery>[1];
  const { shipping, billing } = await checkout.saveDelivery(context, delivery);
  const whole = { email, shipping, billing, shipping_method, expected_total };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- judged whole just now
  return orders.placeOrder(context, whole as Parameters<typeof orders.placeOrder>[1]);
}

/**
 * Places the order that a wallet is to pay, with the address that it gave. What it gave is kept first, so that the form has
 * it where it has to be put right.
 */
export async function orderByWallet(form: FormData): Promise<WalletOrder> {
  const placed: Partial<WalletOrder> = {};
  const state = await submit(form, async (context) => {
    const fields = fieldsOf(form);
    const { email, shipping_method } = fields;
    const shipping = partsOf(fields, "shipping.");
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the operation's schema judges what the wallet gave
    const typed = { email, shipping, shipping_method } as Parameters<typeof checkout.saveCheckout>[1];
    await checkout.saveCheckout(context, typed);
    await checkout.saveContact(context, { email });
    const { id, number } = await place(context, email, fields);
    placed.number = number;
    placed.client_secret = (await startPayment(context, { order_id: id })).client_secret;
    return { ok: true };
  });
  const problems = [state.message, ...Object.values(state.fields ?? {}).flat()].filter((text) => text !== undefined);
  return { ...placed, problems };
}

/**
 * Keeps where it goes, places the order and goes on to its payment. Pressed twice, or in two tabs, it finds the order that
 * is there already.
 */
export async function placeOrder(_previous: FormState, form: FormData): Promise<FormState> {
  let number: string | undefined;
  const state = await submit(form, async (context) => {
    try {
      const { contact, ...fields } = fieldsOf(form);
      ({ number } = await place(context, contact, fields));
    } catch (error) {
      number = (await findOpenOrder(context, error))?.number;
      if (!number) throw error;
    }
    return { ok: true };
  });
  // A box that is not ticked is not sent: that it was not has to be said where the form is drawn again.
  if (state.values && !state.values["billing_same"]) state.values["billing_same"] = "0";
  if (number) redirect(await inLanguage(`/checkout/${number}`));
  // What the page shows is no longer so: it is drawn anew around what was typed.
  if (state.code && STALE.has(state.code)) refresh();
  return state;
}
