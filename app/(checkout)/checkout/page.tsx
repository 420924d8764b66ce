import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { storefrontContext } from "@/adapters/storefront";
import { CheckoutForm } from "@/components/checkout/checkout-form";
import { OrderLines } from "@/components/checkout/order-lines";
import { getCart } from "@/domain/cart/cart-items";
import { listShippingMethods, priceFor } from "@/domain/orders/shipping";
import { daysText } from "@/model/delivery";
import { sum } from "@/model/money";

import { placeOrder } from "./actions";

export const metadata: Metadata = { title: "Checkout", robots: { index: false } };

export default async function CheckoutPage() {
  const context = await storefrontContext();
  if (!context.user && !context.guest) redirect("/cart");
  const [cart, methods] = await Promise.all([getCart(context, {}), listShippingMethods(context, {})]);
  if (cart.items.length === 0) redirect("/cart");
  const choices = methods.results.map(({ code, name, description, min_days, max_days, ...method }) => {
    const price = priceFor(method, cart.subtotal);
    return {
      code,
      name,
      description,
      days: daysText({ min_days, max_days }),
      price,
      total: sum([cart.subtotal, price]),
    };
  });
  const lines = cart.items.map(({ id, product, variant_id, quantity, size, color, subtotal }) => {
    const image = product.variants.find((variant) => variant.id === variant_id)?.image ?? product.image;
    return {
      id,
      name: product.name,
      size,
      color,
      quantity,
      subtotal,
      image: product.images.find(({ url }) => url === image),
    };
  });
  return (
    <div className="column grid gap-x-20 gap-y-12 pt-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:pt-16">
      <div className="max-w-2xl">
        <h1 className="text-title mb-8">Checkout</h1>
        <CheckoutForm
          action={placeOrder}
          email={context.user?.email ?? ""}
          choices={choices}
          subtotal={cart.subtotal}
          currency={cart.currency}
        />
      </div>
      <aside aria-label="Your cart" className="bg-surface self-start p-6 lg:sticky lg:top-8">
        <OrderLines lines={lines} currency={cart.currency} />
      </aside>
    </div>
  );
}
