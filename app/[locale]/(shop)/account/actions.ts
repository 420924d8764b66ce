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

/** Only a path of this shop: never another site. */
const safePath = (path: string | undefined) => (path && /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : "/account");

const withNotice = (path: string, told: URLSearchParams) => (told.size > 0 ? `/cart?${told}` : path);

export async function signIn(_previous: FormState, form: FormData): Promise<FormState> {
  const { username = "", next } = fieldsOf(form);
  let told: URLSearchParams | undefined;
  const state = await submit(form, async (context) => {
    const user = await checkCredentials(context, { username, password: passwordOf(form) });
    told = await enter(context, user);
    return { ok: true };
  });
  if (told) redirect(await inLanguage(withNotice(safePath(next), told)));
  return state;
}

export async function register(_previous: FormState, form: FormData): Promise<FormState> {
  const { username = "", email = "", next } = fieldsOf(form);
  let told: URLSearchParams | undefined;
  const state = await submit(form, async (context) => {
    if (!email) throw required("email");
    const user = await createAccount(context, { username, email, password: passwordOf(form) });
    told = await enter(context, user);
    return { ok: true };
  });
  if (told) redirect(await inLanguage(withNotice(safePath(next), told)));
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
