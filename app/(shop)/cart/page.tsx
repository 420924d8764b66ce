import type { Metadata } from "next";

import { storefrontContext } from "@/adapters/storefront";
import { CartLine } from "@/components/cart/cart-line";
import { Destination } from "@/components/cart/destination";
import { DiscountCode } from "@/components/cart/discount-code";
import { FreeDelivery } from "@/components/cart/free-delivery";
import { Totals } from "@/components/checkout/totals";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { getCart } from "@/domain/cart/cart-items";
import type { Cart } from "@/model/cart";
import { daysText, serves, untilFree } from "@/model/delivery";
import type { ShippingMethod } from "@/model/orders";
import { priceCart } from "@/model/price-cart";
import { findShort } from "@/model/shortages";

import { changeCountry, changeDiscount } from "../../cart-terms";
import { readShipping } from "../reads";
import { changeCartItem } from "./actions";

export const metadata: Metadata = { title: "Cart", robots: { index: false } };

type Props = { searchParams: Promise<{ merged?: string | string[]; capped?: string | string[] }> };

export default async function CartPage({ searchParams }: Props) {
  const told = await searchParams;
  const context = await storefrontContext();
  const shipping = await readShipping({});
  const cart = context.user || context.guest ? await getCart(context, {}) : null;
  return (
    <div className="column pt-10 lg:pt-16">
      <h1 className="text-title">Your cart</h1>
      {told.merged && (
        <div className="mt-6">
          <Alert>
            What you had chosen before you signed in is in your cart now.
            {told.capped && " Of some things there were fewer left than you had in both."}
          </Alert>
        </div>
      )}
      {cart && cart.items.length > 0 ? <Filled cart={cart} methods={shipping.results} /> : <Empty />}
    </div>
  );
}

const Empty = () => (
  <div className="bg-surface mt-8 px-6 py-16 text-center">
    <p className="font-display text-heading">Nothing here yet.</p>
    <p className="text-soft mt-2 mb-6">What you put in the cart stays for thirty days.</p>
    <ButtonLink href="/products">Look around</ButtonLink>
  </div>
);

const stands = (cart: Cart) => cart.discount_problem === null && findShort(cart).length === 0;

type FilledProps = { cart: Cart; methods: ShippingMethod[] };

function Filled({ cart, methods }: FilledProps) {
  const { currency, discount_code, discount_problem } = cart;
  const delivery = methods.find((method) => serves(method, cart.country));
  const sums = priceCart(cart.items, { discount: cart.discount, shipping: delivery, tax: { rate: cart.tax_rate } });
  const missing = delivery && cart.discount?.kind !== "free_shipping" ? untilFree(delivery, cart.subtotal) : null;
  return (
    <div className="mt-6 grid gap-x-16 gap-y-10 lg:grid-cols-[1fr_22rem]">
      <ul className="border-line border-t">
        {cart.items.map((item) => (
          <CartLine key={item.id} item={item} action={changeCartItem} />
        ))}
      </ul>
      <section aria-label="Summary" className="bg-surface self-start p-6 lg:sticky lg:top-8">
        <Totals
          totals={{ ...cart, ...sums, shipping_price: delivery ? sums.shipping_price : null }}
          currency={currency}
        />
        <div className="border-line mt-4 border-t pt-4">
          {missing && delivery?.free_from && (
            <FreeDelivery missing={missing} reached={cart.subtotal} from={delivery.free_from} currency={currency} />
          )}
          <Destination action={changeCountry} country={cart.country} days={delivery ? daysText(delivery) : null} />
          <DiscountCode action={changeDiscount} code={discount_code} problem={discount_problem} />
        </div>
        {stands(cart) ? (
          <ButtonLink href="/checkout" size="large" className="mt-4 w-full" prefetch={false}>
            Check out
          </ButtonLink>
        ) : (
          <p className="text-danger mt-4 font-medium">
            {discount_problem
              ? "Remove the code, or make it fit, to check out."
              : "Change the marked lines to check out."}
          </p>
        )}
      </section>
    </div>
  );
}
