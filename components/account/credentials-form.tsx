"use client";

import { useActionState } from "react";

import { Link } from "@/components/ui/link";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { EmailField } from "../ui/email-field";
import { Field } from "../ui/field";
import { NewPasswordField, PasswordField } from "../ui/password-field";
import { SubmitButton } from "../ui/submit-button";
import { NoCookies } from "./no-cookies";

type Props = { action: FormAction; next: string };

export function SignInForm({ action, next }: Props) {
  const [state, submit] = useActionState(action, UNSENT);
  const { values = {}, fields = {} } = state;
  return (
    <form action={submit} className="grid gap-5" noValidate>
      <NoCookies />
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <input type="hidden" name="next" value={next} />
      <Field
        label="User name or e-mail"
        name="username"
        defaultValue={values["username"] ?? ""}
        error={fields["username"]}
        autoComplete="username"
        autoCapitalize="none"
        required
      />
      <PasswordField
        label="Password"
        name="password"
        error={fields["password"]}
        autoComplete="current-password"
        required
      />
      <SubmitButton size="large" pendingText="Signing in…">
        Sign in
      </SubmitButton>
      <p>
        <Link href="/forgot-password" prefetch={false} className="underline underline-offset-4">
          Forgot your password?
        </Link>
      </p>
      <p className="text-soft">
        New here?{" "}
        <Link
          href={`/register?next=${encodeURIComponent(next)}`}
          prefetch={false}
          className="text-ink underline underline-offset-4"
        >
          Make an account
        </Link>
      </p>
    </form>
  );
}

export function RegisterForm({ action, next }: Props) {
  const [state, submit] = useActionState(action, UNSENT);
  const { values = {}, fields = {} } = state;
  return (
    <form action={submit} className="grid gap-5" noValidate>
      <NoCookies />
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <input type="hidden" name="next" value={next} />
      <Field
        label="User name"
        name="username"
        defaultValue={values["username"] ?? ""}
        error={fields["username"]}
        autoComplete="username"
        autoCapitalize="none"
        maxLength={150}
        required
      />
      <EmailField value={values["email"]} error={fields["email"]} />
      <NewPasswordField error={fields["password"]} />
      <SubmitButton size="large" pendingText="Making your account…">
        Make an account
      </SubmitButton>
      <p className="text-soft">
        You have one?{" "}
        <Link
          href={`/sign-in?next=${encodeURIComponent(next)}`}
          prefetch={false}
          className="text-ink underline underline-offset-4"
        >
          Sign in
        </Link>
      </p>
    </form>
  );
}
