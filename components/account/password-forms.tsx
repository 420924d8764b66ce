"use client";

import { useActionState } from "react";

import { Link } from "@/components/ui/link";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { EmailField } from "../ui/email-field";
import { NewPasswordField } from "../ui/password-field";
import { SubmitButton } from "../ui/submit-button";

/** Asks where to send the link; the answer does not tell whether there is such an account. */
export function ForgotPasswordForm({ action }: { action: FormAction }) {
  const [state, submit] = useActionState(action, UNSENT);
  const { values = {}, fields = {} } = state;
  if (state.ok)
    return (
      <Alert tone="success">
        <p>If there is an account with this e-mail, a link to a new password is on its way to it.</p>
        <p className="mt-2">It works once, for an hour. Nothing there? Look among the unwanted mail.</p>
      </Alert>
    );
  return (
    <form action={submit} className="grid gap-5" noValidate>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <EmailField value={values["email"]} error={fields["email"]} />
      <SubmitButton size="large" pendingText="Sending…">
        Send the link
      </SubmitButton>
    </form>
  );
}

export function ResetPasswordForm({ action, token }: { action: FormAction; token: string }) {
  const [state, submit] = useActionState(action, UNSENT);
  const { fields = {} } = state;
  return (
    <form action={submit} className="grid gap-5" noValidate>
      {state.message && <Alert tone="error">{state.message}</Alert>}
      {fields["token"] && (
        <Alert tone="error">
          <p>{fields["token"].join(" ")}</p>
          <p className="mt-2">
            <Link href="/forgot-password" prefetch={false} className="underline underline-offset-4">
              Get a new link
            </Link>
          </p>
        </Alert>
      )}
      <input type="hidden" name="token" value={token} />
      <NewPasswordField
        label="New password"
        hint="At least 8 characters. You are signed out everywhere else."
        error={fields["password"]}
      />
      <SubmitButton size="large" pendingText="Changing it…">
        Change the password
      </SubmitButton>
    </form>
  );
}
