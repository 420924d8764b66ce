"use client";

import Link from "next/link";
import { useActionState } from "react";

import type { CartItem } from "@/model/cart";
import { type FormAction, UNSENT } from "@/model/forms";
import { leftOf } from "@/model/shortages";

import { Photo } from "../ui/photo";
import { Price } from "../ui/price";
import { SubmitButton } from "../ui/submit-button";

/** A line of the cart with its own form: quantity and removal work with and without JavaScript. */
export function CartLine({ item, action }: { item: CartItem; action: FormAction }) {
  const [state, submit] = useActionState(action, UNSENT);
  const { product } = item;
  const left = leftOf(item);
  const image =
    product.images.find(({ url }) => url === product.variants.find(({ id }) => id === item.variant_id)?.image) ??
    product.images[0];
  const problems = [
    item.unavailable ? "This is no longer sold. Remove it to go on." : null,
    !item.unavailable && left < item.quantity
      ? left > 0
        ? `Only ${left} left: lower the quantity.`
        : "Sold out meanwhile. Remove it to go on."
      : null,
    item.price_changed ? "The price changed since you added it." : null,
    state.message,
    ...Object.values(state.fields ?? {}).flat(),
  ].filter((problem) => problem);
  return (
    <li className="border-line grid grid-cols-[5.5rem_1fr] gap-x-5 border-b py-6 sm:grid-cols-[7rem_1fr_auto]">
      <div className="bg-surface aspect-4/5 overflow-hidden rounded-[2px]">
        {image && <Photo image={image} alt="" sizes="7rem" className="size-full" />}
      </div>
      <div>
        <h2 className="text-xl leading-snug sm:text-2xl">
          <Link href={`/products/${product.slug}`} prefetch={false} className="hover:text-accent">
            {product.name}
          </Link>
        </h2>
        <p className="text-soft">{[item.color, item.size].filter(Boolean).join(", ")}</p>
        <p className="text-soft text-sm">
          <Price amount={item.price} currency={product.currency} /> each
        </p>
        <form action={submit} className="mt-3 flex flex-wrap items-center gap-x-1 gap-y-2 sm:gap-x-3">
          <input type="hidden" name="id" value={item.id} />
          <label>
            <span className="sr-only">Quantity of {product.name}</span>
            <input
              key={item.quantity}
              type="number"
              name="quantity"
              min={1}
              max={99}
              required
              defaultValue={item.quantity}
              className="control w-18! text-center tabular-nums"
            />
          </label>
          <SubmitButton variant="quiet" label={`Update the quantity of ${product.name}`}>
            Update
          </SubmitButton>
          <SubmitButton variant="quiet" name="remove" value="1" label={`Remove ${product.name}`}>
            Remove
          </SubmitButton>
        </form>
        {problems.length > 0 && (
          <p role="status" className="text-danger mt-2 font-medium">
            {problems.join(" ")}
          </p>
        )}
      </div>
      <p className="col-start-2 mt-2 font-medium sm:col-start-auto sm:mt-0 sm:text-end">
        <Price amount={item.subtotal} currency={product.currency} />
      </p>
    </li>
  );
}
