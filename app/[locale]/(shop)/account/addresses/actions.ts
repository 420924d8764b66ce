"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";

import { fieldsOf, submit } from "@/adapters/action";
import { inLanguage } from "@/adapters/language";
import * as addresses from "@/domain/addresses/write-addresses";
import type { FormState } from "@/model/forms";

const LIST = "/account/addresses";

export async function createAddress(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    await addresses.createAddress(context, fieldsOf(form) as Parameters<typeof addresses.createAddress>[1]);
    return { ok: true };
  });
  if (state.ok) redirect(await inLanguage(`${LIST}?saved=1`));
  return state;
}

export async function replaceAddress(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    await addresses.replaceAddress(context, fieldsOf(form) as Parameters<typeof addresses.replaceAddress>[1]);
    return { ok: true };
  });
  if (state.ok) redirect(await inLanguage(`${LIST}?saved=1`));
  return state;
}

export async function makeDefault(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    await addresses.changeAddress(context, { id: fieldsOf(form)["id"] ?? "", is_default_shipping: true });
    return { ok: true };
  });
  refresh();
  return state;
}

export async function deleteAddress(_previous: FormState, form: FormData): Promise<FormState> {
  const state = await submit(form, async (context) => {
    await addresses.deleteAddress(context, { id: fieldsOf(form)["id"] ?? "" });
    return { ok: true };
  });
  refresh();
  // Deleted in another tab is deleted.
  return state.code === "not_found" ? { ok: true } : state;
}
