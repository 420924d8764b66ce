import type { Metadata } from "next";

import { storefrontContext } from "@/adapters/storefront";
import { CartLine } from "@/components/cart/cart-line";
import { Alert } from "@/components/ui/alert";
import { ButtonLink } from "@/components/ui/button";
import { Price } from "@/components/ui/price";
import { getCart } from "@/domain/cart/cart-items";
import type { Cart } from "@/model/cart";
import { priceText } from "@/model/delivery";
import type { ShippingMethod } from "@/model/orders";

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
      {cart && cart.items.length > 0 ? <Filled cart={cart} delivery={shipping.results[0]} /> : <Empty />}
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

const stands = ({ items }: Cart) =>
  items.every(({ unavailable, quantity, variant_id, product }) => {
    const stock = product.variants.find(({ id }) => id === variant_id)?.stock ?? product.stock;
    return !unavailable && quantity <= stock;
  });

const Filled = ({ cart, delivery }: { cart: Cart; delivery: ShippingMethod | undefined }) => (
  <div className="mt-6 grid gap-x-16 gap-y-10 lg:grid-cols-[1fr_22rem]">
    <ul className="border-line border-t">
      {cart.items.map((item) => (
        <CartLine key={item.id} item={item} action={changeCartItem} />
      ))}
    </ul>
    <section aria-label="Summary" className="bg-surface self-start p-6 lg:sticky lg:top-8">
      <p className="flex justify-between text-lg">
        <span>Subtotal</span>
        <Price amount={cart.subtotal} currency={cart.currency} />
      </p>
      <p className="text-soft mt-1 mb-5 text-sm">
        Tax included.{delivery && ` Delivery is ${priceText(delivery, cart.currency)}.`}
      </p>
      {stands(cart) ? (
        <ButtonLink href="/checkout" size="large" className="w-full" prefetch={false}>
          Check out
        </ButtonLink>
      ) : (
        <p className="text-danger font-medium">Change the marked lines to check out.</p>
      )}
    </section>
  </div>
);
