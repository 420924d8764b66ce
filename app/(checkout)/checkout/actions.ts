"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";

import { fieldsOf, submit } from "@/adapters/action";
import { findOpenOrder } from "@/domain/orders/open-order";
import * as orders from "@/domain/orders/place-order";
import type { FormState } from "@/model/forms";

const STALE = new Set(["out_of_stock", "cart_changed", "price_changed", "discount_unavailable"]);

/** Places the order and goes to its payment. Pressed twice, or in two tabs, it finds the order that is there already. */
export async function placeOrder(_previous: FormState, form: FormData): Promise<FormState> {
  let number: string | undefined;
  const state = await submit(form, async (context) => {
    const { email, shipping_method, note, expected_total, ...rest } = fieldsOf(form);
    const shipping = Object.fromEntries(
      Object.entries(rest).flatMap(([name, value]) => (name.startsWith("shipping.") ? [[name.slice(9), value]] : [])),
    );
    try {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the operation's schema judges what the form sent
      const input = { email, shipping_method, note, expected_total, shipping } as Parameters<
        typeof orders.placeOrder
      >[1];
      ({ number } = await orders.placeOrder(context, input));
    } catch (error) {
      number = (await findOpenOrder(context, error))?.number;
      if (!number) throw error;
    }
    return { ok: true };
  });
  if (number) redirect(`/checkout/${number}`);
  // What the page shows is no longer so: it is drawn anew around what was typed.
  if (state.code && STALE.has(state.code)) refresh();
  return state;
}
