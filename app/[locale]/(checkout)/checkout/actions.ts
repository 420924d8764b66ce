"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";

import { fieldsOf, submit } from "@/adapters/action";
import { inLanguage } from "@/adapters/language";
import * as checkout from "@/domain/cart/checkout";
import { findOpenOrder } from "@/domain/orders/open-order";
import * as orders from "@/domain/orders/place-order";
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

/**
 * Keeps where it goes, places the order and goes on to its payment. Pressed twice, or in two tabs, it finds the order that
 * is there already.
 */
export async function placeOrder(_previous: FormState, form: FormData): Promise<FormState> {
  let number: string | undefined;
  const state = await submit(form, async (context) => {
    const fields = fieldsOf(form);
    const { shipping_method, expected_total, billing_same } = fields;
    const typed = {
      shipping: partsOf(fields, "shipping."),
      billing: billing_same ? null : partsOf(fields, "billing."),
    };
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the operation's schema judges what the form sent
    const delivery = { ...typed, shipping_method } as Parameters<typeof checkout.saveDelivery>[1];
    const { email = context.user?.email, shipping, billing } = await checkout.saveDelivery(context, delivery);
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- judged whole just now
      const input = { email, shipping, billing, shipping_method, expected_total } as Parameters<
        typeof orders.placeOrder
      >[1];
      ({ number } = await orders.placeOrder(context, input));
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
