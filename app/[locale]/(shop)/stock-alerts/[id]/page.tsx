import type { Metadata } from "next";

import { StopAlerts } from "@/components/catalog/stop-alerts";
import { getT } from "@/components/language/server";

import { stopAlerts } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getT();
  return { title: t("stock_alerts.title"), robots: { index: false }, referrer: "no-referrer" };
}
type Props = { params: Promise<{ id: string }> };

/** Where the link in a mail leads. Reading the page changes nothing, since mail scanners read too: its form does. */
export default async function StopAlertsPage({ params }: Props) {
  const t = await getT();
  const { id } = await params;
  return (
    <div className="column pt-16 text-center lg:pt-24">
      <h1 className="text-display">{t("stock_alerts.heading")}</h1>
      <StopAlerts id={id} action={stopAlerts} />
    </div>
  );
}
