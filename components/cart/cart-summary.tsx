"use client";

import clsx from "clsx";

import { useT } from "#language";
import type { CartView } from "@/model/cart-view";
import type { Translate } from "@/model/translate";

import { Totals } from "../checkout/totals";

export const countOf = ({ lines }: CartView) => lines.reduce((count, { quantity }) => count + quantity, 0);

/** What it comes to; paler while the server has not said yet what that is. */
export function CartSums({ cart, isBusy }: { cart: CartView; isBusy: boolean }) {
  const t = useT();
  return (
    <div aria-busy={isBusy}>
      <Totals totals={cart.totals} currency={cart.currency} className={clsx(isBusy && "text-soft")} />
      <p role="status" className="sr-only">
        {!isBusy && t("cart.count", { count: countOf(cart) })}
      </p>
    </div>
  );
}

/** What has to be put right before it can be ordered. */
export const notYet = (t: Translate, { discount_problem }: CartView) =>
  t(discount_problem ? "cart.not_yet.code" : "cart.not_yet.lines");
