"use client";

import { useActionState } from "react";

import { usePlace } from "@/components/language/client";
import { Link } from "@/components/ui/link";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { EmailField } from "../ui/email-field";
import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";

/** Asks whose order it is; the answer does not tell whether there is one. */
export function FindOrderForm({ action, number = "" }: { action: FormAction; number?: string }) {
  const [state, submit] = useActionState(action, UNSENT);
  const known = /^\/orders\/([\w-]{1,40})(?:\/|$)/.exec(usePlace())?.[1];
  const { values = {}, fields = {} } = state;
  if (state.ok)
    return (
      <Alert tone="success">
        <p>If there is such an order with this e-mail, a link to it is on its way.</p>
        <p className="mt-2">Nothing there after a few minutes? Look among the unwanted mail, or check the number.</p>
      </Alert>
    );
  return (
    <form action={submit} className="grid gap-5" noValidate>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <EmailField value={values["email"]} error={fields["email"]} />
      {known ? (
        <input type="hidden" name="number" value={known} />
      ) : (
        <Field
          label="Order number"
          name="number"
          defaultValue={values["number"] ?? number}
          error={fields["number"]}
          hint="It begins with KL and stands in every mail about it."
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          required
        />
      )}
      <SubmitButton size="large" pendingText="Sending…">
        Mail me the link
      </SubmitButton>
      <p className="text-soft">
        With an account?{" "}
        <Link
          href={`/sign-in?next=${known ? `/orders/${known}` : "/account"}`}
          prefetch={false}
          className="text-ink underline underline-offset-4"
        >
          Sign in
        </Link>
      </p>
    </form>
  );
}
