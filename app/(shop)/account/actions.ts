"use server";

import { redirect } from "next/navigation";

import { action, fieldsOf, submit } from "@/adapters/action";
import { startSession, stopSession } from "@/adapters/storefront";
import { mergeGuestCart } from "@/domain/cart/merge-carts";
import { invalid } from "@/domain/errors";
import type { Context, User } from "@/domain/operation";
import { createAccount } from "@/domain/users/register";
import * as reset from "@/domain/users/reset-password";
import { checkCredentials } from "@/domain/users/sign-in";
import { mergeGuestWishlist } from "@/domain/wishlist/merge-wishlists";
import type { FormState } from "@/model/forms";

/** Only a path of this shop: never another site. */
const safePath = (path: string | undefined) => (path && /^\/(?![/\\])[\w\-./?=&%]*$/.test(path) ? path : "/account");

async function enter(context: Context, user: User): Promise<URLSearchParams> {
  const told = new URLSearchParams();
  if (context.guest) {
    const { added, capped } = await mergeGuestCart({ ...context, user }, context.guest);
    await mergeGuestWishlist({ ...context, user }, context.guest);
    if (added > 0) told.set("merged", String(added));
    if (capped > 0) told.set("capped", String(capped));
  }
  await startSession(user.id);
  return told;
}

const withNotice = (path: string, told: URLSearchParams) => (told.size > 0 ? `/cart?${told}` : path);

export async function signIn(_previous: FormState, form: FormData): Promise<FormState> {
  const { username = "", next } = fieldsOf(form);
  let told: URLSearchParams | undefined;
  const state = await submit(form, async (context) => {
    const user = await checkCredentials(context, { username, password: passwordOf(form) });
    told = await enter(context, user);
    return { ok: true };
  });
  if (told) redirect(withNotice(safePath(next), told));
  return state;
}

export async function register(_previous: FormState, form: FormData): Promise<FormState> {
  const { username = "", email = "", next } = fieldsOf(form);
  let told: URLSearchParams | undefined;
  const state = await submit(form, async (context) => {
    if (!email) throw invalid({ email: ["This field is required."] });
    const user = await createAccount(context, { username, email, password: passwordOf(form) });
    told = await enter(context, user);
    return { ok: true };
  });
  if (told) redirect(withNotice(safePath(next), told));
  return state;
}

export const requestPasswordReset = action(reset.requestPasswordReset);

export async function resetPassword(_previous: FormState, form: FormData): Promise<FormState> {
  const { token = "" } = fieldsOf(form);
  const state = await submit(form, async (context) => {
    await reset.resetPassword(context, { token, password: passwordOf(form) });
    return { ok: true };
  });
  if (state.ok) redirect("/sign-in?reset=1");
  return state;
}

export async function signOut(): Promise<void> {
  await stopSession();
  redirect("/");
}

/** Exactly as typed: spaces belong to a password. */
function passwordOf(form: FormData): string {
  const password = form.get("password");
  return typeof password === "string" ? password : "";
}
