"use client";

import Link from "next/link";
import { type ReactNode, useActionState, useEffect } from "react";

import type { Variant } from "@/model/catalog";
import { type FormAction, UNSENT } from "@/model/forms";

import { showAdded } from "../layout/session-store";
import { SubmitButton } from "../ui/submit-button";

const FEW = 5;
type Props = { productId: number; variant: Variant | undefined; action: FormAction; arrival: string | null; children: ReactNode };

const stockText = (stock: number) => (stock === 0 ? "Sold out" : stock <= FEW ? `Only ${stock} left` : "In stock");

/** A form that works before any script has come: the size and color that it sends name the variant. */
export function BuyForm({ productId, variant, action, arrival, children }: Props) {
  const [state, submit] = useActionState(action, UNSENT);
  useEffect(() => {
    if (state.ok) void showAdded();
  }, [state]);
  const problems = [state.message, ...Object.values(state.fields ?? {}).flat()].filter(Boolean);
  const stock = variant?.stock ?? 0;
  return (
    <form action={submit}>
      <input type="hidden" name="product_id" value={productId} />
      {children}
      <p className="mt-6 flex items-center gap-2.5">
        <span aria-hidden="true" className={`size-2 rounded-full ${stock > 0 ? "bg-moss" : "bg-danger"}`} />
        {stockText(stock)}
        {stock > 0 && arrival && <span className="text-soft">· with you in {arrival}</span>}
      </p>
      <div className="mt-5 flex gap-3">
        <label className="w-24 shrink-0">
          <span className="sr-only">Quantity</span>
          <input type="number" name="quantity" min={1} max={99} defaultValue={1} required className="control min-h-14! text-center text-lg tabular-nums" />
        </label>
        <SubmitButton size="large" className="flex-1" pendingText="Adding…">
          Add to cart
        </SubmitButton>
      </div>
      <div aria-live="polite" className="mt-3 min-h-7">
        {state.ok && (
          <p>
            Added to your cart.{" "}
            <Link href="/cart" className="font-medium underline underline-offset-4">
              See the cart
            </Link>
          </p>
        )}
        {problems.length > 0 && <p className="text-danger font-medium">{problems.join(" ")}</p>}
      </div>
    </form>
  );
}
