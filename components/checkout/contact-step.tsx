"use client";

import { useActionState, useCallback } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import { emailProblem } from "@/model/checkout-words";
import { type FormAction, UNSENT } from "@/model/forms";

import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";
import { useChecks } from "./checks";
import { ErrorSummary } from "./error-summary";

type Props = { action: FormAction; email: string; isGuest: boolean };

const NONE = {};

/** Where the confirmation goes. Whether the address has an account is told to nobody: everyone is shown the way in. */
export function ContactStep({ action, email, isGuest }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const check = useCallback((_name: string, value: string) => emailProblem(t, value), [t]);
  const { form, errors } = useChecks(state.fields ?? NONE, check);
  return (
    <Form state={state} ref={form} action={submit} noValidate className="grid gap-5">
      <ErrorSummary state={state} />
      <Field
        label={t("ui.email")}
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
        hint={t("checkout.contact.hint")}
      />
      {isGuest && (
        <p className="text-soft">
          {rich(t, "checkout.contact.account", {
            link: (text) => (
              <Link href="/sign-in?next=/checkout" prefetch={false} className="text-ink underline underline-offset-4">
                {text}
              </Link>
            ),
          })}
        </p>
      )}
      <SubmitButton size="large" className="w-full">
        {t("checkout.contact.go_on")}
      </SubmitButton>
    </Form>
  );
}
