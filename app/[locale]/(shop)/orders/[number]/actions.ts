"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";

import { fieldsOf, passwordOf, submit } from "@/adapters/action";
import { enter } from "@/adapters/enter";
import { inLanguage, requestT } from "@/adapters/language";
import * as cancelling from "@/domain/orders/cancel-purchase";
import * as again from "@/domain/orders/reorder";
import * as returns from "@/domain/returns/returns";
import * as withdrawing from "@/domain/returns/withdraw-return";
import { createAccountOfOrder } from "@/domain/users/account-of-order";
import type { FormState } from "@/model/forms";
import type { Reordered } from "@/model/orders";
import { RETURN_REASONS } from "@/model/return-reasons";
import type { Translate } from "@/model/translate";

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
    return { ok: told.added.length > 0, message: wordsFor(await requestT(), told) };
  });
}

/** What is in the cart now, and a line for each thing of which there is less. */
function wordsFor(t: Translate, { added, missing }: Reordered): string {
  const lines = missing.map(({ product_name, color, size, wanted, left }) => {
    const name = [product_name, color, size].filter(Boolean).join(", ");
    return left === 0 ? t("order_page.again.gone", { name }) : t("order_page.again.fewer", { name, left, wanted });
  });
  const count = added.reduce((total, { quantity }) => total + quantity, 0);
  const first = t("order_page.again.in_cart", { count });
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
  if (lines.length === 0 || !reason) {
    const t = await requestT();
    return {
      ok: false,
      values: fields,
      fields: {
        ...(lines.length === 0 && { lines: [t("return_page.choose_lines")] }),
        ...(!reason && { reason: [t("return_page.choose_reason")] }),
      },
    };
  }
  const state = await submit(form, async (context) => {
    const { id = "", note } = fields;
    await returns.requestReturn(context, { id, lines, reason, ...(note && { note }) });
    return { ok: true };
  });
  if (state.ok) redirect(await inLanguage(`/orders/${encodeURIComponent(fields["number"] ?? "")}?returned=1`));
  return state;
}
