"use server";

import { redirect } from "next/navigation";

import { fieldsOf, submit } from "@/adapters/action";
import { inLanguage } from "@/adapters/language";
import { askStockAlert } from "@/domain/stock-alerts/stock-alerts";
import type { FormState } from "@/model/forms";

import { addToCart } from "../../cart/actions";

/** One form: the button that was pressed says whether the shopper goes on looking or to the checkout. */
export async function buy(previous: FormState, form: FormData): Promise<FormState> {
  const state = await addToCart(previous, form);
  if (state.ok && form.get("then") === "checkout") redirect(await inLanguage("/checkout"));
  return state;
}

/** Answers which variant is waited for, so that the page does not say it of another. */
export async function notify(_previous: FormState, form: FormData): Promise<FormState> {
  return submit(form, async (context) => {
    const { product_id = "", ...choice } = fieldsOf(form);
    const alert = await askStockAlert(context, { product_id, ...choice });
    return { ok: true, values: { variant_id: String(alert.variant_id), email: alert.email } };
  });
}
