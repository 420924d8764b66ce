"use server";

import { redirect } from "next/navigation";

import { action } from "@/adapters/action";
import { inLanguage } from "@/adapters/language";
import * as add from "@/domain/cart/add-to-cart";
import type { FormState } from "@/model/forms";

import { changeLine } from "../../cart-terms";

export const addToCart = action(add.addToCart);

export async function changeCartItem(previous: FormState, form: FormData): Promise<FormState> {
  const state = await changeLine(previous, form);
  if (state.ok) redirect(await inLanguage("/cart"));
  return state;
}
