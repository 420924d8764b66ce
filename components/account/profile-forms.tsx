"use client";

import { useActionState } from "react";

import { type FormAction, type FormState, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { EmailField } from "../ui/email-field";
import { Field } from "../ui/field";
import { NewPasswordField, PasswordField } from "../ui/password-field";
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
  const [state, submit] = useActionState(action, UNSENT);
  const { fields = {}, values = known } = state;
  return (
    <form action={submit} noValidate className={FORM}>
      <Told state={state} done="Your name is saved." />
      <div className="grid gap-5 sm:grid-cols-2">
        <Field
          label="First name"
          name="first_name"
          defaultValue={values["first_name"] ?? ""}
          error={fields["first_name"]}
          autoComplete="given-name"
        />
        <Field
          label="Last name"
          name="last_name"
          defaultValue={values["last_name"] ?? ""}
          error={fields["last_name"]}
          autoComplete="family-name"
        />
      </div>
      <Field
        label="Phone"
        name="phone"
        type="tel"
        defaultValue={values["phone"] ?? ""}
        error={fields["phone"]}
        autoComplete="tel"
      />
      <p>
        <SubmitButton pendingText="Saving…">Save the name</SubmitButton>
      </p>
    </form>
  );
}

/** The address that the shop writes to. */
export function EmailForm({ action, email }: { action: FormAction; email: string }) {
  const [state, submit] = useActionState(action, UNSENT);
  const { fields = {}, values } = state;
  return (
    <form action={submit} noValidate className={FORM}>
      <Told state={state} done="Your e-mail is changed. The old address was told of it." />
      <EmailField value={values?.["email"] ?? email} error={fields["email"]} />
      <Current error={fields["current_password"]} of="email" />
      <p>
        <SubmitButton pendingText="Changing it…">Change the e-mail</SubmitButton>
      </p>
    </form>
  );
}

export function PasswordForm({ action }: { action: FormAction }) {
  const [state, submit] = useActionState(action, UNSENT);
  const { fields = {} } = state;
  return (
    <form action={submit} noValidate className={FORM}>
      <Told state={state} done="Your password is changed. Everybody else was signed out." />
      <Current error={fields["current_password"]} of="password" />
      <NewPasswordField
        label="New password"
        hint="At least 8 characters. You are signed out everywhere else."
        error={fields["password"]}
      />
      <p>
        <SubmitButton pendingText="Changing it…">Change the password</SubmitButton>
      </p>
    </form>
  );
}

const Current = ({ error, of }: { error: string[] | undefined; of: string }) => (
  <PasswordField
    label="Current password"
    name={`current_password.${of}`}
    error={error}
    autoComplete="current-password"
    required
  />
);

/** The end of an account, behind its password. */
export function CloseAccountForm({ action }: { action: FormAction }) {
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <form action={submit} noValidate className={FORM}>
      <Told state={state} done="" />
      <Current error={state.fields?.["current_password"]} of="close" />
      <p>
        <SubmitButton variant="secondary" pendingText="Deleting it…">
          Delete my account for good
        </SubmitButton>
      </p>
    </form>
  );
}
