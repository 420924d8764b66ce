"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { usePlace } from "@/components/language/client";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { EmailField } from "../ui/email-field";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { SubmitButton } from "../ui/submit-button";

/** Asks whose order it is; the answer does not tell whether there is one. */
export function FindOrderForm({ action, number = "" }: { action: FormAction; number?: string }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const known = /^\/orders\/([\w-]{1,40})(?:\/|$)/.exec(usePlace())?.[1];
  const { values = {}, fields = {} } = state;
  if (state.ok)
    return (
      <Alert tone="success">
        <p>{t("account.find.sent")}</p>
        <p className="mt-2">{t("account.find.sent_hint")}</p>
      </Alert>
    );
  return (
    <Form state={state} action={submit} className="grid gap-5" noValidate>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <EmailField value={values["email"]} error={fields["email"]} />
      {known ? (
        <input type="hidden" name="number" value={known} />
      ) : (
        <Field
          label={t("account.find.number")}
          name="number"
          defaultValue={values["number"] ?? number}
          error={fields["number"]}
          hint={t("account.find.number_hint")}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          maxLength={40}
          required
        />
      )}
      <SubmitButton size="large" pendingText={t("account.sending")}>
        {t("account.find.send")}
      </SubmitButton>
      <p className="text-soft">
        {rich(t, "account.find.with_account", {
          link: (text) => (
            <Link
              href={`/sign-in?next=${known ? `/orders/${known}` : "/account"}`}
              prefetch={false}
              className="text-ink underline underline-offset-4"
            >
              {text}
            </Link>
          ),
        })}
      </p>
    </Form>
  );
}
