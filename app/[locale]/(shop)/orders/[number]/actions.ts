"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";

import { fieldsOf, passwordOf, submit } from "@/adapters/action";
import { enter } from "@/adapters/enter";
import { inLanguage } from "@/adapters/language";
import * as cancelling from "@/domain/orders/cancel-purchase";
import * as again from "@/domain/orders/reorder";
import * as returns from "@/domain/returns/returns";
import * as withdrawing from "@/domain/returns/withdraw-return";
import { createAccountOfOrder } from "@/domain/users/account-of-order";
import type { FormState } from "@/model/forms";
import type { Reordered } from "@/model/orders";
import { RETURN_REASONS } from "@/model/return-reasons";

export async function cancelPurchase(_previous: FormState, form: FormData): Promise<FormState> {
  return submit(form, async (context) => {
    await cancelling.cancelPurchase(context, { id: fieldsOf(form)["id"] ?? "" });
    refresh();
    return { ok: true };
  });
}

export async function withdrawReturn(_previous: FormState, form: FormData): Promise<FormState> {
  return submit(form, async (context) => {
    await withdrawing.withdrawReturn(context, { id: fieldsOf(form)["id"] ?? "" });
    refresh();
    return { ok: true };
  });
}

export async function reorder(_previous: FormState, form: FormData): Promise<FormState> {
  return submit(form, async (context) => {
    const told = await again.reorder(context, { id: fieldsOf(form)["id"] ?? "" });
    return { ok: told.added.length > 0, message: wordsFor(told) };
  });
}

/** What is in the cart now, and a line for each thing of which there is less. */
function wordsFor({ added, missing }: Reordered): string {
  const lines = missing.map(({ product_name, color, size, wanted, left }) => {
    const name = [product_name, color, size].filter(Boolean).join(", ");
    return left === 0 ? `${name} is not to be had any more.` : `Of ${name} there are only ${left} of ${wanted}.`;
  });
  const count = added.reduce((total, { quantity }) => total + quantity, 0);
  const first =
    count === 0
      ? "None of it is to be had any more."
      : count === 1
        ? "It is in your cart."
        : `${count} things are in your cart.`;
  return count === 0 ? first : [first, ...lines].join("\n");
}

/** Makes an account of a guest's order and signs this browser in to it. */
export async function createAccount(_previous: FormState, form: FormData): Promise<FormState> {
  const { id = "", number = "" } = fieldsOf(form);
  const state = await submit(form, async (context) => {
    const user = await createAccountOfOrder(context, { id, password: passwordOf(form) });
    await enter(context, user);
    return { ok: true };
  });
  if (state.ok) redirect(await inLanguage(`/orders/${encodeURIComponent(number)}?kept=1`));
  return state;
}

export async function requestReturn(_previous: FormState, form: FormData): Promise<FormState> {
  const fields = fieldsOf(form);
  const lines = Object.entries(fields).flatMap(([name, quantity]) =>
    name.startsWith("quantity.") && quantity !== "0" ? [{ id: name.slice("quantity.".length), quantity }] : [],
  );
  const reason = RETURN_REASONS.find((known) => known === fields["reason"]);
  if (lines.length === 0 || !reason)
    return {
      ok: false,
      values: fields,
      fields: {
        ...(lines.length === 0 && { lines: ["Choose what comes back."] }),
        ...(!reason && { reason: ["Tell us why."] }),
      },
    };
  const state = await submit(form, async (context) => {
    const { id = "", note } = fields;
    await returns.requestReturn(context, { id, lines, reason, ...(note && { note }) });
    return { ok: true };
  });
  if (state.ok) redirect(await inLanguage(`/orders/${encodeURIComponent(fields["number"] ?? "")}?returned=1`));
  return state;
}
