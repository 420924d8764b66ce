import { eq } from "drizzle-orm";

import { products, stock_alerts, users, variants } from "@/db/schema";
import { env } from "@/env";
import { STORE } from "@/model/store";

import type { Context } from "../operation";
import { type Letter, asPage, escape, pageUrl } from "./letter";

/** That something is there again; nothing when it was taken off the shelf, or is waited for no longer. */
export async function renderBackInStock({ db }: Context, alertId: number): Promise<Letter | null> {
  const [row] = await db
    .select({ alert: stock_alerts, variant: variants, product: products, account: users.email })
    .from(stock_alerts)
    .innerJoin(variants, eq(variants.id, stock_alerts.variant_id))
    .innerJoin(products, eq(products.id, variants.product_id))
    .leftJoin(users, eq(users.id, stock_alerts.user_id))
    .where(eq(stock_alerts.id, alertId));
  if (!row || !row.product.is_active || row.product.deleted_at) return null;
  const { alert, variant, product, account } = row;
  const which = [variant.color, variant.size].filter(Boolean).join(" / ");
  const name = which ? `${product.name} in ${which}` : product.name;
  const link = pageUrl(alert.locale, `/products/${product.slug}?variant=${encodeURIComponent(variant.sku)}`);
  const stop = pageUrl(alert.locale, `/stock-alerts/${alert.key}`);
  const subject = `${product.name} is back`;
  const lead = `You asked us to tell you: ${name} is in stock again. We made few, and set none aside.`;
  const why = "This is the one mail about it. Want none about anything else you wait for?";
  const body = `<p>${escape(lead)}</p><p style="color:#6b6258">${why} <a href="${stop}" style="color:#6b6258">Stop them all</a>.</p>`;
  return {
    to: account || alert.email,
    subject,
    text: [lead, "", `See it: ${link}`, "", `${why} Stop them all: ${stop}`, "", STORE.name].join("\n"),
    html: asPage({ title: subject, heading: "It is back.", body, link, linkText: `See the ${product.name}` }),
    headers: {
      "List-Unsubscribe": `<${env().APP_URL}/api/v1/stock-alerts/stop/${alert.key}/>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    },
  };
}
