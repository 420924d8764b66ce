"use client";

import { useActionState } from "react";

import { type FormAction, UNSENT } from "@/model/forms";
import type { ApiToken } from "@/model/users";

import { Alert } from "../ui/alert";
import { Field, SelectField } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

const LIFETIMES = [
  ["90", "90 days"],
  ["30", "30 days"],
  ["365", "A year"],
  ["", "Until it is ended"],
] as const;

export function TokenForm({ action }: { action: FormAction }) {
  const [state, submit] = useActionState(action, UNSENT);
  const { values = {}, fields = {}, secret } = state;
  return (
    <form action={submit} className="mt-8 grid max-w-2xl gap-5 sm:grid-cols-[1fr_12rem_auto] sm:items-start" noValidate>
      <Field
        label="Name"
        name="name"
        defaultValue={values["name"] ?? ""}
        error={fields["name"]}
        maxLength={80}
        required
        hint="What it is for."
      />
      <SelectField
        label="Good for"
        name="expires_in_days"
        defaultValue={values["expires_in_days"] ?? "90"}
        error={fields["expires_in_days"]}
      >
        {LIFETIMES.map(([days, text]) => (
          <option key={text} value={days}>
            {text}
          </option>
        ))}
      </SelectField>
      <SubmitButton pendingText="Making it…" className="sm:mt-8">
        Make a token
      </SubmitButton>
      <div className="empty:hidden sm:col-span-3">
        {state.message && <Alert tone="error">{state.message}</Alert>}
        {secret && (
          <Alert tone="success">
            <p>Copy your token now: it is not shown again.</p>
            <p className="mt-2 font-mono text-sm break-all select-all">{secret}</p>
          </Alert>
        )}
      </div>
    </form>
  );
}

const date = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });
const day = (time: string | null, otherwise: string) => (time ? date.format(new Date(time)) : otherwise);

export function TokenList({ tokens, action }: { tokens: ApiToken[]; action: FormAction }) {
  const [state, submit] = useActionState(action, UNSENT);
  if (tokens.length === 0) return <p className="text-soft">None yet.</p>;
  return (
    <>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <ul className="border-line border-t">
        {tokens.map(({ id, name, prefix, created_at, last_used_at, expires_at }) => (
          <li
            key={id}
            className="border-line flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b py-4"
          >
            <div className="min-w-0">
              <p className="font-medium break-words">
                {name} <code className="text-soft ms-1 text-sm font-normal">{prefix}…</code>
              </p>
              <p className="text-soft text-sm">
                Made {day(created_at, "")} · last used {day(last_used_at, "never")} · good until{" "}
                {day(expires_at, "it is ended")}
              </p>
            </div>
            <form action={submit}>
              <input type="hidden" name="id" value={id} />
              <SubmitButton variant="secondary" label={`End the token ${name}`}>
                End
              </SubmitButton>
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
