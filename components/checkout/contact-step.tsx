"use client";

import { useActionState } from "react";

import { Link } from "@/components/ui/link";
import { emailProblem } from "@/model/checkout-words";
import { type FormAction, UNSENT } from "@/model/forms";

import { Field } from "../ui/field";
import { SubmitButton } from "../ui/submit-button";
import { useChecks } from "./checks";
import { ErrorSummary } from "./error-summary";

type Props = { action: FormAction; email: string; isGuest: boolean };

const NONE = {};
const check = (_name: string, value: string) => emailProblem(value);

/** Where the confirmation goes. Whether the address has an account is told to nobody: everyone is shown the way in. */
export function ContactStep({ action, email, isGuest }: Props) {
  const [state, submit] = useActionState(action, UNSENT);
  const { form, errors } = useChecks(state.fields ?? NONE, check);
  return (
    <form ref={form} action={submit} noValidate className="grid gap-5">
      <ErrorSummary state={state} />
      <Field
        label="E-mail"
        name="email"
        error={errors["email"]}
        defaultValue={state.values?.["email"] ?? email}
        type="email"
        autoComplete="email"
        inputMode="email"
        enterKeyHint="next"
        autoCapitalize="none"
        spellCheck={false}
        required
        hint="For the confirmation of your order, and nothing else."
      />
      {isGuest && (
        <p className="text-soft">
          Do you have an account?{" "}
          <Link href="/sign-in?next=/checkout" prefetch={false} className="text-ink underline underline-offset-4">
            Sign in to use your addresses
          </Link>
        </p>
      )}
      <SubmitButton size="large" className="w-full">
        Go on to delivery
      </SubmitButton>
    </form>
  );
}
