"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { Link } from "@/components/ui/link";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { EmailField } from "../ui/email-field";
import { Form } from "../ui/form";
import { NewPasswordField } from "../ui/password-field";
import { SubmitButton } from "../ui/submit-button";

/** Asks where to send the link; the answer does not tell whether there is such an account. */
export function ForgotPasswordForm({ action }: { action: FormAction }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { values = {}, fields = {} } = state;
  if (state.ok)
    return (
      <Alert tone="success">
        <p>{t("account.forgot.sent")}</p>
        <p className="mt-2">{t("account.forgot.sent_hint")}</p>
      </Alert>
    );
  return (
    <Form state={state} action={submit} className="grid gap-5" noValidate>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <EmailField value={values["email"]} error={fields["email"]} />
      <SubmitButton size="large" pendingText={t("account.sending")}>
        {t("account.forgot.send")}
      </SubmitButton>
    </Form>
  );
}

export function ResetPasswordForm({ action, token }: { action: FormAction; token: string }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { fields = {} } = state;
  return (
    <Form state={state} action={submit} className="grid gap-5" noValidate>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      {fields["token"] && (
        <Alert tone="error">
          <p>{fields["token"].join(" ")}</p>
          <p className="mt-2">
            <Link href="/forgot-password" prefetch={false} className="underline underline-offset-4">
              {t("account.reset.new_link")}
            </Link>
          </p>
        </Alert>
      )}
      <input type="hidden" name="token" value={token} />
      <NewPasswordField
        label={t("account.password.new")}
        hint={t("account.password.new_hint")}
        error={fields["password"]}
      />
      <SubmitButton size="large" pendingText={t("account.changing")}>
        {t("account.password.change")}
      </SubmitButton>
    </Form>
  );
}
