"use client";

import { useState } from "react";

import { useT } from "#language";

type Props = { name: string; quantity: number; most: number; onChange: (quantity: number) => void };

const MAX = 99;
const STEP =
  "inline-flex size-11 shrink-0 items-center justify-center text-xl leading-none hover:text-accent aria-disabled:text-edge aria-disabled:cursor-not-allowed";

/** One less, a number, one more. Its buttons send their form where no script has come yet. */
export function QuantityStepper({ name, quantity, most, onChange }: Props) {
  const t = useT();
  const [shown, setShown] = useState(quantity);
  const [typed, setTyped] = useState(String(quantity));
  // Someone else changed it: what was typed before is over.
  if (shown !== quantity) {
    setShown(quantity);
    setTyped(String(quantity));
  }
  const top = Math.min(MAX, Math.max(most, 1));
  const commit = () => {
    const asked = Number.parseInt(typed, 10);
    if (Number.isNaN(asked) || asked < 1) return setTyped(String(quantity));
    const allowed = Math.min(asked, MAX);
    setTyped(String(allowed));
    return allowed === quantity ? undefined : onChange(allowed);
  };
  const step = (label: string, sign: string, to: number, isOver: boolean) => (
    <button
      type="submit"
      name="to"
      value={to}
      aria-label={label}
      aria-disabled={isOver}
      className={STEP}
      onClick={(event) => {
        event.preventDefault();
        if (!isOver) onChange(to);
      }}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <span className="border-edge inline-flex items-center rounded-[2px] border">
      {step(t("cart.quantity.less", { name }), "−", quantity - 1, quantity <= 1)}
      <input
        type="number"
        name="quantity"
        aria-label={t("cart.quantity", { name })}
        inputMode="numeric"
        min={1}
        max={MAX}
        required
        value={typed}
        onChange={({ currentTarget }) => setTyped(currentTarget.value)}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") {
            event.preventDefault();
            commit();
          }
        }}
        className="plain-number h-11 w-11 bg-transparent text-center font-medium tabular-nums"
      />
      {step(t("cart.quantity.more", { name }), "+", quantity + 1, quantity >= top)}
    </span>
  );
}
