"use server";

import { refresh } from "next/cache";

import { fieldsOf, submit } from "@/adapters/action";
import * as sharing from "@/domain/wishlist/share-wishlist";
import { moveWishToCart, removeWish } from "@/domain/wishlist/wishlist";
import type { FormState } from "@/model/forms";

/** One form a line: the button that was pressed says whether it goes to the cart or away; the answer names the line. */
export async function changeWish(_previous: FormState, form: FormData): Promise<FormState> {
  const { id = "", name = "", variant_id, remove } = fieldsOf(form);
  const state = await submit(form, async (context) => {
    if (remove) await removeWish(context, { id });
    else await moveWishToCart(context, { id, ...(variant_id && { variant_id }) });
    return { ok: true };
  });
  // Gone from the list in another tab is gone.
  const isGone = state.ok || state.code === "not_found";
  if (isGone) refresh();
  const moved = state.ok ? "moved" : "gone";
  return { ...state, ok: isGone, values: { ...state.values, id, name, did: remove ? "removed" : moved } };
}

/** Makes the link under which others see the list, or takes it back. */
export async function shareWishlist(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    if (fieldsOf(form)["revoke"]) await sharing.unshareWishlist(context, {});
    else await sharing.shareWishlist(context, {});
    return { ok: true };
  });
  // Taken back in another tab is taken back.
  const isDone = state.ok || state.code === "not_found";
  if (isDone) refresh();
  return { ...state, ok: isDone };
}
