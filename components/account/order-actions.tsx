"use client";

import { useActionState } from "react";

import { Link } from "@/components/ui/link";
import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { Disclosure } from "../ui/disclosure";
import { SubmitButton } from "../ui/submit-button";

type Props = { action: FormAction; id: number };

/** Cancels an order once its shopper has said so twice. */
export function CancelOrder({ action, id, isPaid }: Props & { isPaid: boolean }) {
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <Disclosure summary="Cancel this order" open={state.message !== undefined}>
      <form action={submit} className="bg-surface mt-2 max-w-xl p-5">
        <input type="hidden" name="id" value={id} />
        {state.message && <Alert tone="error">{state.message}</Alert>}
        <p className="mb-4">
          {isPaid
            ? "It has not left yet, so all of your money goes back to the card you paid with."
            : "Nothing was charged. What we set aside for you goes back on the shelf."}
        </p>
        <SubmitButton variant="secondary" pendingText="Cancelling…">
          Yes, cancel it
        </SubmitButton>
      </form>
    </Disclosure>
  );
}

/** Puts what an order was for into the cart again, and tells what is not to be had. */
export function BuyAgain({ action, id }: Props) {
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <div className="grid gap-4">
      {state.message && (
        <Alert tone={state.ok ? "success" : "error"}>
          <p className="whitespace-pre-line">{state.message}</p>
          {state.ok && (
            <p className="mt-2">
              <Link href="/cart" prefetch={false} className="underline underline-offset-4">
                See your cart
              </Link>
            </p>
          )}
        </Alert>
      )}
      <form action={submit}>
        <input type="hidden" name="id" value={id} />
        <SubmitButton variant="secondary" pendingText="Filling your cart…">
          Buy it again
        </SubmitButton>
      </form>
    </div>
  );
}
