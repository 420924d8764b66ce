import { notFound, redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { Waiting } from "@/components/checkout/waiting";
import { getT } from "@/components/language/server";
import { DomainError } from "@/domain/errors";
import { getOrderByNumber } from "@/domain/orders/orders";
import { getPaymentState } from "@/domain/payments/payment-state";

import { unlisted } from "../../../root";

export const generateMetadata = unlisted("checkout_page.payment");
type Props = { searchParams: Promise<{ order?: string | string[] }> };

/** Where a payment comes back to. What happened is asked of Stripe; the address says only which order. */
export default async function CompletePage({ searchParams }: Props) {
  const t = await getT();
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
      <h1 className="text-title">{t("checkout_page.on_its_way")}</h1>
      <Waiting />
    </div>
  );
}
