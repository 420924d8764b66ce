"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { ButtonLink } from "../ui/button";
import { SubmitButton } from "../ui/submit-button";

type Props = { action: FormAction; number: string };

/** Where the cart became an order that waits to be paid: on to its payment, or back to what was typed. */
export function Reserved({ action, number }: Props) {
  const t = useT();
  return (
    <div className="bg-surface p-6 sm:p-8">
      <h2 className="text-heading">{t("checkout.reserved.title")}</h2>
      <p className="text-soft mt-2 mb-6 max-w-lg">{t("checkout.reserved.text", { number })}</p>
      <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
        <ButtonLink href={`/checkout/${number}`} prefetch={false}>
          {t("checkout.go_on_to_payment")}
        </ButtonLink>
        <TakeBack action={action} number={number}>
          {t("checkout.reserved.change")}
        </TakeBack>
      </div>
    </div>
  );
}

type TakeBackProps = Props & { children: string; label?: string };

/** Cancels the unpaid order and fills the cart with what was in it. */
export function TakeBack({ action, number, children, label }: TakeBackProps) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <form action={submit}>
      <input type="hidden" name="number" value={number} />
      <SubmitButton variant="quiet" pendingText={t("checkout.moment")} {...(label && { label })}>
        {children}
      </SubmitButton>
      {state.message && <Alert tone="error">{state.message}</Alert>}
    </form>
  );
}
