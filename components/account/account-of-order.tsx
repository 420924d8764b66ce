"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { rich } from "@/components/language/rich";
import { Link } from "@/components/ui/link";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { Form } from "../ui/form";
import { NewPasswordField, PasswordOwner } from "../ui/password-field";
import { SubmitButton } from "../ui/submit-button";

type Props = { action: FormAction; id: number; number: string; email: string };

/** Offers a guest to keep the order in an account: the e-mail is known, so a password is all that is asked for. */
export function AccountOfOrder({ action, id, number, email }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  const { message, code, fields = {} } = state;
  return (
    <section aria-labelledby="keep" className="bg-surface mt-12 max-w-2xl p-6 print:hidden">
      <h2 id="keep" className="text-heading">
        {t("account.keep.title")}
      </h2>
      <p className="text-soft mt-2 mb-5">
        {rich(t, "account.keep.text", {
          email,
          mark: (text) => <span className="text-ink break-words">{text}</span>,
        })}
      </p>
      <Form state={state} action={submit} noValidate className="grid gap-5">
        {message && (
          <Alert tone="error">
            <p>{message}</p>
            {code === "account_exists" && (
              <p className="mt-2">
                <Link
                  href={`/sign-in?next=/orders/${number}`}
                  prefetch={false}
                  className="inline-flex min-h-11 items-center underline underline-offset-4"
                >
                  {t("account.sign_in")}
                </Link>
              </p>
            )}
          </Alert>
        )}
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="number" value={number} />
        <PasswordOwner name={email} />
        <NewPasswordField error={fields["password"]} />
        <p>
          <SubmitButton pendingText={t("account.making")}>{t("account.make")}</SubmitButton>
        </p>
      </Form>
    </section>
  );
}
