"use client";

import clsx from "clsx";

import type { CartView } from "@/model/cart-view";

import { Totals } from "../checkout/totals";

const counted = (count: number) => `${count} ${count === 1 ? "item" : "items"}`;

export const countOf = ({ lines }: CartView) => lines.reduce((count, { quantity }) => count + quantity, 0);

/** What it comes to; paler while the server has not said yet what that is. */
export const CartSums = ({ cart, isBusy }: { cart: CartView; isBusy: boolean }) => (
  <div aria-busy={isBusy}>
    <Totals totals={cart.totals} currency={cart.currency} className={clsx(isBusy && "text-soft")} />
    <p role="status" className="sr-only">
      {!isBusy && `${counted(countOf(cart))} in your cart.`}
    </p>
  </div>
);

/** What has to be put right before it can be ordered. */
export const notYet = ({ discount_problem }: CartView) =>
  discount_problem ? "Remove the code, or make it fit, to check out." : "Change the marked lines to check out.";
