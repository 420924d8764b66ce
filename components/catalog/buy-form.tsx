"use client";

import { type ReactNode, useActionState, useEffect, useRef, useSyncExternalStore } from "react";

import { Link } from "@/components/ui/link";
import type { Product, Variant } from "@/model/catalog";
import { nameOf } from "@/model/choice";
import { arrival, arrivalText, daysText } from "@/model/delivery";
import { type FormAction, type FormState, UNSENT } from "@/model/forms";

import { showAdded, useSession } from "../layout/session-store";
import { ShareButton } from "../ui/share-button";
import { SubmitButton } from "../ui/submit-button";
import { Heart } from "../wishlist/heart";
import { QuantityStepper } from "./quantity-stepper";
import { StickyBuy } from "./sticky-buy";

const FEW = 5;
type Delivery = { min_days: number; max_days: number } | null;
type Props = {
  product: Pick<Product, "id" | "name" | "currency" | "price">;
  variant: Variant | undefined;
  actions: { buy: FormAction; notify: FormAction };
  delivery: Delivery;
  children: ReactNode;
};

const stockText = (stock: number) => (stock === 0 ? "Sold out" : stock <= FEW ? `Only ${stock} left` : "In stock");
const never = () => () => undefined;

/** A kept page may be of yesterday: it says how many days, and the browser which. */
const useArrival = (delivery: Delivery) =>
  useSyncExternalStore(
    never,
    () => delivery && arrivalText(arrival(delivery, new Date())),
    () => delivery && `in ${daysText(delivery)}`,
  );

/** A form that works before any script has come: the size and color that it sends name the variant. */
export function BuyForm({ product, variant, actions, delivery, children }: Props) {
  const [bought, buy] = useActionState(actions.buy, UNSENT);
  const [asked, notify] = useActionState(actions.notify, UNSENT);
  const main = useRef<HTMLDivElement>(null);
  const expected = useArrival(delivery);
  useEffect(() => {
    if (bought.ok) void showAdded();
  }, [bought]);
  const stock = variant?.stock ?? 0;
  const isSoldOut = stock === 0;
  return (
    <>
      <form action={isSoldOut ? notify : buy}>
        <input type="hidden" name="product_id" value={product.id} />
        {children}
        <p className="mt-6 flex flex-wrap items-center gap-x-2.5" role="status">
          <span aria-hidden="true" className={`size-2 rounded-full ${isSoldOut ? "bg-danger" : "bg-moss"}`} />
          <span>{stockText(stock)}</span>
          {!isSoldOut && expected && <span className="text-soft">· with you {expected}</span>}
        </p>
        <div ref={main} className="mt-5 min-h-34">
          {isSoldOut ? (
            <AskToBeTold variant={variant} name={product.name} state={asked} />
          ) : (
            <div className="grid grid-cols-[auto_1fr] gap-3">
              <QuantityStepper most={Math.min(99, stock)} />
              <SubmitButton size="large" className="px-4!" pendingText="Adding…">
                Add to cart
              </SubmitButton>
              <SubmitButton variant="secondary" size="large" name="then" value="checkout" className="col-span-2">
                Buy now
              </SubmitButton>
            </div>
          )}
        </div>
        <Answer state={bought} />
        {!isSoldOut && <StickyBuy after={main} price={variant?.price ?? product.price} currency={product.currency} />}
      </form>
      <div className="mt-1 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Heart id={product.id} name={product.name} wide />
        <ShareButton title={product.name} text="Share" variant="quiet" />
        {variant && <p className="text-soft ms-auto text-sm">SKU {variant.sku}</p>}
      </div>
    </>
  );
}

/** What became of it; announced, and as tall with an answer as without. */
const Answer = ({ state }: { state: FormState }) => {
  const problems = [state.message, ...Object.values(state.fields ?? {}).flat()].filter(Boolean);
  return (
    <div role="status" className="mt-3 min-h-7">
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
  );
};

type AskProps = { variant: Variant | undefined; name: string; state: FormState };

/** In place of what cannot be bought: a mail when it is there again. */
function AskToBeTold({ variant, name, state }: AskProps) {
  const user = useSession()?.user;
  const which = (variant && nameOf(variant)) || name;
  const problems = [state.message, ...Object.values(state.fields ?? {}).flat()].filter(Boolean).join(" ");
  return (
    <>
      <p className="font-medium">{which} is sold out.</p>
      {state.ok && state.values?.["variant_id"] === String(variant?.id) ? (
        <p role="status" className="bg-surface border-moss mt-3 border-s-4 px-4 py-3">
          We write to {state.values?.["email"]} as soon as it is back. Once, and about nothing else.
        </p>
      ) : (
        <>
          <div className="mt-2 flex flex-wrap gap-3">
            <label className="min-w-0 flex-[1_1_12rem]">
              <span className="sr-only">Your e-mail</span>
              <input
                type="email"
                name="email"
                autoComplete="email"
                required={!user}
                placeholder={user ? "The e-mail of your account" : "Your e-mail"}
                defaultValue={state.values?.["email"]}
                aria-invalid={problems ? true : undefined}
                aria-describedby="told-hint"
                className="control min-h-14!"
              />
            </label>
            <SubmitButton size="large" className="flex-auto px-5!" pendingText="One moment…">
              Notify me
            </SubmitButton>
          </div>
          <p
            id="told-hint"
            role="status"
            className={problems ? "text-danger mt-2 font-medium" : "text-soft mt-2 text-sm"}
          >
            {problems || "One mail when it is back, and nothing else."}
          </p>
        </>
      )}
    </>
  );
}
