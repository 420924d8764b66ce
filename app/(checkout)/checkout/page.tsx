import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { storefrontContext } from "@/adapters/storefront";
import { DiscountCode } from "@/components/cart/discount-code";
import { CheckoutForm } from "@/components/checkout/checkout-form";
import { OrderLines } from "@/components/checkout/order-lines";
import { Shortages } from "@/components/checkout/shortages";
import { getCart } from "@/domain/cart/cart-items";
import { DomainError } from "@/domain/errors";
import type { Context } from "@/domain/operation";
import { getOrderByNumber } from "@/domain/orders/orders";
import { listShippingMethods } from "@/domain/orders/shipping";
import { listTaxRates } from "@/domain/orders/tax";
import { MAX_PAGE_SIZE } from "@/model/fields";
import { findShort } from "@/model/shortages";

import { changeDiscount, changeLine } from "../../cart-terms";
import { placeOrder } from "./actions";

export const metadata: Metadata = { title: "Checkout", robots: { index: false } };

const all = { page_size: String(MAX_PAGE_SIZE) };

type Props = { searchParams: Promise<{ again?: string | string[] }> };

export default async function CheckoutPage({ searchParams }: Props) {
  const { again } = await searchParams;
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
  const shortages = findShort(cart).map(({ id, product, left }) => ({ id, name: product.name, left }));
  return (
    <div className="column grid gap-x-20 gap-y-12 pt-10 lg:grid-cols-[minmax(0,1fr)_24rem] lg:pt-16">
      <div className="max-w-2xl">
        <h1 className="text-title mb-8">Checkout</h1>
        {shortages.length > 0 && (
          <div className="mb-8">
            <Shortages action={changeLine} shortages={shortages} />
          </div>
        )}
        <CheckoutForm
          action={placeOrder}
          typed={{ email: context.user?.email ?? "", ...(await readTyped(context, again)) }}
          cart={{ country, currency, discount, discount_code, lines: priced }}
          methods={methods.results}
          taxes={taxes.results}
        />
      </div>
      <aside aria-label="Your cart" className="bg-surface self-start p-6 lg:sticky lg:top-8">
        <OrderLines lines={lines} currency={currency} />
        <div className="border-line mt-5 border-t pt-3">
          <DiscountCode isLive={false} action={changeDiscount} code={discount_code} problem={discount_problem} />
        </div>
      </aside>
    </div>
  );
}

/** What was typed for an order that is placed again. */
async function readTyped(context: Context, number: string | string[] | undefined): Promise<Record<string, string>> {
  if (typeof number !== "string") return {};
  try {
    const { email, shipping, shipping_method } = await getOrderByNumber(context, { number });
    const address = Object.entries(shipping ?? {}).map(([name, value]) => [`shipping.${name}`, value]);
    return { email, shipping_method, ...Object.fromEntries(address) };
  } catch (error) {
    if (error instanceof DomainError) return {};
    throw error;
  }
}
