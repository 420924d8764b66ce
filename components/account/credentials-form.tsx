"use client";

import { type ReactNode, useActionState } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { EmailField } from "../ui/email-field";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { NewPasswordField, PasswordField } from "../ui/password-field";
import { SubmitButton } from "../ui/submit-button";
import { NoCookies } from "./no-cookies";

type Props = { action: FormAction; next: string };

export function SignInForm({ action, next }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { values = {}, fields = {} } = state;
  return (
    <Form state={state} action={submit} className="grid gap-5" noValidate>
      <NoCookies />
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <input type="hidden" name="next" value={next} />
      <Field
        label={t("account.username_or_email")}
        name="username"
        defaultValue={values["username"] ?? ""}
        error={fields["username"]}
        autoComplete="username"
        autoCapitalize="none"
        required
      />
      <PasswordField
        label={t("ui.password")}
        name="password"
        error={fields["password"]}
        autoComplete="current-password"
        required
      />
      <SubmitButton size="large" pendingText={t("account.signing_in")}>
        {t("account.sign_in")}
      </SubmitButton>
      <p>
        <Link href="/forgot-password" prefetch={false} className="underline underline-offset-4">
          {t("account.forgot")}
        </Link>
      </p>
      <p className="text-soft">
        {rich(t, "account.new_here", {
          link: (text) => <Other href={`/register?next=${encodeURIComponent(next)}`}>{text}</Other>,
        })}
      </p>
    </Form>
  );
}

export function RegisterForm({ action, next }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { values = {}, fields = {} } = state;
  return (
    <Form state={state} action={submit} className="grid gap-5" noValidate>
      <NoCookies />
      {state.message && <Alert tone="error">{state.message}</Alert>}
      <input type="hidden" name="next" value={next} />
      <Field
        label={t("account.username")}
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
      <SubmitButton size="large" pendingText={t("account.making")}>
        {t("account.make")}
      </SubmitButton>
      <p className="text-soft">
        {rich(t, "account.have_one", {
          link: (text) => <Other href={`/sign-in?next=${encodeURIComponent(next)}`}>{text}</Other>,
        })}
      </p>
    </Form>
  );
}

/** To the form for those who are not meant by this one. */
const Other = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link href={href} prefetch={false} className="text-ink underline underline-offset-4">
    {children}
  </Link>
);
