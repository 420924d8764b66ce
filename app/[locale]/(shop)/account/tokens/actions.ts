"use server";

import { refresh } from "next/cache";

import { fieldsOf, submit } from "@/adapters/action";
import * as tokens from "@/domain/users/tokens";
import type { FormState } from "@/model/forms";

export async function createToken(_previous: FormState, form: FormData): Promise<FormState> {
  return submit(form, async (context) => {
    const { name = "", expires_in_days } = fieldsOf(form);
    const { token } = await tokens.createApiToken(context, { name, ...(expires_in_days && { expires_in_days }) });
    refresh();
    return { ok: true, secret: token };
  });
}

export async function revokeToken(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    await tokens.revokeToken(context, { id: fieldsOf(form)["id"] ?? "" });
    return { ok: true };
  });
  refresh();
  // Ended in another tab is ended.
  return state.code === "not_found" ? { ok: true } : state;
}
