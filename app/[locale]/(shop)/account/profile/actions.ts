"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";

import { fieldsOf, submit } from "@/adapters/action";
import { inLanguage } from "@/adapters/language";
import { stopSession } from "@/adapters/storefront";
import { notAuthenticated, required } from "@/domain/errors";
import { changeUser } from "@/domain/users/accounts";
import { changeSignIn, closeOwnAccount } from "@/domain/users/own-account";
import type { FormState } from "@/model/forms";

/** Exactly as typed: spaces belong to a password. */
function typed(form: FormData, name: string): string {
  const text = form.get(name);
  return typeof text === "string" ? text : "";
}

export async function changeName(_previous: FormState, form: FormData): Promise<FormState> {
  return submit(form, async (context) => {
    if (!context.user) throw notAuthenticated();
    const [first_name, last_name, phone] = ["first_name", "last_name", "phone"].map((name) => typed(form, name));
    await changeUser(context, { id: context.user.id, first_name, last_name, phone });
    refresh();
    return { ok: true };
  });
}

export async function changeEmail(_previous: FormState, form: FormData): Promise<FormState> {
  return submit(form, async (context) => {
    const { email } = fieldsOf(form);
    if (!email) throw required("email");
    await changeSignIn(context, { email, current_password: typed(form, "current_password.email") });
    refresh();
    return { ok: true };
  });
}

export async function changePassword(_previous: FormState, form: FormData): Promise<FormState> {
  return submit(form, async (context) => {
    const current_password = typed(form, "current_password.password");
    await changeSignIn(context, { password: typed(form, "password"), current_password });
    return { ok: true };
  });
}

export async function closeAccount(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    if (!context.user) throw notAuthenticated();
    const current_password = typed(form, "current_password.close");
    await closeOwnAccount(context, { id: context.user.id, current_password });
    return { ok: true };
  });
  if (!state.ok) return state;
  await stopSession();
  return redirect(await inLanguage("/sign-in?closed=1"));
}
