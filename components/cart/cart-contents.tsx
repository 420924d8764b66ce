"use client";

import { useT } from "#language";
import type { CartView } from "@/model/cart-view";
import type { FormAction } from "@/model/forms";

import { ButtonLink } from "../ui/button";
import { CartLines, Undo } from "./cart-lines";
import { useCart } from "./cart-store";
import { CartSums, notYet } from "./cart-summary";
import { Destination } from "./destination";
import { DiscountCode } from "./discount-code";
import { FreeDelivery } from "./free-delivery";

type Actions = { changeLine: FormAction; changeCountry: FormAction; changeDiscount: FormAction };

type Props = Actions & {
  drawn: CartView | null;
  /** Something was added, and the browser did not keep the cookie that says whose it is. */
  isLost: boolean;
};

/** The page of the cart: drawn by the server, and from then on the same cart as everywhere else on it. */
export function CartContents({ drawn, isLost, ...actions }: Props) {
  const t = useT();
  const { cart, removed } = useCart(drawn);
  if (cart && cart.lines.length > 0) return <Filled cart={cart} {...actions} />;
  return (
    <>
      {removed && (
        <ul className="mt-6">
          <Undo removed={removed} />
        </ul>
      )}
      <div className="bg-surface mt-8 px-6 py-16 text-center">
        <p className="font-display text-heading">{t("cart.empty.title")}</p>
        <p className="text-soft mt-2 mb-6">{t(isLost ? "cart.drawer.no_cookie" : "cart.empty.text")}</p>
        <ButtonLink href="/products">{t("cart.empty.look_around")}</ButtonLink>
      </div>
    </>
  );
}

function Filled({ cart, changeLine, changeCountry, changeDiscount }: Actions & { cart: CartView }) {
  const t = useT();
  const { isBusy } = useCart();
  const { currency, country, days, free, discount_code, discount_problem } = cart;
  return (
    <div className="mt-6 grid gap-x-16 gap-y-10 lg:grid-cols-[1fr_24rem]">
      <section aria-labelledby="cart-lines">
        <h2 id="cart-lines" className="sr-only">
          {t("cart.lines")}
        </h2>
        <CartLines cart={cart} action={changeLine} />
      </section>
      <section aria-labelledby="cart-summary" className="bg-surface self-start p-6 lg:sticky lg:top-8">
        <h2 id="cart-summary" className="sr-only">
          {t("cart.summary")}
        </h2>
        <CartSums cart={cart} isBusy={isBusy} />
        <div className="border-line mt-4 border-t pt-4">
          {free && <FreeDelivery {...free} currency={currency} />}
          <Destination action={changeCountry} country={country} days={days} />
          <DiscountCode action={changeDiscount} code={discount_code} problem={discount_problem} />
        </div>
        {cart.stands ? (
          <ButtonLink href="/checkout" size="large" className="mt-4 w-full" prefetch={false}>
            {t("cart.check_out")}
          </ButtonLink>
        ) : (
          <p className="text-danger mt-4 font-medium">{notYet(t, cart)}</p>
        )}
      </section>
    </div>
  );
}
