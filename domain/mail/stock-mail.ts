import { eq } from "drizzle-orm";

import { products, stock_alerts, variants } from "@/db/schema";
import { env } from "@/env";
import { STORE } from "@/model/store";

import type { Context } from "../operation";
import { readTranslator, renamed } from "../translations/read-texts";
import { type Letter, asPage, escape, pageUrl } from "./letter";

/** That something is there again; nothing when it was taken off the shelf, or is waited for no longer. */
export async function renderBackInStock(context: Context, alertId: number): Promise<Letter | null> {
  const [row] = await context.db
    .select({ alert: stock_alerts, variant: variants, product: products })
    .from(stock_alerts)
    .innerJoin(variants, eq(variants.id, stock_alerts.variant_id))
    .innerJoin(products, eq(products.id, variants.product_id))
    .where(eq(stock_alerts.id, alertId));
  if (!row || !row.product.is_active || row.product.deleted_at) return null;
  const { alert, variant } = row;
  const { locale } = alert;
  const t = await readTranslator(context, locale);
  const [product = row.product] = await renamed({ ...context, locale }, "product", [row.product], ({ id }) => id);
  const choice = [variant.color, variant.size].filter(Boolean).map(t.option).join(" / ");
  const name = choice ? t("mail.back_in_stock.name_in", { name: product.name, choice }) : product.name;
  const link = pageUrl(t, `/products/${product.slug}?variant=${encodeURIComponent(variant.sku)}`);
  const stop = pageUrl(t, `/stock-alerts/${alert.key}`);
  const subject = t("mail.subject.back_in_stock", { name: product.name });
  const lead = t("mail.back_in_stock.lead", { name });
  const once = t("mail.back_in_stock.once");
  const stopText = t("mail.back_in_stock.stop");
  const way = t("mail.labelled", { label: t("mail.back_in_stock.see"), value: link });
  const wayOut = `${once} ${t("mail.labelled", { label: stopText, value: stop })}`;
  const body = `<p>${escape(lead)}</p><p style="color:#6b6258">${escape(once)} <a href="${stop}" style="color:#6b6258">${escape(stopText)}</a>.</p>`;
  return {
    to: alert.email,
    subject,
    text: [lead, "", way, "", wayOut, "", STORE.name].join("\n"),
    html: asPage(t, {
      title: subject,
      heading: t("mail.heading.back_in_stock"),
      body,
      link,
      linkText: t("mail.back_in_stock.see_what", { name: product.name }),
    }),
    headers: {
      "List-Unsubscribe": `<${env().APP_URL}/api/v1/stock-alerts/stop/${alert.key}/>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}
