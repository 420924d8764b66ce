"use server";

import { redirect } from "next/navigation";

import { fieldsOf, submit } from "@/adapters/action";
import { inLanguage } from "@/adapters/language";
import * as orders from "@/domain/orders/order-again";
import type { FormState } from "@/model/forms";

/** Back to the checkout with what an order was for, and with the address that it was to go to. */
export async function orderAgain(_previous: FormState, form: FormData): Promise<FormState> {
  const { number = "" } = fieldsOf(form);
  const state = await submit(form, async (context) => {
    await orders.orderAgain(context, { number });
    return { ok: true };
  });
  if (state.ok) redirect(await inLanguage(`/checkout?step=delivery&again=${number}`));
  return state;
}
