"use client";

import { cartStore } from "../cart/cart-store";
import { SubmitButton } from "../ui/submit-button";

type Props = { action: () => Promise<void>; variant: "quiet" | "secondary"; className: string; children: string };

/** Ends the session. The page goes on without being loaded anew, so it has to forget what was in the cart. */
export const SignOut = ({ action, variant, className, children }: Props) => (
  <form action={action} onSubmit={cartStore.forget} className={className}>
    <SubmitButton variant={variant}>{children}</SubmitButton>
  </form>
);
