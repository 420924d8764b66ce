import type { Metadata } from "next";
import { redirect } from "next/navigation";

import { inLanguage } from "@/adapters/language";
import { storefrontContext } from "@/adapters/storefront";
import { StockAlerts } from "@/components/account/stock-alerts";
import { listStockAlerts } from "@/domain/stock-alerts/stock-alerts";

import { stopWaiting } from "./actions";

export const metadata: Metadata = { title: "What you wait for", robots: { index: false } };

export default async function StockAlertsPage() {
  const context = await storefrontContext();
  if (!context.user) redirect(await inLanguage("/sign-in?next=/account/stock-alerts"));
  const { results } = await listStockAlerts(context, { page_size: "100" });
  return (
    <>
      <h1 className="text-title mb-8">What you wait for</h1>
      {results.length === 0 ? (
        <p className="bg-surface text-soft px-6 py-14 text-center">
          Nothing now. Where something is sold out, its page offers to tell you when it is back.
        </p>
      ) : (
        <>
          <p className="text-soft mb-6 max-w-2xl">We write once for each of these, when it is in stock again.</p>
          <StockAlerts alerts={results} action={stopWaiting} />
        </>
      )}
    </>
  );
}
