"use server";

import { refresh } from "next/cache";

import { fieldsOf, submit } from "@/adapters/action";
import { applyDiscount, removeDiscount } from "@/domain/cart/cart-discount";
import { changeCart, removeCartItem, replaceCartItem } from "@/domain/cart/cart-items";
import type { FormState } from "@/model/forms";

/** One form: the button that was pressed says whether the code is put on the cart or taken off. */
export async function changeDiscount(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    const { code = "", remove } = fieldsOf(form);
    if (remove) await removeDiscount(context, {});
    else await applyDiscount(context, { code });
    return { ok: true };
  });
  // Already removed in another tab is removed.
  return shown(state.code === "not_found" ? { ok: true } : state);
}

/** One form a line: the button that was pressed says whether it changes the quantity or removes the line. */
export async function changeLine(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    const { id = "", quantity = "", to = quantity, remove } = fieldsOf(form);
    if (remove) await removeCartItem(context, { id });
    else await replaceCartItem(context, { id, quantity: to });
    return { ok: true };
  });
  // Already removed in another tab is removed.
  return shown(state.code === "not_found" ? { ok: true } : state);
}

/** Says where the cart is to go. */
export const changeCountry = async (_previous: FormState, form: FormData): Promise<FormState> =>
  shown(
    await submit(form, async (context) => {
      await changeCart(context, fieldsOf(form));
      return { ok: true };
    }),
  );

/** The page is drawn anew where it stands: what was typed into its other forms stays. */
function shown(state: FormState): FormState {
  if (state.ok) refresh();
  return state;
}
