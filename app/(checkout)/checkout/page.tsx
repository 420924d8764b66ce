import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { storefrontContext } from "@/adapters/storefront";
import { DiscountCode } from "@/components/cart/discount-code";
import { CheckoutForm } from "@/components/checkout/checkout-form";
import { OrderLines } from "@/components/checkout/order-lines";
import { getCart } from "@/domain/cart/cart-items";
import { listShippingMethods } from "@/domain/orders/shipping";
import { listTaxRates } from "@/domain/orders/tax";
import { MAX_PAGE_SIZE } from "@/model/fields";

import { changeDiscount } from "../../cart-terms";
import { placeOrder } from "./actions";

export const metadata: Metadata = { title: "Checkout", robots: { index: false } };

const all = { page_size: String(MAX_PAGE_SIZE) };

export default async function CheckoutPage() {
  const context = await storefrontContext();
  if (!context.user && !context.guest) redirect("/cart");
  const [cart, methods, taxes] = await Promise.all([
    getCart(context, {}),
    listShippingMethods(context, all),
    listTaxRates(context, all),
  ]);
  if (cart.items.length === 0) redirect("/cart");
  const { country, currency, discount, discount_code, discount_problem, items } = cart;
  const priced = items.map(({ price, quantity, unavailable }) => ({ price, quantity, unavailable }));
  const lines = items.map(({ id, product, variant_id, quantity, size, color, subtotal }) => {
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
          cart={{ country, currency, discount, discount_code, lines: priced }}
          methods={methods.results}
          taxes={taxes.results}
        />
      </div>
      <aside aria-label="Your cart" className="bg-surface self-start p-6 lg:sticky lg:top-8">
        <OrderLines lines={lines} currency={currency} />
        <div className="border-line mt-5 border-t pt-3">
          <DiscountCode action={changeDiscount} code={discount_code} problem={discount_problem} />
        </div>
      </aside>
    </div>
  );
}
