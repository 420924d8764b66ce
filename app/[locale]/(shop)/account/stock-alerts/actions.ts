"use server";

import { refresh } from "next/cache";

import { fieldsOf, submit } from "@/adapters/action";
import { removeStockAlert } from "@/domain/stock-alerts/stock-alerts";
import type { FormState } from "@/model/forms";

export async function stopWaiting(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    await removeStockAlert(context, { id: fieldsOf(form)["id"] ?? "" });
    return { ok: true };
  });
  refresh();
  // What was ended in another tab is ended.
  return state.code === "not_found" ? { ok: true } : state;
}
