import type { Variant } from "./catalog";
import type { Translate } from "./translate";

/** What one of it costs, where that is not the price itself: "$12.00 each". */
export function unitPriceText(t: Translate, { price, content, unit_price }: Variant, currency: string): string | null {
  if (!content || unit_price === null || unit_price === price) return null;
  return t("ui.price.unit", { price: t.money(unit_price, currency), unit: content.unit });
}
