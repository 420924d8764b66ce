import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { Waiting } from "@/components/checkout/waiting";
import { DomainError } from "@/domain/errors";
import { getOrderByNumber } from "@/domain/orders/orders";
import { getPaymentState } from "@/domain/payments/payment-state";

export const metadata: Metadata = { title: "Payment", robots: { index: false } };
type Props = { searchParams: Promise<{ order?: string | string[] }> };

/** Where a payment comes back to. What happened is asked of Stripe; the address says only which order. */
export default async function CompletePage({ searchParams }: Props) {
  const { order: number } = await searchParams;
  if (typeof number !== "string") notFound();
  const context = await storefrontContext();
  try {
    const order = await getOrderByNumber(context, { number });
    const { status, payment_status } = await getPaymentState(context, { id: order.id });
    if (status === "pending" && payment_status === "requires_payment_method")
      redirect(await inLanguage(`/checkout/${number}?declined=1`));
    const isEnded = status === "pending" && payment_status === "canceled";
    if (isEnded || status === "cancelling" || status === "cancelled") redirect(await inLanguage(`/checkout/${number}`));
    if (status !== "pending" && status !== "processing") redirect(await inLanguage(`/orders/${number}?placed=1`));
  } catch (error) {
    // Whoever has only the address is asked there whose order it is.
    if (error instanceof DomainError) redirect(await inLanguage(`/orders/${encodeURIComponent(number)}`));
    throw error;
  }
  return (
    <div className="column pt-16 text-center">
      <h1 className="text-title">Your payment is on its way</h1>
      <Waiting />
    </div>
  );
}
