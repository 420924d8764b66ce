"use server";

import { redirect } from "next/navigation";

import { action, fieldsOf, submit } from "@/adapters/action";
import * as add from "@/domain/cart/add-to-cart";
import * as items from "@/domain/cart/cart-items";
import type { FormState } from "@/model/forms";

export const addToCart = action(add.addToCart);

/** One form a line: the button that was pressed says whether it changes the quantity or removes the line. */
export async function changeCartItem(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    const { id = "", quantity = "", remove } = fieldsOf(form);
    if (remove) await items.removeCartItem(context, { id });
    else await items.replaceCartItem(context, { id, quantity });
    return { ok: true };
  });
  // Already removed in another tab is removed.
  if (state.ok || state.code === "not_found") redirect("/cart");
  return state;
}
