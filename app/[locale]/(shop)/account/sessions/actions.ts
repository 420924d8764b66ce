"use server";

import { refresh } from "next/cache";

import { fieldsOf, submit } from "@/adapters/action";
import * as sessions from "@/domain/users/sessions";
import type { FormState } from "@/model/forms";

export async function revokeSession(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    await sessions.revokeSession(context, { id: fieldsOf(form)["id"] ?? "" });
    return { ok: true };
  });
  refresh();
  // Ended in another tab is ended.
  return state.code === "not_found" ? { ok: true } : state;
}
