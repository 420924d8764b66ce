"use client";

import { useActionState } from "react";

import { useT } from "#language";
import { Link } from "@/components/ui/link";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { Disclosure } from "../ui/disclosure";
import { SubmitButton } from "../ui/submit-button";

type Props = { action: FormAction; id: number };

/** Cancels an order once its shopper has said so twice. */
export function CancelOrder({ action, id, isPaid }: Props & { isPaid: boolean }) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <Disclosure summary={t("account.cancel")} open={state.message !== undefined}>
      <form action={submit} className="bg-surface mt-2 max-w-xl p-5">
        <input type="hidden" name="id" value={id} />
        {state.message && <Alert tone="error">{state.message}</Alert>}
        <p className="mb-4">{t(isPaid ? "account.cancel.paid" : "account.cancel.unpaid")}</p>
        <SubmitButton variant="secondary" pendingText={t("account.cancelling")}>
          {t("account.cancel.yes")}
        </SubmitButton>
      </form>
    </Disclosure>
  );
}

/** Puts what an order was for into the cart again, and tells what is not to be had. */
export function BuyAgain({ action, id }: Props) {
  const t = useT();
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <div className="grid gap-4">
      {state.message && (
        <Alert tone={state.ok ? "success" : "error"}>
          <p className="whitespace-pre-line">{state.message}</p>
          {state.ok && (
            <p className="mt-2">
              <Link href="/cart" prefetch={false} className="underline underline-offset-4">
                {t("account.again.see_cart")}
              </Link>
            </p>
          )}
        </Alert>
      )}
      <form action={submit}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton variant="secondary" pendingText={t("account.again.filling")}>
          {t("account.again")}
        </SubmitButton>
      </form>
    </div>
  );
}
