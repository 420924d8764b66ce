"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { type FormAction, UNSENT } from "@/model/forms";
import type { Translate } from "@/model/translate";
import type { ApiToken } from "@/model/users";

import { Alert } from "../ui/alert";
import { Field, SelectField } from "../ui/field";
import { Form } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";

const LIFETIMES = [
  ["90", "account.token.lifetime.quarter"],
  ["30", "account.token.lifetime.month"],
  ["365", "account.token.lifetime.year"],
  ["", "account.token.lifetime.endless"],
] as const;

export function TokenForm({ action }: { action: FormAction }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { values = {}, fields = {}, secret } = state;
  return (
    <Form
      state={state}
      action={submit}
      className="mt-8 grid max-w-2xl gap-5 sm:grid-cols-[1fr_12rem_auto] sm:items-start"
      noValidate
    >
      <Field
        label={t("account.token.name")}
        name="name"
        defaultValue={values["name"] ?? ""}
        error={fields["name"]}
        maxLength={80}
        required
        hint={t("account.token.name_hint")}
      />
      <SelectField
        label={t("account.token.lifetime")}
        name="expires_in_days"
        defaultValue={values["expires_in_days"] ?? "90"}
        error={fields["expires_in_days"]}
      >
        {LIFETIMES.map(([days, text]) => (
          <option key={text} value={days}>
            {t(text)}
          </option>
        ))}
      </SelectField>
      <SubmitButton pendingText={t("account.token.making")} className="sm:mt-8">
        {t("account.token.make")}
      </SubmitButton>
      <div className="empty:hidden sm:col-span-3">
        {state.message && <Alert tone="error">{state.message}</Alert>}
        {secret && (
          <Alert tone="success">
            <p>{t("account.token.copy")}</p>
            <p className="mt-2 font-mono text-sm break-all select-all">{secret}</p>
          </Alert>
        )}
      </div>
    </Form>
  );
}

/** When it was made, last used and ends. */
function factsText(t: Translate, { created_at, last_used_at, expires_at }: ApiToken): string {
  const day = (time: string | null) => (time ? t.date(time, { dateStyle: "medium" }) : "");
  return t("account.token.facts", {
    made: day(created_at),
    was_used: String(last_used_at !== null),
    used: day(last_used_at),
    ends: String(expires_at !== null),
    end: day(expires_at),
  });
}

export function TokenList({ tokens, action }: { tokens: ApiToken[]; action: FormAction }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  if (tokens.length === 0) return <p className="text-soft">{t("account.token.none")}</p>;
  return (
    <>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <ul className="border-line border-t">
        {tokens.map((token) => (
          <li
            key={token.id}
            className="border-line flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-4"
          >
            <div className="min-w-0">
              <p className="font-medium break-words">
                {token.name} <code className="text-soft ms-1 text-sm font-normal">{token.prefix}…</code>
              </p>
              <p className="text-soft text-sm">{factsText(t, token)}</p>
            </div>
            <form action={submit}>
              <input type="hidden" name="id" value={token.id} />
              <SubmitButton variant="secondary" label={t("account.token.end.what", { name: token.name })}>
                {t("account.token.end")}
              </SubmitButton>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
