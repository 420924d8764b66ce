"use client";

import { useActionState } from "react";

import { type FormAction, UNSENT } from "@/model/forms";

import { Alert } from "../ui/alert";
import { ButtonLink } from "../ui/button";
import { SubmitButton } from "../ui/submit-button";

type Props = { action: FormAction; number: string };

/** Where the cart became an order that waits to be paid: on to its payment, or back to what was typed. */
export const Reserved = ({ action, number }: Props) => (
  <div className="bg-surface p-6 sm:p-8">
    <h2 className="text-heading">Your order is set aside for you</h2>
    <p className="text-soft mt-2 mb-6 max-w-lg">
      Order {number} waits to be paid. To change what is in it or where it goes, take it back first: everything you
      typed is kept.
    </p>
    <div className="flex flex-wrap items-center gap-x-6 gap-y-3">
      <ButtonLink href={`/checkout/${number}`} prefetch={false}>
        Go on to payment
      </ButtonLink>
      <TakeBack action={action} number={number}>
        Change the order
      </TakeBack>
    </div>
  </div>
);

type TakeBackProps = Props & { children: string; label?: string };

/** Cancels the unpaid order and fills the cart with what was in it. */
export function TakeBack({ action, number, children, label }: TakeBackProps) {
  const [state, submit] = useActionState(action, UNSENT);
  return (
    <form action={submit}>
      <input type="hidden" name="number" value={number} />
      <SubmitButton variant="quiet" pendingText="One moment…" {...(label && { label })}>
        {children}
      </SubmitButton>
      {state.message && <Alert tone="error">{state.message}</Alert>}
    </form>
  );
}
