"use client";

import { type ReactNode, useActionState } from "react";

import { useT } from "#language";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { SubmitButton } from "../ui/submit-button";

type Props = { action: FormAction; number: string; children: ReactNode };

/** Why an order can no longer be paid, and the way to place it again. */
export function OrderAgain({ action, number, children }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <Alert tone="error">
      <p>{state.message ?? children}</p>
      <form action={submit} className="mt-4">
        <input type="hidden" name="number" value={number} />
        <SubmitButton variant="secondary" pendingText={t("checkout.again.filling")}>
          {t("checkout.again")}
        </SubmitButton>
      </form>
    </Alert>
  );
}
