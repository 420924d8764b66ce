"use client";

import { Fragment, useEffect, useState } from "react";

import { useT } from "#language";
import type { CartView } from "@/model/cart-view";
import type { FormAction } from "@/model/forms";

import { CartLine } from "./cart-line";
import { type Removed, cartStore, useCart } from "./cart-store";

const UNDO_MS = 8000;

type Props = { cart: CartView; action?: FormAction; isSmall?: boolean };

/** The lines in the order of adding, and where one was taken out, the way to put it back. */
export function CartLines({ cart, action, isSmall = false }: Props) {
  const { wanted, problems, removed } = useCart();
  const undo = removed && <Undo key={removed.variant_id} removed={removed} />;
  const places = cart.lines.map(({ id }) => id);
  const isAbove = removed?.after === null || (removed !== null && !places.includes(removed.after));
  return (
    <ul className={isSmall ? undefined : "border-line border-t"}>
      {isAbove && undo}
      {cart.lines.map((line) => (
        <Fragment key={line.id}>
          {wanted.get(line.id) !== 0 && (
            <CartLine
              line={line}
              currency={cart.currency}
              wanted={wanted.get(line.id)}
              problem={problems.get(line.id)}
              isSmall={isSmall}
              {...(action && { action })}
            />
          )}
          {!isAbove && removed?.after === line.id && undo}
        </Fragment>
      ))}
    </ul>
  );
}

/** Eight seconds, begun anew once neither the pointer nor the focus is on it. */
export function Undo({ removed }: { removed: Removed }) {
  const t = useT();
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (isHeld) return undefined;
    const timer = setTimeout(cartStore.forgetRemoved, UNDO_MS);
    return () => clearTimeout(timer);
  }, [isHeld]);
  return (
    <li className="border-line border-b">
      <div
        className="bg-surface flex items-center justify-between gap-4 px-4 py-2"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        <p role="status">{t("cart.removed", { name: removed.name })}</p>
        <button
          type="button"
          className="min-h-11 px-2 font-medium underline underline-offset-4"
          onClick={cartStore.putBack}
        >
          {t("cart.undo")}
        </button>
      </div>
    </li>
  );
}
