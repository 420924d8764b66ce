"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { type FormAction, type FormState, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { EmailField } from "../ui/email-field";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { NewPasswordField, PasswordField, PasswordOwner } from "../ui/password-field";
import { SubmitButton } from "../ui/submit-button";

type Known = { first_name: string; last_name: string; phone: string };
const FORM = "grid max-w-xl gap-5";

const Told = ({ state, done }: { state: FormState; done: string }) => (
  <>
    {state.ok && <Alert tone="success">{done}</Alert>}
    {state.message && !state.ok && <Alert tone="error">{state.message}</Alert>}
  </>
);

/** What the shop calls someone, and how it reaches them by phone. */
export function NameForm({ action, known }: { action: FormAction; known: Known }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { fields = {}, values = known } = state;
  return (
    <Form state={state} action={submit} noValidate className={FORM}>
      <Told state={state} done={t("account.name.saved")} />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label={t("account.name.first")}
          name="first_name"
          defaultValue={values["first_name"] ?? ""}
          error={fields["first_name"]}
          autoComplete="given-name"
        />
        <Field
          label={t("account.name.last")}
          name="last_name"
          defaultValue={values["last_name"] ?? ""}
          error={fields["last_name"]}
          autoComplete="family-name"
        />
      </div>
      <Field
        label={t("account.name.phone")}
        name="phone"
        type="tel"
        defaultValue={values["phone"] ?? ""}
        error={fields["phone"]}
        autoComplete="tel"
      />
      <p>
        <SubmitButton pendingText={t("account.saving")}>{t("account.name.save")}</SubmitButton>
      </p>
    </Form>
  );
}

/** The address that the shop writes to. */
export function EmailForm({ action, email }: { action: FormAction; email: string }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { fields = {}, values = { email } } = state;
  return (
    <Form state={state} action={submit} noValidate className={FORM}>
      <Told state={state} done={t("account.email.changed")} />
      <EmailField value={values["email"] ?? ""} error={fields["email"]} />
      <Current error={fields["current_password"]} of="email" />
      <p>
        <SubmitButton pendingText={t("account.changing")}>{t("account.email.change")}</SubmitButton>
      </p>
    </Form>
  );
}

export function PasswordForm({ action, username }: { action: FormAction; username: string }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { fields = {} } = state;
  return (
    <Form state={state} action={submit} noValidate className={FORM}>
      <Told state={state} done={t("account.password.changed")} />
      <PasswordOwner name={username} />
      <Current error={fields["current_password"]} of="password" />
      <NewPasswordField
        label={t("account.password.new")}
        hint={t("account.password.new_hint")}
        error={fields["password"]}
      />
      <p>
        <SubmitButton pendingText={t("account.changing")}>{t("account.password.change")}</SubmitButton>
      </p>
    </Form>
  );
}

const Current = ({ error, of }: { error: string[] | undefined; of: string }) => (
  <PasswordField
    label={useT()("account.password.current")}
    name={`current_password.${of}`}
    error={error}
    autoComplete="current-password"
    required
  />
);

/** The end of an account, behind its password. */
export function CloseAccountForm({ action, username }: { action: FormAction; username: string }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <Form state={state} action={submit} noValidate className={FORM}>
      <Told state={state} done="" />
      <PasswordOwner name={username} />
      <Current error={state.fields?.["current_password"]} of="close" />
      <p>
        <SubmitButton variant="secondary" pendingText={t("account.closing")}>
          {t("account.close")}
        </SubmitButton>
      </p>
    </Form>
  );
}
