import { updateTag } from "next/cache";
import { unstable_rethrow } from "next/navigation";

import { DomainError, type Fields } from "@/domain/errors";
import type { AnyOperation, Context } from "@/domain/operation";
import type { FormState } from "@/model/forms";
import type { Translate } from "@/model/translate";

import { requestT } from "./language";
import { log } from "./log";
import { shopperContext } from "./storefront";
import { toldIn } from "./told";

/** Runs what a form asked for as the shopper; a refusal becomes form state in their language, with what was typed kept. */
export async function submit(
  form: FormData,
  run: (context: Context) => Promise<FormState | undefined>,
): Promise<FormState> {
  try {
    const context = await shopperContext();
    const state = await run(context);
    for (const tag of context.touched) updateTag(tag);
    return state ?? { ok: true };
  } catch (error) {
    unstable_rethrow(error);
    return refusal(await requestT(), error, form);
  }
}

/** Serves an operation to a <form>: its fields are the input. */
export const action =
  (operation: AnyOperation, done: FormState = { ok: true }) =>
  (_previous: FormState, form: FormData): Promise<FormState> =>
    submit(form, async (context) => {
      await operation(context, fieldsOf(form));
      return done;
    });

/** The named fields of a form; a blank one was not filled in. Next's own begin with $. */
export function fieldsOf(form: FormData): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of form) {
    if (!name.startsWith("$") && typeof value === "string" && value !== "") fields[name] = value;
  }
  return fields;
}

/** Exactly as typed: spaces belong to a password. */
export function passwordOf(form: FormData): string {
  const password = form.get("password");
  return typeof password === "string" ? password : "";
}

/** How long someone has to wait who tried too often. */
const waitText = (t: Translate, seconds: number) =>
  seconds < 60 ? t("form.wait_seconds", { seconds }) : t("form.wait_minutes", { minutes: Math.ceil(seconds / 60) });

const SECRET = /password/;

function refusal(t: Translate, error: unknown, form: FormData): FormState {
  const typed = Object.entries(fieldsOf(form)).filter(([name]) => !SECRET.test(name));
  const values = Object.fromEntries(typed);
  if (error instanceof DomainError) {
    const { message, code, fields, retryAfterS } = toldIn(t, error);
    if (retryAfterS !== undefined && code === "throttled")
      return { ok: false, message: waitText(t, retryAfterS), code, values };
    if (!fields) return { ok: false, message, code, values };
    const { non_field_errors, ...flat } = flatten(fields);
    return {
      ok: false,
      code,
      values,
      fields: flat,
      ...(non_field_errors && { message: non_field_errors.join(" ") }),
    };
  }
  const id = crypto.randomUUID();
  log().error({ err: error, request_id: id }, "action failed");
  return { ok: false, code: "error", values, message: t("form.failed", { id }) };
}

/** Nested messages under dotted names, as the fields of a form are named. */
function flatten(fields: Fields, prefix = ""): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) =>
      Array.isArray(value) ? [[prefix + name, value]] : Object.entries(flatten(value, `${prefix}${name}.`)),
    ),
  ) as Record<string, string[]>;
}
