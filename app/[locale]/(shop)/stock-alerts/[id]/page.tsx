import type { Metadata } from "next";

import { StopAlerts } from "@/components/catalog/stop-alerts";

import { stopAlerts } from "./actions";

export const metadata: Metadata = { title: "No more mails", robots: { index: false }, referrer: "no-referrer" };
type Props = { params: Promise<{ id: string }> };

/** Where the link in a mail leads. Reading the page changes nothing, since mail scanners read too: its form does. */
export default async function StopAlertsPage({ params }: Props) {
  const { id } = await params;
  return (
    <div className="column pt-16 text-center lg:pt-24">
      <h1 className="text-display">No more mails.</h1>
      <StopAlerts id={id} action={stopAlerts} />
    </div>
  );
}
