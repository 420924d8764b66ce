"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";

import { fieldsOf, submit } from "@/adapters/action";
import { inLanguage } from "@/adapters/language";
import { checkAddress } from "@/domain/addresses/check-address";
import * as addresses from "@/domain/addresses/write-addresses";
import type { Context } from "@/domain/operation";
import type { FormState } from "@/model/forms";

const LIST = "/account/addresses";

type Typed = Record<string, string>;
type Written = Typed & Awaited<ReturnType<typeof checkAddress>>;

/** A client may keep an address as it is; who types one is told all that mail needs, as in the checkout. */
async function save(form: FormData, write: (context: Context, address: Written) => Promise<unknown>) {
  const state = await submit(form, async (context) => {
    const typed: Typed = fieldsOf(form);
    await write(context, { ...typed, ...(await checkAddress(context, { country: "", ...typed })) });
    return { ok: true };
  });
  if (state.ok) redirect(await inLanguage(`${LIST}?saved=1`));
  return state;
}

export const createAddress = async (_previous: FormState, form: FormData): Promise<FormState> =>
  save(form, addresses.createAddress);

export const replaceAddress = async (_previous: FormState, form: FormData): Promise<FormState> =>
  save(form, (context, { id = "", ...address }) => addresses.replaceAddress(context, { id, ...address }));

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
