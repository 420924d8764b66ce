import { signedIn } from "@/adapters/signed-in";
import { StockAlerts } from "@/components/account/stock-alerts";
import { getT } from "@/components/language/server";
import { listStockAlerts } from "@/domain/stock-alerts/stock-alerts";

import { unlisted } from "../../../root";
import { stopWaiting } from "./actions";

export const generateMetadata = unlisted("account.nav.stock_alerts");

export default async function StockAlertsPage() {
  const t = await getT();
  const context = await signedIn("/account/stock-alerts");
  const { results } = await listStockAlerts(context, { page_size: "100" });
  return (
    <>
      <h1 className="text-title mb-8">{t("account.nav.stock_alerts")}</h1>
      {results.length === 0 ? (
        <p className="bg-surface text-soft px-6 py-14 text-center">{t("account_page.stock_alerts.none")}</p>
      ) : (
        <>
          <p className="text-soft mb-6 max-w-2xl">{t("account_page.stock_alerts.text")}</p>
          <StockAlerts alerts={results} action={stopWaiting} />
        </>
      )}
    </>
  );
}
