"use server";

import { redirect } from "next/navigation";

import { action, fieldsOf, passwordOf, submit } from "@/adapters/action";
import { enter } from "@/adapters/enter";
import { inLanguage } from "@/adapters/language";
import { stopSession } from "@/adapters/storefront";
import { required } from "@/domain/errors";
import { createAccount } from "@/domain/users/register";
import * as reset from "@/domain/users/reset-password";
import { checkCredentials } from "@/domain/users/sign-in";
import type { FormState } from "@/model/forms";
import { safePath } from "@/model/safe-path";

/** Where whoever has signed in goes on. Where no script could say that no cookie is kept, the form looks whether it was. */
async function goOn({ next, scripts }: Record<string, string>, told: URLSearchParams): Promise<never> {
  const path = told.size > 0 ? `/cart?${told}` : safePath(next);
  return redirect(await inLanguage(scripts === "off" ? `/sign-in?entered=1&next=${encodeURIComponent(path)}` : path));
}

export async function signIn(_previous: FormState, form: FormData): Promise<FormState> {
  const fields = fieldsOf(form);
  let told: URLSearchParams | undefined;
  const state = await submit(form, async (context) => {
    const user = await checkCredentials(context, { username: fields["username"] ?? "", password: passwordOf(form) });
    told = await enter(context, user);
    return { ok: true };
  });
  if (told) await goOn(fields, told);
  return state;
}

export async function register(_previous: FormState, form: FormData): Promise<FormState> {
  const fields = fieldsOf(form);
  const { username = "", email = "" } = fields;
  let told: URLSearchParams | undefined;
  const state = await submit(form, async (context) => {
    if (!email) throw required("email");
    const user = await createAccount(context, { username, email, password: passwordOf(form) });
    told = await enter(context, user);
    return { ok: true };
  });
  if (told) await goOn(fields, told);
  return state;
}

export const requestPasswordReset = action(reset.requestPasswordReset);

export async function resetPassword(_previous: FormState, form: FormData): Promise<FormState> {
  const { token = "" } = fieldsOf(form);
  const state = await submit(form, async (context) => {
    await reset.resetPassword(context, { token, password: passwordOf(form) });
    return { ok: true };
  });
  if (state.ok) redirect(await inLanguage("/sign-in?reset=1"));
  return state;
}

export async function signOut(): Promise<void> {
  await stopSession();
  redirect(await inLanguage("/"));
}
